"""The Python package as its user gets it: built, and installed beside what it asks for and nothing else."""

import json
import os
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

from tests.clients.npm_package import NODE, ROOT

SOURCE = ROOT / "clients/python"


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Return what a command prints; fails with all of it when the command does."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | environment
    done = subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


class PythonPrograms:
    """An empty folder with a virtual environment that holds the package, and programs that use it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
        self.python = folder / "venv/bin/python"
        self.site = next((folder / "venv/lib").glob("python*/site-packages"))
        run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder / "dist", cwd=SOURCE)
        (wheel,) = (folder / "dist").iterdir()
        self.wheel = wheel
        # What an installer does with a wheel that is pure Python.
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(self.site)
        self.dependencies = _link_dependencies(self.site)

    def write(self, name: str, source: str) -> Path:
        """Write a program."""
        path = self.folder / f"{name}.py"
        path.write_text(source, encoding="utf-8")
        return path

    def run(self, name: str, **environment: str) -> str:
        """Return what a program prints."""
        return run(self.python, self.folder / f"{name}.py", cwd=self.folder, **environment)

    def check_with_mypy(self, *names: str) -> None:
        """Check programs as strictly as mypy does; fails with what it finds."""
        files = [f"{name}.py" for name in names]
        run(sys.executable, "-m", "mypy", "--strict", "--python-executable", self.python, *files, cwd=self.folder)

    def check_with_pyright(self, *names: str) -> None:
        """Check programs as strictly as pyright does; fails with what it finds."""
        settings = {
            "include": [f"{name}.py" for name in names],
            "typeCheckingMode": "strict",
            "reportUnnecessaryTypeIgnoreComment": "error",
            "venvPath": str(self.folder),
            "venv": "venv",
        }
        (self.folder / "pyrightconfig.json").write_text(json.dumps(settings))
        run(NODE, ROOT / "node_modules/pyright/index.js", "--project", self.folder, cwd=self.folder)


def _link_dependencies(site: Path) -> set[str]:
    """Put what the package asks for beside it, out of this environment, and return the names."""
    client = Distribution.at(next(site.glob("*.dist-info")))
    pending, found = list(client.requires or ()), set[str]()
    while pending:
        requirement = Requirement(pending.pop())
        if requirement.name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found.add(requirement.name)
        installed = distribution(requirement.name)
        pending += installed.requires or ()
        for top in {file.parts[0] for file in installed.files or () if file.parts[0] not in ("..", "__pycache__")}:
            if not (site / top).exists():
                (site / top).symlink_to(installed.locate_file(top))
    return found
