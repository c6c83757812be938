"""What is wrong with an input, in one wording: bodies, queries, settings, params of nodes and props of components.

Pydantic finds it. Its messages name its own types and the branches of unions, and not what there is instead;
`describe_errors` says each as somebody would who knows the model. A value is quoted only where no secret can
stand: in place of a choice, a number, a date.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from app.core.text import did_you_mean, no_such

Location = tuple[str | int, ...]

MAX_JOINED = 3
"""Messages that are put into one text."""
MAX_QUOTED = 40
"""Characters of a value that are repeated."""

_SCALARS = {
    "bool": "true or false",
    "date": "a date such as 2026-03-01",
    "datetime": "a date and time such as 2026-03-01T12:00:00Z",
    "decimal": "a number",
    "finite_number": "a number",
    "float": "a number",
    "int": "a whole number",
    "ip_v4_address": "an IP address",
    "ip_v6_address": "an IP address",
    "ip_v4_network": "a network such as 203.0.113.0/24",
    "ip_v6_network": "a network such as 203.0.113.0/24",
    "none_required": "null",
    "url": "an address such as https://app.example.com",
    "uuid": "an id (a UUID)",
}
_WANTED = _SCALARS | {
    "dict": "an object",
    "iterable": "a list",
    "list": "a list",
    "model": "an object",
    "model_attributes": "an object",
    "string": "a string",
    "tuple": "a list",
}
"""What is wanted, by the beginning of the type of pydantic's error: `int_parsing` is about an `int`."""
_ABOUT_TYPE = re.compile(r"(\w+?)(?:_type|_parsing|_parsing_size|_from_float|_from_date_parsing|_scheme)?")
_CHOICES = ("literal_error", "enum")
_LIMITS = {"greater_than": "more than", "greater_than_equal": "at least", "less_than": "less than"}
_LIMITS |= {"less_than_equal": "at most"}
_QUOTED = re.compile(r"'([^']*)'")

PATTERNS = {
    r"^[^@\s\x00-\x1f\x7f]+@[^@\s\x00-\x1f\x7f]+$": "an e-mail address",
    r"^[^\x00-\x1f\x7f]+$": "text without line breaks and control characters",
    r"^[^\x00]*$": "text without U+0000",
    r"^[\x21-\x7e]+$": "ASCII without spaces and control characters",
    r"^[A-Za-z_][A-Za-z0-9_]{0,63}$": "letters, digits and _, at most 64 and no digit first",
    r"^[A-Za-z_][A-Za-z0-9_]{0,62}$": "letters, digits and _, at most 63 and no digit first",
    r"^[A-Za-z0-9-]{1,64}$": "letters, digits and -, at most 64",
    r"^[A-Za-z][A-Za-z0-9_-]{0,63}$": "letters, digits, _ and -, at most 64 and a letter first",
    r"^[a-z][a-z0-9_-]{0,62}$": "lower-case letters, digits, _ and -, at most 63 and a letter first",
    r"^[a-z_][a-z0-9_]{0,62}$": "lower-case letters, digits and _, at most 63 and no digit first",
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "a language, such as en or pt-BR",
    r"^(x-default|[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)$": "a language, such as en or pt-BR, or x-default",
    r"\{\{": "an expression, {{ … }}",
    r"^#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$": "a colour such as #4040c8",
    r"^/files/[A-Za-z0-9._-]+/(?:[A-Za-z0-9._~/-]|%[0-9A-Fa-f]{2})+$": "the path of a public file, /files/bucket/key",
    r"^[1-9]00(?: [1-9]00)?$": "a weight such as 400, or a range such as 100 900",
    r"^@[A-Za-z0-9_]{1,15}$": "a name such as @onefold",
    r"^[A-Za-z0-9_-]{1,100}$": "letters, digits, _ and -, at most 100",
    "^[0-9a-f]{64}$": "64 hexadecimal digits",
}
"""What the patterns of the API say, in words; a test finds those that are missing here."""


@dataclass(frozen=True, slots=True)
class InputError:
    """One thing wrong: where, pydantic's name for it, and what to say."""

    loc: Location
    type: str
    message: str


def place_of(loc: Iterable[str | int]) -> str:
    """Return a place as callers read it: `values.0.name`."""
    return ".".join(str(step)[:MAX_QUOTED] for step in loc)


def join_messages(messages: Sequence[str], *, rest_in: str) -> str:
    """Return the first messages as one text, and where the rest of them stand."""
    said = list(messages[:MAX_JOINED])
    if len(messages) > MAX_JOINED:
        said.append(f"and {len(messages) - MAX_JOINED} more in `{rest_in}`.")
    return "; ".join([*(message.removesuffix(".") for message in said[:-1]), *said[-1:]])


def describe_errors(
    errors: Iterable[Mapping[str, Any]], annotation: Any = None, *, noun: str = "field"
) -> list[InputError]:
    """Return what pydantic found wrong with a value of this type, in our words.

    `noun` is what callers call a field: a param, a prop. Of a union the branch that was meant is spoken of, or all of
    them at once where none fits.
    """
    # What stands beside another error, and is said with it.
    own = [error for error in errors if error["type"] != "default_factory_not_called"]
    found = [_follow(error, annotation, noun) for error in own]
    return [_describe(group) for group in _grouped(found)]


@dataclass(frozen=True, slots=True)
class _Found:
    """An error led through the type it is about.

    `loc` is without the names of branches, which stand in no input; `union` is its length at the innermost union.
    `parent` is the model around the last place.
    """

    error: Mapping[str, Any]
    noun: str
    loc: Location
    parent: type[BaseModel] | None
    union: int | None

    @property
    def type(self) -> str:
        return str(self.error["type"])

    @property
    def value(self) -> Any:
        return self.error["input"]

    @property
    def wanted(self) -> str | None:
        """What is wanted, where the error is that the value is of another type altogether."""
        if self.type in _CHOICES:
            return str(self.error["ctx"]["expected"])
        about = _ABOUT_TYPE.fullmatch(self.type)
        return _WANTED.get(about[1]) if about else None

    @property
    def is_misfit(self) -> bool:
        """Whether this branch of a union cannot have been meant."""
        return self.wanted is not None and len(self.loc) == self.union


def _grouped(found: Sequence[_Found]) -> Iterator[list[_Found]]:
    """Yield the errors that are to be said in one message each."""
    of_union: dict[Location, list[_Found]] = {}
    for one in found:
        if one.union is not None:
            of_union.setdefault(one.loc[: one.union], []).append(one)
    for one in found:
        if one.union is None:
            yield [one]
        elif group := of_union.pop(one.loc[: one.union], None):
            meant = [each for each in group if not each.is_misfit]
            yield from ([each] for each in meant) if meant else [group]


def _describe(group: Sequence[_Found]) -> InputError:
    first = group[0]
    wanted = " or ".join(dict.fromkeys(one.wanted for one in group if one.wanted))
    if not wanted:
        return InputError(first.loc, first.type, _WORDED.get(first.type, _as_said)(first))
    choices = [choice for one in group if one.type in _CHOICES for choice in _QUOTED.findall(one.wanted or "")]
    hint = did_you_mean(first.value, choices).removesuffix(".") if isinstance(first.value, str) else ""
    may_quote = any(one.type in _CHOICES or one.wanted in _SCALARS.values() for one in group)
    return InputError(first.loc, first.type, f"Should be {wanted}, not {_show(first.value, may_quote)}{hint}")


def _show(value: Any, may_quote: bool) -> str:
    """Return what a value is; one that may be quoted is repeated where it is short and no key."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)[:MAX_QUOTED] if may_quote else "a number"
        case str():
            return repr(value) if may_quote and len(value) <= MAX_QUOTED and "of_" not in value else "a string"
        case bytes():
            return "bytes"
        case Mapping():
            return "an object"
    return "a list"


def _missing(found: _Found) -> str:
    return "The request needs a body of JSON, {} at least" if not found.loc else f"This {found.noun} is required"


def _unknown_field(found: _Found) -> str:
    known = _fields(found.parent) if found.parent else ()
    hint = getattr(found.parent, "unknown_field_hint", "")
    return no_such(found.noun, str(found.loc[-1]), known, where=" here") + (f" {hint}" if hint else "")


def _wrong_tag(found: _Found) -> str:
    context = found.error["ctx"]
    tags = _QUOTED.findall(str(context["expected_tags"]))
    return no_such(str(context["discriminator"]).strip("'"), str(context["tag"]), tags)


def _missing_tag(found: _Found) -> str:
    return f"The field {found.error['ctx']['discriminator']} is required: it says what the others mean"


def _out_of_limits(found: _Found) -> str:
    [limit] = [value for name, value in found.error["ctx"].items() if name in ("gt", "ge", "lt", "le")]
    shown = f"{limit:g}" if isinstance(limit, float) else limit
    return f"Should be {_LIMITS[found.type]} {shown}, not {_show(found.value, may_quote=True)}"


def _wrong_length(found: _Found) -> str:
    context = found.error["ctx"]
    name, words = ("min_length", "at least") if "min_length" in context else ("max_length", "at most")
    # Pydantic does not know what it counts where a validator of ours stands before the limit.
    thing = "character" if isinstance(found.value, str) else "item"
    plural = "" if context[name] == 1 else "s"
    return f"Should have {words} {context[name]} {thing}{plural}"


def _wrong_pattern(found: _Found) -> str:
    pattern = str(found.error["ctx"]["pattern"])
    return f"Should be {PATTERNS[pattern]}" if pattern in PATTERNS else f"Should match {pattern}"


def _as_said(found: _Found) -> str:
    return str(found.error["msg"]).removeprefix("Value error, ").removeprefix("Assertion failed, ")


_WORDED: dict[str, Callable[[_Found], str]] = {
    "extra_forbidden": _unknown_field,
    "missing": _missing,
    "string_pattern_mismatch": _wrong_pattern,
    "timezone_aware": lambda _: "Should say its offset from UTC, as in 2026-03-01T12:00:00Z",
    "union_tag_invalid": _wrong_tag,
    "union_tag_not_found": _missing_tag,
    **dict.fromkeys(_LIMITS, _out_of_limits),
    **dict.fromkeys(("string_too_short", "string_too_long", "too_short", "too_long"), _wrong_length),
}


def _follow(error: Mapping[str, Any], annotation: Any, noun: str) -> _Found:
    loc: list[str | int] = []
    parent: type[BaseModel] | None = None
    union: int | None = None
    for step in error["loc"]:
        annotation = _bare(annotation)
        branches = _branches(annotation)
        if len(branches) > 1:
            union, annotation = len(loc), _branch(branches, str(step))
            continue
        loc.append(step)
        parent = annotation if _is_model(annotation) else None
        annotation = _fields(parent).get(str(step)) if parent else _item(annotation)
    return _Found(error, noun, tuple(loc), parent, union)


def _bare(annotation: Any) -> Any:
    """Return a type without its name, its marks, and null beside it."""
    while True:
        branches = _branches(annotation)
        if get_origin(annotation) is Annotated or len(branches) == 1:
            annotation = branches[0] if branches else get_args(annotation)[0]
        elif hasattr(annotation, "__value__"):
            annotation = annotation.__value__
        else:
            return annotation


def _branches(annotation: Any) -> list[Any]:
    if get_origin(annotation) not in (Union, UnionType):
        return []
    return [branch for branch in get_args(annotation) if branch is not NoneType]


def _branch(branches: Iterable[Any], name: str) -> Any:
    """Return the branch that pydantic calls so: by its name, or by its tag."""
    for branch in map(_bare, branches):
        names = {getattr(branch, "__name__", "")}
        if _is_model(branch):
            names.update(tag for field in _fields(branch).values() for tag in get_args(_bare(field)) if tag == name)
        if name in names:
            return branch
    return None


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


@cache
def _fields(model: type[BaseModel]) -> dict[str, Any]:
    """Return the types of a model's fields by the names that callers use."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _item(annotation: Any) -> Any:
    """Return the type of what is in a list or an object."""
    arguments = [argument for argument in get_args(annotation) if argument is not ...]
    return arguments[-1] if arguments else None
