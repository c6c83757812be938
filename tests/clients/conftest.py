"""What of these tests runs when."""

import os

# They install other runtimes, generators and clients.
NIGHTLY = ["test_comparison.py", "test_other_generators.py", "test_worker.py"]
collect_ignore = [] if os.environ.get("NIGHTLY") else NIGHTLY
