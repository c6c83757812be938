"""What a page can be called in its address."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

_SLUG = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*(?:/[a-z0-9]+(?:-+[a-z0-9]+)*)*")
MAX_SLUG = 200
_RESERVED = frozenset({"actions", "forms", "data"})


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
