"""What pages say by themselves: in the language of the page, and complete in each language there is."""

import ast
import json
import re
from pathlib import Path

import httpx
import pytest

from app.pages.rendering.registry import FOLDER, components
from app.pages.rendering.words import TABLES, tables, words_of
from tests.conftest import BASE_URL, ONE_DATABASE
from tests.pages.conftest import Publish, node
from tests.pages.guestbook import make_workflow, respond

JSON = {"Accept": "application/json", "Origin": BASE_URL}
PAGES = FOLDER.parent
TABLE_FILES = sorted(PAGES.rglob(TABLES))
SOURCES = [path for path in PAGES.rglob("*") if path.suffix in (".py", ".html", ".tsx", ".ts")]


def said_by_templates() -> set[str]:
    return {
        text
        for path in FOLDER.rglob("*.html")
        for text in re.findall(r'context\.words\(\s*"((?:[^"\\]|\\.)*)"', path.read_text())
    }


def said_by_modules() -> set[str]:
    """Return the texts that modules say with `words("…")`, and those about a visitor's value."""
    found: set[str] = set()
    for path in (one for one in SOURCES if one.suffix == ".py"):
        for call in (one for one in ast.walk(ast.parse(path.read_text())) if isinstance(one, ast.Call)):
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            said = call.args[:1] if name in ("WrongValue", "words") else []
            said += [one.value for one in call.keywords if one.arg == "missing"]
            found |= {one.value for one in said if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return found


def said_by_defaults() -> set[str]:
    return {
        spec.default
        for known in components().values()
        for spec in known.specs.values()
        # What is fixed and text is a code, such as a currency.
        if spec.kind == "text" and spec.bindable and isinstance(spec.default, str) and spec.default
    }


def said_by_islands() -> set[str]:
    return {text for known in components().values() for text in known.component.island_words}


def test_the_scan_finds_what_is_said() -> None:
    assert {"Previous", "Page {number}"} <= said_by_templates()
    assert {"Done.", "Enter a number.", "Tick this box."} <= said_by_modules()
    assert {"Send", "Choose one"} <= said_by_defaults()


@pytest.mark.parametrize("language", sorted(tables()))
def test_a_language_says_all_there_is_to_say(language: str) -> None:
    said = said_by_templates() | said_by_modules() | said_by_defaults() | said_by_islands()
    assert said - set(tables()[language]) == set()


def test_nothing_is_translated_that_nobody_says() -> None:
    sources = "\n".join(path.read_text() for path in SOURCES)
    assert [text for texts in tables().values() for text in texts if f'"{text}"' not in sources] == []


def test_a_text_is_translated_in_one_way() -> None:
    found: dict[tuple[str, str], set[str]] = {}
    for path in TABLE_FILES:
        for language, texts in json.loads(path.read_text()).items():
            for text, translated in texts.items():
                found.setdefault((language, text), set()).add(translated)
                assert re.findall(r"{\w+}", text) == re.findall(r"{\w+}", translated), text
    assert {key: said for key, said in found.items() if len(said) > 1} == {}


def test_every_table_is_in_its_order() -> None:
    for path in TABLE_FILES:
        stored = json.loads(path.read_text())
        written = json.dumps(stored, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        assert path.read_text() == written, path.relative_to(Path.cwd())


@pytest.mark.parametrize(
    ("lang", "said"), [("de", "Seite 2"), ("de-AT", "Seite 2"), ("DE", "Seite 2"), ("en", "Page 2"), ("xx", "Page 2")]
)
def test_a_language_has_its_regions_and_english_stands_in(lang: str, said: str) -> None:
    assert words_of(lang)("Page {number}", number=2) == said


@ONE_DATABASE
async def test_a_page_speaks_its_language(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    workflow_id = await make_workflow(owner, respond("ok"))
    actions = [{"do": "run_workflow", "workflow_id": workflow_id}]
    form = node("f", "Form", node("n", "Input", name="n", label="Zahl", type="number"), on_submit=actions)
    given = node("g", "Form", submit_label="Send")
    await publish("hallo", form, given, node("b", "Button", label="Los", on_click=actions), seo={"lang": "de"})
    page = (await client.get("/p/hallo")).text
    assert ">Zum Inhalt springen</a>" in page
    assert page.count(">Absenden</button>") == 1
    assert page.count(">Send</button>") == 1, "what the author wrote stays"
    assert '"success_message":"Vielen Dank."' in page
    sent = {"version": "1", "n": "x"}
    wrong = await client.post("/p/hallo/forms/f", data=sent, headers=JSON)
    assert wrong.json()["errors"] == [{"field": "n", "message": "Gib eine Zahl ein."}]
    as_html = await client.post("/p/hallo/forms/f", data=sent, headers=JSON | {"Accept": "text/html"})
    assert "Bitte sieh dir die markierten Felder an." in as_html.text
