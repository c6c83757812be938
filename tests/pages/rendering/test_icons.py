"""The icons of Lucide that a page draws."""

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from markupsafe import escape
from pydantic import BaseModel, ValidationError

from app.pages.rendering.icons import LUCIDE, Icon, find_icon, icon_names
from app.pages.rendering.props import IN_REQUEST
from app.pages.rendering.registry import components

SHAPES = {"circle", "ellipse", "line", "path", "polygon", "polyline", "rect"}


class Sign(BaseModel):
    """A model with an icon, and one it may do without."""

    icon: Icon
    other: Icon | None = None


def test_the_file_holds_shapes_and_nothing_that_runs_or_loads() -> None:
    lines = LUCIDE.read_text().splitlines()
    assert "ISC License" in lines[0]
    assert len(lines) > 2_000
    for line in lines[1:]:
        name, shapes = line.split("\t")
        drawn = ET.fromstring(f"<svg>{shapes}</svg>")
        assert {one.tag for one in drawn} <= SHAPES, name
        assert not {key for one in drawn for key in one.attrib if key.startswith(("on", "href", "style"))}, name
        assert len(list(drawn.iter())) == len(drawn) + 1, name


def test_icons_are_found_by_their_whole_name() -> None:
    names = icon_names()
    for name in (names[0], names[-1], "circle-check"):
        assert (find_icon(name) or "").startswith("<"), name
    for wrong in ("", "circle-chec", "ircle-check", "circle-check\t<path", "# Lucide", "\n", "../x", "Circle-Check"):
        assert find_icon(wrong) is None, wrong


def test_a_prop_that_names_an_icon_draws_it_and_refuses_another_word() -> None:
    sign = Sign.model_validate({"icon": "check"})
    assert str(escape(sign.icon)) == (
        '<svg class="of-icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M20 6 9 17l-5-5"/></svg>'
    )
    with pytest.raises(ValidationError, match="Lucide has no icon 'chek'; did you mean 'check'\\?"):
        Sign.model_validate({"icon": "chek"})
    bound = Sign.model_validate({"icon": "check", "other": "<script>"}, context=IN_REQUEST)
    assert bound.other is None
    assert Sign.model_json_schema()["properties"]["icon"]["format"] == "icon"


@pytest.mark.parametrize("name", list(components()))
def test_the_icon_of_a_component_exists(name: str) -> None:
    known: Any = components()[name].component
    assert find_icon(known.icon), known.icon
