"""The examples of the how-tos, copied into a checkout as a newcomer would: their tests and the usual ones pass."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def blocks(page: Path, language: str) -> list[str]:
    """Return the code blocks of a page in one language."""
    found = re.findall(rf"^ *```{language}\n(.*?)^ *```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [dedent(block) for block in found]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a copy of what git knows and of what is new."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run_tests(checkout: Path, *tests: str) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not postgres", *tests]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def add_section(page: Path, heading: str, text: str) -> None:
    page.write_text(page.read_text("utf-8") + f"\n### {heading}\n\n{text}\n", "utf-8")


@pytest.mark.timeout(320)
def test_the_component_of_the_how_to_works(checkout: Path) -> None:
    page = checkout / "docs/howto/component.md"
    test, props = blocks(page, "python")
    folder = checkout / "app/pages/components/Quote"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "props.py").write_text(props, "utf-8")
    for language, name in (("html", "template.html"), ("css", "style.css"), ("json", "cases.json")):
        (folder / name).write_text(blocks(page, language)[0], "utf-8")
    (checkout / "tests/pages/components/test_quote.py").write_text(test, "utf-8")
    rows = "| prop | type | bindable | |\n| --- | --- | --- | --- |\n| `text` | text | yes | The words. |"
    add_section(
        checkout / "docs/pages.md",
        "Quote",
        f"Words of somebody, and who said them.\n\n{rows}\n| `by` | text | yes | Who said them. |",
    )
    run_tests(
        checkout,
        *(
            "tests/pages/components",
            "tests/pages/rendering/test_compile.py",
            "tests/contract/test_component_names.py",
        ),
    )


@pytest.mark.timeout(320)
def test_the_kind_of_the_how_to_works(checkout: Path) -> None:
    test, kind = blocks(checkout / "docs/howto/node-kind.md", "python")
    (checkout / "app/nodes/flow/join_texts.py").write_text(kind, "utf-8")
    (checkout / "tests/nodes/test_join_texts.py").write_text(test, "utf-8")
    add_section(checkout / "docs/workflows.md", "`join_texts`", "Joins `items` with `separator`.")
    run_tests(
        checkout, "tests/nodes/test_join_texts.py", "tests/nodes/test_node_kinds.py", "tests/contract/test_kinds.py"
    )


@pytest.mark.timeout(320)
def test_the_setting_of_the_how_to_is_missed_where_it_is_not_documented(checkout: Path) -> None:
    field = blocks(checkout / "docs/howto/setting.md", "python")[0].strip()
    settings = checkout / "app/core/settings.py"
    settings.write_text(settings.read_text("utf-8").replace("    run_slots: int", f"    {field}\n    run_slots: int"))
    with pytest.raises(AssertionError, match="test_every_setting_has_its_row"):
        run_tests(checkout, "tests/docs/test_documented.py")
