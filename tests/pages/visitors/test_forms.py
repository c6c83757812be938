"""Fields as they arrive: what each type takes, and what it becomes."""

from typing import Any

import pytest

from app.pages.rendering.component import FormField
from app.pages.rendering.forms import form_fields
from app.pages.rendering.tree import PageNode
from app.pages.rendering.words import words_of
from app.pages.visitors.forms import read_fields
from tests.pages.conftest import node

GOOD = [
    ("text", " a\r\nb ", " a\nb "),
    ("email", " a.b+c@example.com ", "a.b+c@example.com"),
    ("number", "-12", -12),
    ("number", " 1.50 ", 1.5),
    ("number", "1e3", 1000.0),
    ("number", "9007199254740993", 9007199254740993),
    ("url", "https://example.com/?a=b", "https://example.com/?a=b"),
    ("date", "2024-02-29", "2024-02-29"),
    ("time", "23:59", "23:59"),
    ("tel", " +49 123 ", "+49 123"),
    ("tel", "(030) 12-34.5 / 6 x12", "(030) 12-34.5 / 6 x12"),
    ("tel", "٠١٢٣", "٠١٢٣"),
    ("tel", "112", "112"),
    ("checkbox", "true", True),
    ("checkbox", None, False),
    ("text", "   ", None),
    ("number", None, None),
    ("password", " secret ", " secret "),
]
BAD = [
    ("email", "a@"),
    ("email", "a b@example.com"),
    ("email", "a@" + "b" * 300),
    ("number", "12abc"),
    ("number", "1_000"),
    ("number", "٣"),
    ("number", "NaN"),
    ("number", "Infinity"),
    ("number", "1e999"),
    ("number", "9" * 5000),
    ("url", "javascript:alert(1)"),
    ("url", "https://"),
    ("url", "http://[::1"),
    ("tel", "call me"),
    ("tel", "+4"),
    ("tel", "1" * 51),
    ("date", "2023-02-29"),
    ("date", "20240229"),
    ("time", "24:00"),
    ("text", "a\0b"),
    ("textarea", "a\0b"),
]


def field_of(type_: str, *, required: bool = False) -> FormField:
    """Return the field that an input of this type makes, as its form reads it."""
    props = {"name": "f", "label": "F", "required": required}
    one = node("f", "Textarea", **props) if type_ == "textarea" else node("f", "Input", type=type_, **props)
    return form_fields(PageNode.model_validate(node("form", "Form", one)))[0]


@pytest.mark.parametrize(("type_", "sent", "value"), GOOD)
def test_what_a_type_takes_becomes_its_value(type_: str, sent: str | None, value: Any) -> None:
    values, errors = read_fields([field_of(type_)], {} if sent is None else {"f": sent}, words_of("en"))
    assert (values, errors) == ({"f": value}, [])
    assert type(values["f"]) is type(value)


@pytest.mark.parametrize(("type_", "sent"), BAD)
def test_what_a_type_refuses_is_named(type_: str, sent: str) -> None:
    values, errors = read_fields([field_of(type_)], {"f": sent}, words_of("en"))
    assert values == {}
    assert [error.field for error in errors] == ["f"]
    assert errors[0].message.endswith(".")


@pytest.mark.parametrize("type_", ["text", "email", "number", "checkbox", "textarea", "date"])
@pytest.mark.parametrize("sent", [None, "", " \r\n"])
def test_a_required_field_may_not_be_empty(type_: str, sent: str | None) -> None:
    if type_ == "checkbox" and sent:
        return
    _, errors = read_fields([field_of(type_, required=True)], {} if sent is None else {"f": sent}, words_of("en"))
    assert [error.field for error in errors] == ["f"]


def test_only_fields_of_the_form_are_read_and_hidden_ones_are_not_required() -> None:
    form = PageNode.model_validate(
        node(
            "f",
            "Form",
            node("c", "Container", node("a", "Input", name="a", label="A", type="number", required=True)),
            node("b", "Textarea", name="b", label="B", required=True) | {"visible": False},
            node("d", "Input", name="d", label="D", required=True) | {"visible": "{{ params.d }}"},
        )
    )
    assert [(field.name, field.required) for field in form_fields(form)] == [("a", True), ("d", False)]
    values, errors = read_fields(form_fields(form), {"a": "1", "b": "x", "evil": "x"}, words_of("en"))
    assert (values, errors) == ({"a": 1, "d": None}, [])
