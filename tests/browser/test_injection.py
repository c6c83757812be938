"""Hostile words in every text of every component, as they stand and from data: in a browser they stay words.

The pages are sent without their Content-Security-Policy, so that nothing but the escaping stands in the way, and with
the scripts of their islands. Each is compared with the same page in harmless words.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import Browser
from pydantic import BaseModel, ValidationError

from app.pages.rendering.compile import CompiledPage, compile_page
from app.pages.rendering.registry import Registered, components
from app.pages.rendering.tree import PageTree
from tests.browser.conftest import watched
from tests.browser.test_axe import Shown, placed, scope_of
from tests.pages.conftest import cases_of, tree

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
HOSTILE = [
    "<script>window.pwned = 1</script>",
    '"><img src=x onerror="window.pwned = 1">',
    "' autofocus onfocus='window.pwned = 1' x='",
    '" style="background: url(https://evil.example/)" onmouseover="window.pwned = 1',
    "javascript:window.pwned=1",
    "java\tscript:window.pwned=1",
    "//evil.example/x",
    "--></textarea></title></style></script></svg><svg onload=window.pwned=1>",
    "&#34;&gt;&lt;img src=x onerror=window.pwned=1&gt;",
]
HARMLESS = ("words", "no\\address")
WARNINGS = ["Failed to load resource", "cannot be parsed", "does not conform", "An iframe which has both"]
OUTLINE = """() => {
  const found = {};
  for (const element of document.querySelectorAll('main *')) {
    for (const name of ['', ...element.getAttributeNames()]) {
      const key = `${element.localName} ${name}`;
      found[key] = (found[key] ?? 0) + 1;
    }
  }
  return found;
}"""
TOUCH_ALL = """() => {
  for (const element of document.querySelectorAll('main *')) {
    for (const kind of ['mouseover', 'pointerover', 'focus', 'load', 'error']) element.dispatchEvent(new Event(kind));
  }
}"""
DANGEROUS = r"""() => [...document.querySelectorAll('main *')].flatMap((element) =>
  ['href', 'src', 'action', 'formaction', 'poster', 'srcdoc', 'xlink:href']
    .map((name) => element.getAttribute(name))
    .filter((value) => value !== null)
    .filter((value) => !/^(https?:|mailto:|tel:|[/?#.]|[\w-]+$|$)/i.test(value.trim()) ||
      /^\s*[\\/]{2}/.test(value)))"""


def taken(model: type[BaseModel], props: dict[str, Any]) -> bool:
    """Return whether the model takes these props as an author may write them."""
    try:
        model.model_validate(props, strict=True)
    except ValidationError:
        return False
    return True


def with_words(known: Registered, props: dict[str, Any], words: str) -> dict[str, Any]:
    """Return props with these words in the place of every text that may hold them, nested ones too."""
    model = known.component.props
    whole: dict[str, Any] = json.loads(json.dumps(props))

    def put(around: Any, key: Any) -> None:
        value = around[key]
        if isinstance(value, (dict, list)):
            for inner in list(value) if isinstance(value, dict) else range(len(value)):
                put(value, inner)
        elif isinstance(value, str):
            around[key] = words
            if not taken(model, whole):
                around[key] = value

    for name, spec in known.specs.items():
        if spec.kind != "event" and name not in whole and taken(model, {**whole, name: words}):
            whole[name] = words
        elif name in whole and "{{" not in json.dumps(whole[name]):
            put(whole, name)
    return whole


def from_data(known: Registered, props: dict[str, Any], row: int) -> dict[str, Any]:
    """Return props in which an expression gives everything that one may give: the words of this row."""
    given = {
        name: f"{{{{ data.words.rows[{row}].it }}}}"
        for name, spec in known.specs.items()
        if spec.bindable and spec.kind != "event"
    }
    return {**props, **given}


def prop_sets(known: Registered, words: str) -> Iterator[dict[str, Any]]:
    """Yield each case of a component with these words."""
    for props in cases_of(known.name):
        yield with_words(known, props, words)


def compile_with(known: Registered, words: list[str]) -> CompiledPage:
    """Return a page with each case in each of these words, as they stand and from data."""
    nodes: list[dict[str, Any]] = []
    for row, each in enumerate(words):
        nodes += placed(f"w{row}", known.name, list(prop_sets(known, each)))
        nodes += placed(f"d{row}", known.name, [from_data(known, props, row) for props in cases_of(known.name)])
    return compile_page(PageTree.model_validate(tree(*nodes)), slug="axe", version=1)


def scope_with(compiled: CompiledPage, words: list[str]) -> dict[str, Any]:
    """Return variables that give these words to what is bound."""
    scope = scope_of(compiled, HARMLESS[0])
    rows = [{"it": each} for each in words]
    return scope | {"data": scope["data"] | {"words": {"rows": rows, "row_count": len(rows)}}}


def test_every_text_of_a_component_is_tried() -> None:
    """A text that no hostile word reaches, because something refuses it or an expression cannot give it, is none."""
    missed: dict[str, list[str]] = {}
    for known in components().values():
        literal = [with_words(known, props, HOSTILE[0]) for props in cases_of(known.name)]
        reached = {name for props in literal for name, value in props.items() if HOSTILE[0] in json.dumps(value)}
        reached |= {name for name, spec in known.specs.items() if spec.bindable}
        texts = {name for name, spec in known.specs.items() if spec.kind in ("text", "url")}
        refused = {name for name in texts if not taken(known.component.props, {**literal[0], name: HOSTILE[0]})}
        if texts - reached - refused:
            missed[known.name] = sorted(texts - reached - refused)
    assert missed == {}


async def test_hostile_words_stay_words_in_every_component(chromium: Browser) -> None:
    context = await chromium.new_context(reduced_motion="reduce", bypass_csp=True)
    grown: dict[str, Any] = {}
    async with watched(context, WARNINGS, also=("https://",)) as problems:
        page = await context.new_page()
        shown = Shown(page)
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: dialogs.append(dialog.message))
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        await context.route("**/*", shown.answer)
        for known in components().values():
            most: dict[str, int] = {}
            for words in HARMLESS:
                compiled = compile_with(known, [words])
                await shown.show(compiled, "", scope=scope_with(compiled, [words]))
                for key, count in (await page.evaluate(OUTLINE)).items():
                    most[key] = max(most.get(key, 0), count * len(HOSTILE))
            compiled = compile_with(known, HOSTILE)
            await shown.show(compiled, "", scope=scope_with(compiled, HOSTILE))
            await page.evaluate(TOUCH_ALL)
            found = await page.evaluate(OUTLINE)
            more = {key: count for key, count in found.items() if count > most.get(key, 0)}
            ways = await page.evaluate(DANGEROUS)
            ran = await page.evaluate("window.pwned ?? null")
            if more or ways or ran is not None:
                grown[known.name] = more, ways, ran
    await context.close()
    assert grown == {}
    assert dialogs == []
    assert problems == []
    assert [url for url in asked if "evil.example" in url] == []
