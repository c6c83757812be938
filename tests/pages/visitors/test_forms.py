"""Fields as they arrive: what each type takes, and what it becomes."""

from typing import Any

import pytest

from app.pages.editing.validation import list_problems
from app.pages.rendering.component import FormField
from app.pages.rendering.forms import form_fields
from app.pages.rendering.tree import PageNode, PageTree
from app.pages.rendering.words import words_of
from app.pages.visitors.forms import read_fields
from tests.pages.conftest import node, tree

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
    ("search", "a b", "a b"),
    ("range", "50", 50),
    ("datetime-local", "2026-03-31T14:30", "2026-03-31T14:30"),
    ("datetime-local", "2026-03-31 14:30:05", "2026-03-31T14:30:05"),
    ("month", "2026-12", "2026-12"),
    ("week", "2026-W53", "2026-W53"),
    ("color", "#AbC012", "#abc012"),
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
    ("range", "101"),
    ("range", "1.5"),
    ("datetime-local", "2026-03-31"),
    ("datetime-local", "2026-02-30T10:00"),
    ("month", "2026-13"),
    ("month", "0000-01"),
    ("week", "2025-W53"),
    ("week", "2026-W00"),
    ("color", "red"),
    ("color", "#abc"),
    ("text", "a\0b"),
    ("textarea", "a\0b"),
]


WITHIN: list[tuple[str, dict[str, Any], list[str], list[str]]] = [
    ("number", {"min": 1, "max": 9.5, "step": 0.5}, ["1", "1.5", "9.5"], ["0", "9.6", "1.2", "1e9", "-1"]),
    ("number", {"step": 0.1}, ["0.3", "-0.7", "0"], ["0.35"]),
    ("number", {"max": 9007199254740993}, ["9007199254740993"], ["9007199254740994"]),
    ("range", {"min": -5, "max": 5}, ["-5", "0"], ["-6", "6", "0.5"]),
    ("date", {"min": "2026-01-01", "max": "2026-12-31"}, ["2026-01-01", "2026-12-31"], ["2025-12-31", "2027-01-01"]),
    ("time", {"min": "09:00:00", "max": "17:00"}, ["09:00", "17:00:00"], ["08:59", "17:00:01"]),
    ("datetime-local", {"min": "2026-01-01T12:00"}, ["2026-01-01T12:00:00"], ["2026-01-01T11:59"]),
    ("week", {"min": "2026-W02"}, ["2026-W10"], ["2026-W01"]),
    ("text", {"min_length": 2, "max_length": 4}, ["ab", "\U0001f600\U0001f600"], ["a", "\U0001f600ab!?"]),
    ("text", {"pattern": "[a-c]+|x"}, ["abc", "x"], ["ax", "x\n", "abcd", " x"]),
    ("text", {"pattern": "(a|aa)+b"}, ["ab"], ["a" * 40_000]),
    ("email", {"pattern": ".+@example\\.com"}, ["a@example.com"], ["a@example.org"]),
    ("textarea", {"max_length": 3}, ["a\r\nb"], ["a\r\nbc"]),
]
LIMITS_WITHOUT_SENSE: list[tuple[dict[str, Any], str, str]] = [
    ({"min": 1}, "min", "has no min"),
    ({"type": "number", "pattern": "[0-9]"}, "pattern", "has no pattern"),
    ({"type": "date", "step": 7}, "step", "has no step"),
    ({"type": "date", "min": "tomorrow"}, "min", "no value of type date"),
    ({"type": "number", "max": "many"}, "max", "no value of type number"),
    ({"type": "number", "min": 3, "max": 2}, "max", "less than the least"),
    ({"min_length": 3, "max_length": 2}, "max_length", "fewer than the fewest"),
    ({"pattern": "(a"}, "pattern", "no regular expression"),
    ({"pattern": "(?=a)a"}, "pattern", "no regular expression"),
    ({"type": "number", "step": 0}, "step", "more than 0"),
]


def field_of(type_: str, *, required: bool = False, **limits: Any) -> FormField:
    """Return the field that an input of this type makes, as its form reads it."""
    props = {"name": "f", "label": "F", "required": required, **limits}
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


@pytest.mark.parametrize(("type_", "limits", "good", "bad"), WITHIN)
def test_limits_are_kept_whatever_the_browser_did(
    type_: str, limits: dict[str, Any], good: list[str], bad: list[str]
) -> None:
    field = field_of(type_, **limits)
    for sent in good:
        assert read_fields([field], {"f": sent}, words_of("en"))[1] == [], sent
    for sent in bad:
        values, errors = read_fields([field], {"f": sent}, words_of("de"))
        assert (values, [error.field for error in errors]) == ({}, ["f"]), sent
        assert "{" not in errors[0].message
        assert not errors[0].message.startswith(("This", "Write", "Please"))


@pytest.mark.parametrize(("props", "prop", "message"), LIMITS_WITHOUT_SENSE)
def test_limits_that_no_value_could_keep_are_refused_at_their_prop(
    props: dict[str, Any], prop: str, message: str
) -> None:
    form = node("form", "Form", node("f", "Input", name="f", label="F", **props))
    problems = list_problems(PageTree.model_validate(tree(form)))
    assert [(problem.node_id, problem.param) for problem in problems] == [("f", prop)]
    assert message in problems[0].message


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
