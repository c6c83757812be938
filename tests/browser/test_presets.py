"""Every design can be read: axe-core finds no text of too little contrast on any background that a style offers."""

from typing import Any

import pytest

from app.pages.rendering.compile import compile_page
from app.pages.rendering.style.model import choices_of
from app.pages.rendering.tree import PageTree
from app.site.current import SiteLook
from app.site.presets import PRESETS
from app.site.schemas import SiteChoices
from tests.browser.conftest import AXE
from tests.browser.test_axe import Shown, shown  # noqa: F401 (a fixture)
from tests.pages.conftest import node, tree

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
FIND = """async () => {
  const {violations} = await axe.run(document, {resultTypes: ['violations'], runOnly: ['color-contrast']});
  return violations.flatMap(({nodes}) => nodes.map(({html, any}) => `${html.slice(0, 90)} ${any[0].message}`));
}"""
CHECKED = """async () => (await axe.run(document, {runOnly: ['color-contrast']})).passes
  .flatMap(({nodes}) => nodes).length"""


def words_on(background: str) -> dict[str, Any]:
    """Return a block with this background and one of all that is read or pressed in it."""

    def one(suffix: str, type_: str, *children: dict[str, Any], **props: Any) -> dict[str, Any]:
        return node(f"{background}-{suffix}", type_, *children, **props)

    colored = [
        one(color, "Text", text=f"{color} on {background}") | {"style": {"color": color}}
        for color in choices_of("color")
    ]
    click = [{"do": "toast", "message": "x"}]
    buttons = [
        one(variant, "Button", label=variant, variant=variant, on_click=click)
        for variant in ("primary", "secondary", "ghost", "danger")
    ]
    form = one("f", "Form", one("i", "Input", name="i", label="Name", help="Help", placeholder="An example"))
    inside = [
        one("h", "Heading", text=background, level=2),
        one("m", "Text", text="Aside", variant="muted"),
        one("l", "Link", text="A link", href="/p/axe"),
        *colored,
        *buttons,
        form,
    ]
    card = one("card", "Card", one("c", "Text", text="In a card"), one("cl", "Link", text="A link", href="/"))
    return one("box", "Container", *inside, card) | {"style": {"background": background, "padding": "l"}}


@pytest.mark.parametrize("accent", [None, "#ffee00"])
async def test_text_can_be_read_on_every_background_of_every_design(
    shown: Shown,  # noqa: F811
    accent: str | None,
) -> None:
    if not AXE.exists():
        pytest.skip("needs `npm ci`, which `make test` runs")
    blocks = [words_on(background) for background in choices_of("background")]
    page = compile_page(PageTree.model_validate(tree(*blocks)), slug="axe", version=1)
    colors = {scheme: {"accent": accent} for scheme in ("light", "dark")} if accent else {}
    found: dict[tuple[str, str], list[str]] = {}
    for preset in PRESETS:
        choices = SiteChoices.model_validate({"preset": preset, "tokens": {"colors": colors}})
        await shown.show(page, "x", SiteLook(1, choices))
        await shown.page.evaluate(AXE.read_text())
        for scheme in ("light", "dark"):
            await shown.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
            if wrong := await shown.page.evaluate(FIND):
                found[preset, scheme] = wrong
    assert found == {}
    assert await shown.page.evaluate(CHECKED) > 80
