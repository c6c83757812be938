"""The stream that log records go out on: it never blocks, raises or loses a request, whatever becomes of stdout.

Records wait in memory for one thread that writes them in order, many at once. While the reader of stdout stands
still, or its disk is full, what no longer fits is dropped and counted; the count is written once writing works again.
"""

import json
import os
import select
import threading
import time
from collections import deque
from datetime import UTC, datetime

MAX_QUEUED_BYTES = 4 * 1024 * 1024
GATHER_S = 0.01
"""How long a record may wait for others, so that a busy process makes one write of many records."""
CLOSING_S = 1.0
"""How long the end of the process may wait for the last records in all."""


class LogStream:
    """A text stream on a file descriptor, for many threads. `dropped` is how many records were lost so far."""

    def __init__(self, descriptor: int) -> None:
        self.dropped = 0
        self._descriptor = descriptor
        self._queue: deque[bytes] = deque()
        self._queued_bytes = 0
        self._lock = threading.RLock()  # reentrant: a finalizer may log while this thread holds it
        self._wake = threading.Event()
        self._drained = threading.Event()
        self._deadline: float | None = None  # monotonic; set when the process ends
        self._unsaid = 0  # dropped since the log last said so
        self._torn = False  # the last line went out in part
        threading.Thread(target=self._write_forever, name="log-writer", daemon=True).start()

    def write(self, text: str) -> None:
        """Queue whole lines, or drop them when there is no room."""
        data = text.encode(errors="backslashreplace")
        with self._lock:
            if self._queued_bytes + len(data) > MAX_QUEUED_BYTES:
                self._drop(data)
                return
            self._queue.append(data)
            self._queued_bytes += len(data)
            self._drained.clear()
        self._wake.set()
        if self._deadline is not None:
            self._drained.wait(max(0.0, self._deadline - time.monotonic()))

    def flush(self) -> None:
        """Do nothing: the thread writes by itself. Streams have this method."""

    def hurry(self) -> None:
        """The process is about to end: write what is queued, and from now on each record at once, for 1 s at most."""
        if self._deadline is None:
            self._deadline = time.monotonic() + CLOSING_S
        self._wake.set()
        self._drained.wait(max(0.0, self._deadline - time.monotonic()))

    def _write_forever(self) -> None:
        while True:
            with self._lock:
                if not self._queue:
                    self._drained.set()
                    self._wake.clear()
            self._wake.wait()
            if self._deadline is None:
                time.sleep(GATHER_S)
            with self._lock:
                batch = b"".join(self._queue)
                self._queue.clear()
                self._queued_bytes = 0
                unsaid = self._unsaid
            if batch:
                self._write(batch, unsaid)

    def _write(self, batch: bytes, unsaid: int) -> None:
        if unsaid:
            head = b"\n" if self._torn else b""
            if self._write_all(head + _drop_record(unsaid)):
                with self._lock:
                    self._drop(batch)
                return
            with self._lock:
                self._unsaid -= unsaid
        if rest := self._write_all(batch):
            with self._lock:
                self._drop(rest)

    def _write_all(self, data: bytes) -> bytes:
        """Return what could not be written."""
        while data:
            try:
                written = os.write(self._descriptor, data)
            except BlockingIOError:
                # Whoever started us made it non-blocking: this thread may wait all the same.
                select.select([], [self._descriptor], [], 1.0)
                continue
            except OSError:
                break
            self._torn = data[written - 1 : written] != b"\n"
            data = data[written:]
        return data

    def _drop(self, data: bytes) -> None:
        lines = data.count(b"\n")
        self.dropped += lines
        self._unsaid += lines


def _drop_record(count: int) -> bytes:
    record = {
        "logger": "onefold.core.observability.log_stream",
        "event": "log_records_dropped",
        "count": count,
        "level": "warning",
        "timestamp": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
    }
    return json.dumps(record).encode() + b"\n"
