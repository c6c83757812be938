"""What of these tests runs when."""

import os

# They copy the checkout and run tests in the copy.
collect_ignore = [] if os.environ.get("NIGHTLY") else ["test_howto_examples.py"]
