"""What a page can be called in its address."""

import re
from typing import Annotated
from urllib.parse import quote

from pydantic import AfterValidator, Field

_SLUG = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*(?:/[a-z0-9]+(?:-+[a-z0-9]+)*)*")
MAX_SLUG = 200
_RESERVED = frozenset({"actions", "forms", "data"})


PREFIX = "/p/"
"""Before the slug in the path of a page."""
MAX_REDIRECT_PATH = 500
_NAME = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")


def match_path(pattern: str, path: str) -> dict[str, str] | None:
    """Return what stands in a path where a pattern has `{name}` segments; None when they do not fit."""
    segments, given = pattern.split("/"), path.split("/")
    if len(segments) != len(given):
        return None
    values: dict[str, str] = {}
    for segment, value in zip(segments, given, strict=True):
        if name := _NAME.fullmatch(segment):
            values[name[1]] = value
        elif segment != value:
            return None
    return values


def fill_path(pattern: str, values: dict[str, str]) -> str | None:
    """Return an address with values in place of its `{name}`s, each one segment; None when one has no value."""
    if any(name not in values for name in path_names(pattern)):
        return None
    return _NAME.sub(lambda name: quote(values[name[1]], safe=""), pattern)


def path_names(pattern: str) -> set[str]:
    """Return the names in a pattern."""
    return set(_NAME.findall(pattern))


def is_slug(text: str) -> bool:
    """Return whether a page could have this slug."""
    return len(text) <= MAX_SLUG and _SLUG.fullmatch(text) is not None


def _valid_slug(slug: str) -> str:
    if not is_slug(slug):
        raise ValueError("a slug has lower-case letters, digits and hyphens, in segments separated by /")
    segments = slug.split("/")
    if len(segments) > 1 and segments[-2] in _RESERVED:
        raise ValueError(f"the segment before the last one may not be {segments[-2]!r}: that path has another use")
    return slug


Slug = Annotated[str, Field(min_length=1, max_length=MAX_SLUG, examples=["guestbook"]), AfterValidator(_valid_slug)]
