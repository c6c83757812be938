"""Tokens of a site: every design can be read, a site's own colours too, and nothing of them is free CSS."""

import re
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from app.pages.rendering.sheets import plain_sheet
from app.site.colors import contrast
from app.site.css import write_css
from app.site.presets import PRESETS
from app.site.theme import list_low_contrast, make_theme
from app.site.tokens import SCHEMES, Tokens

HOSTILE = (
    "red",
    "#12345",
    "#fff;}body{display:none}",
    "url(https://example.com/x)",
    "expression(1)",
    "</style><script>alert(1)</script>",
    "/files/a/../../api/site.woff2)",
    'x"}*{color:red}',
    "\\22 }",
    "100 900; src: url(x)",
)


def tokens_of(**given: Any) -> Tokens:
    """Return tokens of this JSON."""
    return Tokens.model_validate(given)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_can_be_read_in_light_and_dark(preset: str) -> None:
    theme = make_theme(Tokens(), preset)
    assert theme.schemes == SCHEMES
    assert [pair.message for pair in list_low_contrast(theme)] == []


@pytest.mark.parametrize("accent", ["#ff0000", "#ffee00", "#00e5ff", "#111111", "#ffffff", "#7f7f7f", "#abc"])
@pytest.mark.parametrize("preset", PRESETS)
def test_any_brand_colour_alone_can_be_read(preset: str, accent: str) -> None:
    colors = {"light": {"accent": accent}, "dark": {"accent": accent}}
    theme = make_theme(tokens_of(colors=colors), preset)
    assert [pair.message for pair in list_low_contrast(theme)] == []
    assert f"--of-accent:{accent}" in write_css(theme)


def test_a_page_of_another_colour_takes_its_texts_along() -> None:
    theme = make_theme(tokens_of(colors={"light": {"page": "#f2c14e", "muted": "#e9b133"}}), "paper")
    assert [pair.message for pair in list_low_contrast(theme)] == []
    assert contrast(theme.palettes["light"]["ink-soft-base"], "#e9b133") >= 4.5


def test_colours_that_a_site_chose_itself_stay_and_are_named_where_they_cannot_be_read() -> None:
    colors = {"light": {"ink_soft": "#cccccc", "accent": "#4040c8", "on_accent": "#5050d8"}}
    theme = make_theme(tokens_of(colors=colors), "paper")
    assert theme.palettes["light"]["ink-soft-base"] == "#cccccc"
    messages = [pair.message for pair in list_low_contrast(theme)]
    assert "ink-soft on page (light) has a contrast of 1.58:1; 4.5:1 is needed." in messages
    assert any(message.startswith("on-accent on accent (light)") for message in messages)
    assert not any("(dark)" in message for message in messages)


def test_only_the_schemes_that_are_shown_are_written_and_checked() -> None:
    theme = make_theme(tokens_of(scheme="light", colors={"dark": {"ink": "#131315"}}), "paper")
    assert [*list_low_contrast(theme)] == []
    css = write_css(theme)
    assert "color-scheme:light;" in css
    assert "prefers-color-scheme" not in css


def test_a_font_from_files_stands_before_those_that_computers_have() -> None:
    file = {"src": "/files/site/Inter%20Display.woff2", "weight": "100 900"}
    css = write_css(make_theme(tokens_of(fonts={"heading": {"stack": "geometric", "files": [file]}}), "paper"))
    assert (
        '@font-face{font-family:"of-heading";src:url("/files/site/Inter%20Display.woff2") format("woff2");'
        "font-weight:100 900;font-style:normal;font-display:swap}"
    ) in css
    assert '--of-font-heading:"of-heading", Avenir' in css
    assert "--of-font:ui-sans-serif" in css


def _models(model: type[BaseModel]) -> list[tuple[tuple[str, ...], str]]:
    """Return the path to each model within this one, and the name of each of its fields."""
    found: list[tuple[tuple[str, ...], str]] = []
    schema = model.model_json_schema()

    def look(at: Any, path: tuple[str, ...]) -> None:
        if "$ref" in at:
            at = schema["$defs"][at["$ref"].rsplit("/", 1)[1]]
        for choice in at.get("anyOf", [at]):
            if "$ref" in choice:
                look(choice, path)
            elif choice.get("type") == "object":
                for name, inner in choice["properties"].items():
                    found.append((path, name))
                    look(inner, (*path, name))
            elif choice.get("type") == "array":
                look(choice["items"], (*path, "[]"))

    look(schema, ())
    return found


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_token_takes_free_css(hostile: str) -> None:
    places = _models(Tokens)
    assert (("fonts", "body", "files", "[]"), "src") in places
    for path, name in places:
        given: Any = {name: hostile}
        for step in reversed(path):
            given = [given] if step == "[]" else {step: given}
        with pytest.raises(ValidationError):
            Tokens.model_validate(given)


def test_what_components_read_is_defined_by_every_design() -> None:
    sheet = plain_sheet().body.decode()
    read = set(re.findall(r"var\((--of-[a-z0-9-]+)\)", sheet))
    for preset in PRESETS:
        css = write_css(make_theme(Tokens(), preset))
        defined = set(re.findall(r"(--of-[a-z0-9-]+):", css)) | set(re.findall(r"[\s{;](--of-[a-z0-9-]+):", sheet))
        assert read - defined == set()
