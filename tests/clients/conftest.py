"""What of these tests runs when."""

import os

# They install other runtimes and generators.
collect_ignore = [] if os.environ.get("NIGHTLY") else ["test_other_generators.py", "test_worker.py"]
