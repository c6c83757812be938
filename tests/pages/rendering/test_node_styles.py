"""Styles of nodes: equal ones share a class, expressions choose among classes, and nothing in them is ever CSS."""

import re
from typing import Any

import httpx
import pytest
import structlog.testing

from app.pages.rendering.compile import compile_page
from app.pages.rendering.program import render_program
from app.pages.rendering.style.declarations import DECLARATIONS
from app.pages.rendering.style.model import FIXED, PART_OF, VARIANTS, StyleRules, choices_of
from app.pages.rendering.tree import PageTree
from tests.conftest import ONE_DATABASE
from tests.pages.conftest import CASES, Publish, node, tree
from tests.pages.rendering.test_compile import HOSTILE

SCOPE: dict[str, Any] = {"data": {"entries": {"rows": [{}], "row_count": 1}}, "params": {}}


def styled(style: dict[str, Any], name: str = "a") -> dict[str, Any]:
    """Return a text with this style."""
    return node(name, "Text", text=name) | {"style": style}


def written(*nodes: dict[str, Any], fold: bool = True, **params: Any) -> tuple[str, str]:
    """Return the HTML of nodes and the rules of their styles."""
    compiled = compile_page(PageTree.model_validate(tree(*nodes)), slug="a", version=1, fold=fold)
    out: list[str] = []
    render_program(compiled.ops, SCOPE | {"params": params}, out)
    return "".join(out), compiled.style_css


def classes_in(html: str) -> list[set[str]]:
    """Return the style classes of each element that has some."""
    found = (set(re.findall(r"of-s-[a-z2-7]{8}", one)) for one in re.findall(r'class="([^"]*)"', html))
    return [one for one in found if one]


def test_every_rule_can_be_written_and_every_value_differs() -> None:
    free = {"background_image"}
    assert set(StyleRules.model_fields) == set(DECLARATIONS) | set(PART_OF)
    for rule in StyleRules.model_fields:
        if rule in FIXED:
            continue
        values = choices_of(rule)
        assert len(values) > 1, rule
        said = {value: written(styled({rule: value}))[1] for value in values}
        assert len({re.sub(r"of-s-\w+", "", css) for css in said.values()}) == len(values), rule
    assert free < FIXED


def test_equal_styles_share_a_class_whatever_the_order_of_their_rules() -> None:
    first = styled({"padding": "l", "color": "soft", "phone": {"padding": "s"}})
    second = styled({"phone": {"padding": "s"}, "color": "soft", "padding": "l"}, "b")
    html, css = written(first, second, styled({"padding": "m"}, "c"))
    one, other, third = classes_in(html)
    assert one == other
    assert one.isdisjoint(third)
    [name] = one
    assert css.count(f".{name}{{") == 2
    assert f"@media (max-width:639.98px){{.{name}{{padding:var(--of-space-s)}}}}" in css
    assert "padding:var(--of-space-l);--of-ink:var(--of-ink-soft);color:var(--of-ink)" in css


def test_what_a_narrower_window_says_comes_after_what_a_wider_one_says() -> None:
    style = {"phone": {"size": "s"}, "hover": {"size": "l"}, "tablet": {"size": "m"}, "size": "xl"}
    _, css = written(styled(style | {"focus": {"size": "2xl"}}))
    assert re.findall(r"--of-text-(\w+)", css) == ["xl", "m", "s", "l", "2xl"]
    assert re.search(r"@media \(hover:hover\)\{\.of-s-\w+:hover\{", css)
    assert re.search(r"\.of-s-\w+:focus-visible,\.of-s-\w+:has\(:focus-visible\)\{", css)
    assert "@media (prefers-reduced-motion:no-preference){" in css


@pytest.mark.parametrize(
    ("style", "hidden_from"),
    [
        (
            {"hidden": True},
            ["(min-width:1024px)", "(min-width:640px) and (max-width:1023.98px)", "(max-width:639.98px)"],
        ),
        ({"phone": {"hidden": True}}, ["(max-width:639.98px)"]),
        ({"hidden": True, "tablet": {"hidden": False}}, ["(min-width:1024px)"]),
        (
            {"tablet": {"hidden": True}, "phone": {"hidden": False}},
            ["(min-width:640px) and (max-width:1023.98px)"],
        ),
    ],
)
def test_what_is_hidden_in_some_windows_is_as_ever_in_the_others(
    style: dict[str, Any], hidden_from: list[str]
) -> None:
    _, css = written(styled(style))
    assert re.findall(r"@media ([^{]+)\{\.of-s-\w+\{display:none\}\}", css) == hidden_from


def test_text_follows_the_background_it_stands_on() -> None:
    for background, ink in (("accent", "--of-on-accent"), ("inverse", "--of-on-inverse"), ("muted", "--of-ink-base")):
        _, css = written(styled({"background": background}))
        assert f"--of-ink:var({ink})" in css
    _, css = written(styled({"background": "accent", "color": "soft", "gradient_to": "inverse"}))
    assert "background:var(--of-accent) linear-gradient(to bottom,var(--of-accent),var(--of-inverse))" in css
    assert css.index("--of-ink:var(--of-on-accent)") < css.index("--of-ink:var(--of-ink-soft)")


def test_a_picture_behind_text_has_a_veil_whose_text_can_be_read() -> None:
    style = {"background_image": "/files/site/a%20b.jpg", "overlay": "inverse", "background_position": "end"}
    _, css = written(styled(style | {"phone": {"overlay": "page"}}))
    assert 'url("/files/site/a%20b.jpg");background-position:right;background-size:cover' in css
    assert css.count("--of-ink:var(--of-on-inverse)") == 1
    assert css.count('url("/files/site/a%20b.jpg")') == 2


@pytest.mark.parametrize("fold", [True, False])
def test_an_expression_chooses_among_the_classes_of_its_rule_and_nothing_else(fold: bool) -> None:
    style = {
        "padding_top": "s",
        "padding": "{{ params.room }}",
        "columns": "{{ params.n }}",
        "italic": "{{ params.on }}",
    }
    _, css = written(styled(style), fold=fold)
    own = classes_in(written(styled(style), fold=fold)[0])
    assert len(own) == 1
    for room, n, on, chosen in (
        ("xl", 3, True, 3),
        ("xl", "3", False, 3),
        ("huge", 7, "yes", 0),
        (None, None, None, 0),
    ):
        [classes] = classes_in(written(styled(style), fold=fold, room=room, n=n, on=on)[0])
        assert len(classes - own[0]) == chosen
    # The side that the author set wins, though an expression sets all sides.
    assert css.index("padding:var(--of-space-3xl)") < css.index("padding-block-start:var(--of-space-s)")
    for hostile in HOSTILE:
        assert classes_in(written(styled(style), fold=fold, room=hostile, n=hostile, on=hostile)[0]) == own


@pytest.mark.parametrize(("name", "props"), CASES)
def test_every_component_takes_a_style_that_an_expression_chooses(name: str, props: dict[str, Any]) -> None:
    style = {"gap": "l", "background": "{{ params.behind }}"}
    it = node("it", name, **props) | {"style": style}
    pages = [written(node("f", "Form", it), fold=fold, behind="muted")[0] for fold in (True, False)]
    assert pages[0] == pages[1]
    assert max(len(classes) for classes in classes_in(pages[0])) == 2


def _places() -> list[tuple[str, ...]]:
    return [(rule,) for rule in StyleRules.model_fields] + [(variant, "padding") for variant in VARIANTS]


@pytest.mark.parametrize("place", _places())
def test_nothing_hostile_in_a_style_reaches_the_sheet_or_the_page(place: tuple[str, ...]) -> None:
    inert = [one for one in HOSTILE if "{{" not in one and "\0" not in one]
    assert len(inert) == len(HOSTILE) - 2
    for hostile in (*inert, "red", "1px}*{color:red", 'x"):url(x', "/files/a/b.png);}*{", "url(/files/a/b.png)"):
        style: Any = hostile
        for step in reversed(place):
            style = {step: style}
        with structlog.testing.capture_logs() as logged:
            html, css = written(styled(style))
        assert css == ""
        assert classes_in(html) == []
        assert [entry["event"] for entry in logged] == ["page_style_left_out"]


def test_rules_of_another_build_are_left_out_and_the_others_stand() -> None:
    style = {
        "glow": 3,
        "padding": "l",
        "size": "huge",
        "phone": "x",
        "tablet": {"glow": 1, "size": "s"},
        "columns": True,
    }
    with structlog.testing.capture_logs() as logged:
        html, css = written(styled(style))
    assert len(classes_in(html)) == 1
    assert css.count("{padding:var(--of-space-l)}") == 1
    assert "var(--of-text-s)" in css
    assert sorted(entry["rule"] for entry in logged) == ["columns", "glow", "phone", "size", "tablet.glow"]


@ONE_DATABASE
async def test_a_wrong_style_is_named_with_what_may_stand_there(owner: httpx.AsyncClient) -> None:
    style = {
        "padding": "xxl",
        "colour": "soft",
        "columns": 7,
        "overlay": "{{ params.x }}",
        "gap": "{{ nope.x }}",
        "phone": {"sise": "s"},
        "hover": {"italic": "yes"},
    }
    body = {"slug": "a", "title": "A", "draft": tree(node("h", "Heading", text="A", level=1), styled(style))}
    page = (await owner.post("/api/pages", json=body)).json()
    told = (await owner.post(f"/api/pages/{page['id']}/validate")).json()
    said = {problem["param"]: (problem["code"], problem["message"]) for problem in told["problems"]}
    assert said["style.padding"][0] == "wrong_style"
    assert "'2xl'" in said["style.padding"][1]
    assert "did you mean 'color'?" in said["style.colour"][1]
    assert "did you mean 'size'?" in said["style.phone.sise"][1]
    assert said["style.overlay"] == ("wrong_style", "This cannot hold an expression.")
    assert said["style.gap"][0] == "unknown_name"
    assert set(said) == {f"style.{rule}" for rule in ("padding", "colour", "columns", "overlay", "gap")} | {
        "style.phone.sise",
        "style.hover.italic",
    }


@ONE_DATABASE
async def test_text_that_cannot_be_read_keeps_a_page_from_being_published(owner: httpx.AsyncClient) -> None:
    faded = node("box", "Container", node("t", "Text", text="x"), node("c", "Container")) | {"style": {"opacity": 50}}
    runs = styled({"background": "inverse", "gradient_to": "page"}, "run")
    fine = styled({"background": "accent", "gradient_to": "inverse", "opacity": 90}, "fine")
    draft = tree(node("h", "Heading", text="A", level=1), faded, runs, fine)
    page = (await owner.post("/api/pages", json={"slug": "a", "title": "A", "draft": draft})).json()
    refused = await owner.post(f"/api/pages/{page['id']}/publish")
    assert (refused.status_code, refused.json()["code"]) == (422, "page_invalid")
    said = {(one["code"], one["node_id"], one["param"]): one["message"] for one in refused.json()["problems"]}
    assert set(said) == {("low_contrast", "t", "style.opacity"), ("low_contrast", "run", "style.gradient_to")}
    assert re.search(r"Text in ink on page \(\w+\) has a contrast of \d\.\d\d:1 at an opacity of 50%", str(said))


@ONE_DATABASE
async def test_styles_reach_visitors_in_the_sheet_of_the_page(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    page = await publish("styled", styled({"padding": "2xl", "background": "{{ params.behind }}"}))
    html = (await client.get("/p/styled?behind=muted")).text
    [url] = re.findall(r'<link rel="stylesheet" href="([^"]+)">', html)
    css = (await client.get(url)).text
    [classes] = classes_in(html)
    assert len(classes) == 2
    assert all(f".{name}{{" in css for name in classes)
    assert "style=" not in html
    token = (await owner.post(f"/api/pages/{page['id']}/preview-token")).json()["token"]
    preview = await owner.get(f"/api/pages/{page['id']}/preview", params={"token": token})
    assert "padding:var(--of-space-2xl)" in preview.text
    assert "style-src 'sha256-" in preview.headers["content-security-policy"]
