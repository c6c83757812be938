"""Every setting and every command is documented, and nothing is documented that does not exist."""

import re
from pathlib import Path

import pytest

from app.cli import COMMANDS
from app.cli.problems import Exit
from app.core.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"
SETTINGS = {f"ONEFOLD_{name.upper()}" for name in Settings.model_fields}


def rows(page: str) -> dict[str, str]:
    """Return the tables of a page: the code in the first cell and the rest of the line."""
    text = (DOCS / page).read_text("utf-8")
    return {match[1]: match[2] for match in re.finditer(r"^\| `([^`]+)` \|(.*)$", text, re.MULTILINE)}


def test_every_setting_has_its_row() -> None:
    documented = {name for name in rows("settings.md") if name.startswith("ONEFOLD_")}
    assert documented == SETTINGS


def test_every_setting_is_read_somewhere() -> None:
    app = DOCS.parent / "app"
    sources = [path.read_text("utf-8") for path in app.rglob("*.py")]
    read = {name for source in sources for name in re.findall(r"\.([a-z0-9_]+)\b", source)}
    assert set(Settings.model_fields) - read == set()


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_a_plain_default_is_the_one_of_the_code(name: str) -> None:
    default = Settings.model_fields[name].default
    if isinstance(default, int | float | str) and default != "":
        assert f"| `{default}` |" in "|" + rows("settings.md")[f"ONEFOLD_{name.upper()}"]


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_no_page_names_a_setting_that_does_not_exist(page: str) -> None:
    named = set(re.findall(r"\bONEFOLD_[A-Z0-9_]*[A-Z0-9]\b", (DOCS / page).read_text("utf-8")))
    assert named <= SETTINGS | {"ONEFOLD_URL"}, "ONEFOLD_URL is the shell variable that the quickstarts take"


def test_every_command_and_exit_code_is_documented() -> None:
    documented = rows("deploy.md").keys()
    commands = {f"onefold {name}" for name in COMMANDS}
    assert commands == {name for name in documented if name.startswith("onefold ")}
    assert {str(code.value) for code in Exit} == {name for name in documented if name.isdigit()}


@pytest.mark.parametrize("page", ["troubleshooting.md", "limits.md", "not-there-yet.md", "from-n8n.md", "upgrade.md"])
def test_codes_and_fields_that_a_page_names_are_in_the_code(page: str) -> None:
    named = set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", (DOCS / page).read_text("utf-8")))
    source = "\n".join(path.read_text("utf-8") for path in (DOCS.parent / "app").rglob("*.py"))
    assert {name for name in named if not re.search(rf"\b{name}\b", source)} == set()
