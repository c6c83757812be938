"""The lock on a SQLite database: one process owns it all."""

import fcntl
import os
from pathlib import Path

from app.core.errors import OnefoldError


class DatabaseInUse(OnefoldError):
    """A second process wants the same SQLite file."""

    status, code, title = 503, "database_in_use", "Another process uses this database"
    mend = "Stop the other process, or use Postgres for several."


class SQLiteLock:
    """The exclusive lock of the one process on a SQLite database; released by the kernel when it dies."""

    def __init__(self, database_file: Path) -> None:
        self._path = database_file.with_name(database_file.name + ".lock")
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock; raises DatabaseInUse when another process has it."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise DatabaseInUse(
                f"Another Onefold process uses {self._path.with_suffix('')}. Stop it first, give this one another "
                "ONEFOLD_DATA_DIR, or set ONEFOLD_DATABASE_URL to Postgres, where many processes can share."
            ) from None
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
