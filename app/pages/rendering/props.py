"""The types of props. A type says how a value is checked, whether it may be bound, and how it is escaped."""

import re
from dataclasses import dataclass
from functools import cached_property
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, TypeAdapter, ValidationError, ValidationInfo
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from app.core.text import StorableText
from app.expressions.evaluate import EvaluationError
from app.expressions.values import MAX_STEPS, text

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Fixed:
    """Marks a prop that may not hold an expression."""


@dataclass(frozen=True, slots=True)
class Url:
    """Marks a prop that becomes an address a browser follows or loads."""


@dataclass(frozen=True, slots=True)
class Event:
    """Marks a prop that lists what happens on an event; templates never see it."""


Format = Literal[
    "long-text",
    "page-link",
    "file-url",
    "color-token",
    "space-token",
    "workflow-id",
    "query-name",
    "node-id",
    "expression",
    "icon",
]
"""How a prop is edited: what a builder's panel offers besides what its JSON Schema says of the value."""
FORMATS = frozenset(get_args(Format))


def edited_as(format_: Format) -> Any:
    """Return the mark of a prop that is edited in this way."""
    return Field(json_schema_extra={"format": format_})


def safe_url(value: str) -> str | None:
    """Return the URL when it is http, https, mailto, tel or relative, else None.

    Browsers drop tabs and line breaks and read a backslash as a slash (WHATWG URL), so none of these may stand in
    it; `//host` is refused because it looks relative and is not.
    """
    value = value.strip(" ")
    if any(character <= " " or character in '\\\x7f<>"`' for character in value):
        return None
    scheme = _SCHEME.match(value)
    if scheme:
        return value if scheme[0].lower() in _SAFE_SCHEMES else None
    return None if value.startswith("//") else value


IN_REQUEST = {"in_request": True}
"""The context in which values of expressions are checked: what is wrong in one of a list leaves the others alone."""


def is_in_request(info: ValidationInfo) -> bool:
    """Return whether the value comes from an expression: it cannot be refused, as its author is not there."""
    return info.context is IN_REQUEST


def _check_url(value: str, info: ValidationInfo) -> str | None:
    checked = safe_url(value)
    if checked is None and not is_in_request(info):
        raise PydanticCustomError("unsafe_url", "use an http(s), mailto or tel address, or a path on this site")
    return checked


def _words(value: Any) -> str:
    """Return what a person reads for the value of an expression."""
    try:
        return text(value, [MAX_STEPS]).replace("\0", "\ufffd")
    except EvaluationError:
        return ""


def _to_text(value: Any, info: ValidationInfo) -> Any:
    return _words(value) if is_in_request(info) and value is not None else value


PlainText = Annotated[StorableText, Field(max_length=50_000), BeforeValidator(_to_text)]
ShortText = Annotated[StorableText, Field(max_length=500), BeforeValidator(_to_text)]
SafeUrl = Annotated[StorableText, Field(max_length=2_000), AfterValidator(_check_url), Url()]
LongText = Annotated[PlainText, edited_as("long-text")]
PageLink = Annotated[SafeUrl, edited_as("page-link")]
FileUrl = Annotated[SafeUrl, edited_as("file-url")]
FixedName = Annotated[StorableText, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,63}$"), Fixed()]


@dataclass(frozen=True)
class PropSpec:
    """How one prop's value, once an expression gave it, becomes what a template outputs."""

    name: str
    kind: Literal["text", "url", "value", "event"]
    bindable: bool
    annotation: Any
    default: Any
    optional: bool = False
    required: bool = False
    is_boolean: bool = False

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """What checks a value of its type: built when one is first checked, as most pages leave most props out."""
        return TypeAdapter(self.annotation)

    def coerce(self, value: Any) -> Any:
        """Return the value as this prop's type; what does not fit becomes the default, an unsafe URL nothing."""
        if value is None and self.optional:
            return None
        if self.kind == "value":
            if isinstance(value, bool) and not self.is_boolean:
                return self.default  # to Python, but to nobody else, true is the number 1
            try:
                return self.adapter.validate_python(value, context=IN_REQUEST)
            except ValidationError:
                return self.default
        words = _words(value)
        return safe_url(words) if self.kind == "url" else words


def _is_text(annotation: Any) -> bool:
    """Return whether it is str, or str or nothing."""
    if get_origin(annotation) is Annotated:
        return _is_text(get_args(annotation)[0])
    parts = [part for part in get_args(annotation) if part is not NoneType]
    return annotation is str or (
        len(parts) == 1 and get_origin(annotation) in (Union, UnionType) and _is_text(parts[0])
    )


def _marks(annotation: Any) -> list[Any]:
    """Return the marks of a type: its own, and those of what it is when it is not nothing."""
    if get_origin(annotation) is Annotated:
        return [*get_args(annotation)[1:], *_marks(get_args(annotation)[0])]
    parts = [part for part in get_args(annotation) if part is not NoneType]
    is_optional = get_origin(annotation) in (Union, UnionType) and len(parts) == 1
    return _marks(parts[0]) if is_optional else []


def _kind(field: FieldInfo) -> Literal["text", "url", "value", "event"]:
    marks = [*field.metadata, *_marks(field.annotation)]
    if any(isinstance(mark, Event) for mark in marks):
        return "event"
    if any(isinstance(mark, Url) for mark in marks):
        return "url"
    return "text" if _is_text(field.annotation) else "value"


def prop_specs(model: type[BaseModel]) -> dict[str, PropSpec]:
    """Return the spec of each prop of a component's props model."""
    specs: dict[str, PropSpec] = {}
    for name, field in model.model_fields.items():
        kind = _kind(field)
        fixed = kind == "event" or any(isinstance(mark, Fixed) for mark in field.metadata)
        annotated: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        default = None if field.is_required() else field.get_default(call_default_factory=True)
        optional = NoneType in get_args(field.annotation)
        specs[name] = PropSpec(
            name,
            kind,
            not fixed,
            annotated,
            default,
            optional,
            required=field.is_required(),
            is_boolean=field.annotation is bool,
        )
    return specs
