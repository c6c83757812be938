"""What docs/clients.md says of other clients: one job in three of them, its lines, and which mistakes are found."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.clients.npm_package import NODE, ROOT, install, install_from
from tests.servers import OnefoldServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
PROGRAMS = Path(__file__).with_name("comparison")
CLIENTS = ("onefold", "hono", "pocketbase")


def documented(row: str) -> list[int]:
    """Return the numbers of a row of the table, a client each."""
    text = (ROOT / "docs/clients.md").read_text(encoding="utf-8").partition("\n## Compared\n")[2]
    [cells] = re.findall(rf"^\| {row} \|(.*)\|$", text, re.MULTILINE)
    return [int(cell.split()[0]) for cell in cells.split("|")]


def count_lines(program: Path) -> int:
    return sum(bool(line.strip()) for line in program.read_text(encoding="utf-8").splitlines())


def count_found(compiled: str, program: Path) -> int:
    """Return how many of the numbered lines the compiler refuses; nothing else may be wrong."""
    refused = {int(line) for line in re.findall(rf"^{program.name}\((\d+),", compiled, re.MULTILINE)}
    lines = program.read_text(encoding="utf-8").splitlines()
    mistakes = {number for number, line in enumerate(lines, 1) if line.startswith("/* ")}
    assert len(mistakes) == 33
    assert refused <= mistakes, [lines[number - 1] for number in refused - mistakes]
    return len(refused)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the programs and what they import."""
    folder = tmp_path_factory.mktemp("comparison")
    install_from(PROGRAMS, folder)
    install(folder)
    for file in [*PROGRAMS.glob("*.ts"), PROGRAMS / "tsconfig.json"]:
        shutil.copy(file, folder)
    return folder


def test_lines_and_mistakes_are_as_documented(folder: Path) -> None:
    compiler = ROOT / "node_modules/typescript/bin/tsc"
    done = subprocess.run([NODE, compiler], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    for name in CLIENTS:
        assert f"\n{name}.ts(" not in f"\n{done.stdout}", "the programs themselves compile"
    assert [count_lines(PROGRAMS / f"{name}.ts") for name in CLIENTS] == documented("lines of the job")
    found = [count_found(done.stdout, PROGRAMS / f"mistakes-{name}.ts") for name in CLIENTS]
    assert found == documented("mistakes found of 33")


@pytest.mark.parametrize("name", ["onefold", "hono"])
def test_the_job_is_done(name: str, folder: Path, tmp_path: Path) -> None:
    """hono/client speaks to the same server: its routes are the same."""
    (folder / "ada.png").write_bytes(bytes(range(256)) * 1000)
    with OnefoldServer(tmp_path / "data", f"sqlite:///{tmp_path / 'onefold.db'}") as server:
        key = server.make_key("actions:read", "actions:write", "actions:run", "files:read", "files:write")
        done = subprocess.run(
            [NODE, f"{name}.ts"],
            cwd=folder,
            env={"ONEFOLD_URL": server.url, "KEY": key},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    for part in ("Hello, Ada!", "greet { text: 'Hello, Grace!' }", "Revision 2 stands."):
        assert part in done.stdout
    assert (folder / "copy.png").read_bytes() == (folder / "ada.png").read_bytes()
    (folder / "copy.png").unlink()
