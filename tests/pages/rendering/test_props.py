"""What becomes of a value that an expression gives, by the type of its prop."""

from typing import Annotated, Any

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.pages.rendering.component import Props
from app.pages.rendering.props import FileUrl, PageLink, PlainText, SafeUrl, ShortText, prop_specs


class Entry(BaseModel):
    """One entry of a list."""

    model_config = ConfigDict(extra="forbid")

    words: PlainText
    to: SafeUrl | None = None


class ListProps(Props):
    """Props of all the types that hold texts and addresses."""

    entries: list[Entry] = []
    picture: Annotated[FileUrl | None, Field(description="A picture.")] = None
    link: PageLink = "/"
    title: Annotated[ShortText | None, Field(description="A title.")] = None


SPECS = prop_specs(ListProps)


def test_an_address_that_may_be_left_out_is_an_address() -> None:
    assert {name: spec.kind for name, spec in SPECS.items()} == {
        "entries": "value",
        "picture": "url",
        "link": "url",
        "title": "text",
    }
    assert SPECS["picture"].coerce("javascript:alert(1)") is None
    assert SPECS["picture"].coerce("/files/a/b.png") == "/files/a/b.png"


@pytest.mark.parametrize(
    ("given", "words", "to"),
    [
        ({"words": "a", "to": "/p/x"}, "a", "/p/x"),
        ({"words": 5, "to": "javascript:alert(1)"}, "5", None),
        ({"words": True}, "true", None),
        ({"words": ["a", 1]}, '["a",1]', None),
        ({"words": "a\0b", "to": None}, "a\ufffdb", None),
    ],
)
def test_in_a_list_each_value_is_mended_alone(given: dict[str, Any], words: str, to: str | None) -> None:
    (entry,) = SPECS["entries"].coerce([given])
    assert (entry.words, entry.to) == (words, to)


def test_what_has_not_the_form_of_a_list_is_the_default() -> None:
    assert SPECS["entries"].coerce([{"words": "a", "colour": "red"}]) == []
    assert SPECS["entries"].coerce("a") == []


def test_what_an_author_writes_is_refused_where_it_is_wrong() -> None:
    for wrong in ({"words": 5}, {"words": "a", "to": "javascript:alert(1)"}, {"words": "a\0"}):
        with pytest.raises(ValidationError):
            ListProps.model_validate({"entries": [wrong]}, strict=True)
