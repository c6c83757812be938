"""Generate clients/openapi.json and both clients from the app; with --check, fail where they differ from the tree.

Everything is generated into an empty folder first. What people wrote (KEPT) is neither compared nor removed.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
CLIENTS = ROOT / "clients"
GENERATED = ("openapi.json", "typescript/src/generated", "python/onefold_client")
KEPT = ("python/onefold_client/stream.py",)


def run(*command: str, **environment: str) -> None:
    """Run a command in the project's folder; ends the program with its output when it fails."""
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        sys.exit(f"{done.stdout}\n{' '.join(command)} failed")


def generate(target: Path) -> None:
    """Write the document and both clients below a folder."""
    document = target / "openapi.json"
    run(sys.executable, "-m", "app", "openapi", "--output", str(document))
    run(
        *("npm", "run", "generate", "--workspace", "@onefold/client"),
        OPENAPI_DOCUMENT=str(document),
        CLIENT_OUTPUT=str(target / "typescript/src/generated"),
    )
    without_registry_links(target / "typescript/src/generated")
    bin_dir = str(Path(sys.executable).parent)
    run(
        *(sys.executable, "-m", "openapi_python_client", "generate", "--fail-on-warning", "--meta", "none"),
        *("--path", str(document), "--config", str(CLIENTS / "python/config.yaml")),
        *("--output-path", str(target / "python/onefold_client")),
        PATH=f"{bin_dir}{os.pathsep}{os.environ['PATH']}",
    )


def without_registry_links(folder: Path) -> None:
    """Reduce `{@link <address of a package> `name`}` in comments to the name: no file of ours names a registry."""
    for path in folder.rglob("*.ts"):
        text = path.read_text(encoding="utf-8")
        reduced = re.sub(r"\{@link https?://\S+/package/\S+ (`[^`]+`)\}", r"\1", text)
        if reduced != text:
            path.write_text(reduced, encoding="utf-8")


def contents(base: Path) -> dict[str, bytes]:
    """Return every generated file below a clients folder by its path in there."""
    files: dict[str, bytes] = {}
    for part in GENERATED:
        for path in [base / part, *(base / part).rglob("*")]:
            name = path.relative_to(base).as_posix()
            if path.is_file() and name not in KEPT and "__pycache__" not in path.parts:
                files[name] = path.read_bytes()
    return files


def differences(new: dict[str, bytes], old: dict[str, bytes]) -> list[str]:
    """Return a line for each file that is missing, changed or left over."""
    return [
        f"clients/{name}: " + ("missing" if name not in old else "left over" if name not in new else "differs")
        for name in sorted(new.keys() | old.keys())
        if new.get(name) != old.get(name)
    ]


def replace(new: dict[str, bytes], old: dict[str, bytes]) -> None:
    """Make the clients folder hold exactly what was generated."""
    for name in old.keys() - new.keys():
        (CLIENTS / name).unlink()
        for folder in (CLIENTS / name).parents:
            if not any(folder.iterdir()):
                folder.rmdir()
    for name, data in new.items():
        (CLIENTS / name).parent.mkdir(parents=True, exist_ok=True)
        if old.get(name) != data:
            (CLIENTS / name).write_bytes(data)


def main() -> int:
    """Generate, then write or compare; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail on a difference")
    check = parser.parse_args().check
    with TemporaryDirectory() as folder:
        generate(Path(folder))
        new = contents(Path(folder))
    old = contents(CLIENTS)
    if not check:
        replace(new, old)
        return 0
    found = differences(new, old)
    sys.stdout.write("".join(f"{line}\n" for line in found))
    if found:
        sys.stdout.write("Run `make clients` and commit what it changes.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
