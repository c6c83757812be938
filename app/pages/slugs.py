"""What a page can be called in its address: `shop/shoes`, or `shop/{id}` for every address of that form."""

import re
from collections.abc import Mapping
from itertools import combinations
from typing import Annotated
from urllib.parse import quote

from pydantic import AfterValidator, Field

from app.core.http.path_patterns import shape_of

_WORD = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
MAX_SLUG = 200
MAX_ADDRESS = 2_000
"""Characters of an address, with the values of its parameters."""
MAX_PARAMETERS = 3
MAX_SEGMENTS = 10
"""Segments of a slug with parameters, so that what may stand at an address is asked for in one query."""
_RESERVED = frozenset({"actions", "forms", "data"})


PREFIX = "/p/"
"""Before the slug in the path of a page."""
MAX_REDIRECT_PATH = 500
_NAME = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]{0,63})\}")


def fill_path(pattern: str, values: Mapping[str, str]) -> str | None:
    """Return an address with values in place of its `{name}`s, each one segment; None when one has no value."""
    if any(name not in values for name in path_names(pattern)):
        return None
    return _NAME.sub(lambda name: quote(values[name[1]], safe=""), pattern)


def path_names(pattern: str) -> list[str]:
    """Return the names in a pattern, from left to right."""
    return _NAME.findall(pattern)


def is_plain_slug(text: str) -> bool:
    """Return whether a page without parameters could have this slug."""
    return len(text) <= MAX_SLUG and all(_WORD.fullmatch(segment) for segment in text.split("/"))


def find_shape(slug: str) -> str | None:
    """Return the slug with each parameter as `{}`, which no two pages share; None for one without parameters."""
    return shape_of(slug) if "{" in slug else None


def list_shapes(address: str) -> list[str]:
    """Return the shapes of slugs with parameters that an address may belong to, those literal for longest first."""
    segments = address.split("/")
    if len(segments) > MAX_SEGMENTS or len(address) > MAX_ADDRESS or not all(segments):
        return []
    given = {at for at, segment in enumerate(segments) if not _WORD.fullmatch(segment)}
    free = [at for at in range(len(segments)) if at not in given]
    least = 0 if given else 1
    chosen = [
        given.union(more)
        for count in range(least, MAX_PARAMETERS - len(given) + 1)
        for more in combinations(free, count)
    ]
    chosen.sort(key=lambda places: [at in places for at in range(len(segments))])
    return ["/".join("{}" if at in places else segment for at, segment in enumerate(segments)) for places in chosen]


def _valid_slug(slug: str) -> str:
    segments = slug.split("/")
    if not all(_WORD.fullmatch(segment) or _NAME.fullmatch(segment) for segment in segments):
        raise ValueError(
            "a slug has lower-case letters, digits and hyphens, in segments separated by /; "
            "a whole segment may be a parameter, such as {id}"
        )
    if len(segments) > 1 and segments[-2] in _RESERVED:
        raise ValueError(f"the segment before the last one may not be {segments[-2]!r}: that path has another use")
    names = path_names(slug)
    if len(set(names)) < len(names):
        raise ValueError("each parameter of a slug needs a name of its own")
    if names and (len(names) > MAX_PARAMETERS or len(segments) > MAX_SEGMENTS):
        raise ValueError(
            f"a slug with parameters has at most {MAX_PARAMETERS} of them and at most {MAX_SEGMENTS} segments"
        )
    return slug


Slug = Annotated[
    str,
    Field(min_length=1, max_length=MAX_SLUG, examples=["guestbook", "products/{id}"]),
    AfterValidator(_valid_slug),
]
