"""`make migration`: a column added to a table of the code is in the file it writes."""

import shutil
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
OLD = "class Variable(Table, table=True):"
COLUMN = "    colour: str | None = Field(default=None, max_length=20)\n"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What the script needs of the repository."""
    for folder in ("app", "alembic", "tools"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("alembic.ini", "pyproject.toml"):
        shutil.copy(REPOSITORY / file, tmp_path / file)
    (tmp_path / ".venv").symlink_to(REPOSITORY / ".venv")
    return tmp_path


def new_migration(copy: Path, name: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["tools/new_migration.sh", name],
        cwd=copy,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.slow
def test_a_new_column_is_in_the_file_that_is_written(copy: Path) -> None:
    models = copy / "app/secrets/models.py"
    source = models.read_text("utf-8")
    before, after = source.split(OLD)
    marker = "    value: str\n"
    models.write_text(before + OLD + after.replace(marker, marker + COLUMN, 1), "utf-8")
    known = set((copy / "alembic/versions").iterdir())
    done = new_migration(copy, "add_colours")
    assert done.returncode == 0, done.stderr
    [file] = [path for path in (copy / "alembic/versions").glob("*.py") if path not in known]
    assert file.name.endswith("_add_colours.py")
    assert file.name[:8].isdigit()
    text = file.read_text("utf-8")
    assert 'revision: str = "add_colours"' in text
    assert 'sa.Column("colour", sa.String(length=20), nullable=True)' in text
    assert "###" not in text


def test_a_name_that_is_none_is_refused(copy: Path) -> None:
    known = set((copy / "alembic/versions").iterdir())
    for name in ("", "Add colours", "a" * 33, "../x"):
        done = new_migration(copy, name)
        assert (done.returncode, "name=add_colours" in done.stdout) == (2, True), name
    assert set((copy / "alembic/versions").iterdir()) == known
