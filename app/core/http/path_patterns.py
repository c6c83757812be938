"""Paths of webhooks: `orders/{id}/paid`, literal segments and whole-segment parameters."""

import re
from collections.abc import Iterable
from typing import Protocol, TypeVar

MAX_PATH = 200
MAX_SEGMENTS = 20

_SEGMENT = re.compile(r"[A-Za-z0-9._~-]+|\{[A-Za-z_][A-Za-z0-9_]{0,63}\}")


class _HasPath(Protocol):
    path: str


R = TypeVar("R", bound=_HasPath)


def parse_path(path: str) -> list[str]:
    """Return the segments of a declared path; raises ValueError when it is not one."""
    segments = path.split("/")
    if not path or len(path) > MAX_PATH or len(segments) > MAX_SEGMENTS:
        raise ValueError(f"a webhook path has 1 to {MAX_PATH} characters and at most {MAX_SEGMENTS} segments")
    for segment in segments:
        if not _SEGMENT.fullmatch(segment) or segment in (".", ".."):
            raise ValueError(
                "write a webhook path as `orders` or `orders/{id}`: no slash at either end, "
                "segments of letters, digits and . _ ~ -"
            )
    names = [segment for segment in segments if is_parameter(segment)]
    if len(names) != len(set(names)):
        raise ValueError("each parameter of a webhook path needs a name of its own")
    return segments


def is_parameter(segment: str) -> bool:
    """Return whether this segment stands for any text."""
    return segment.startswith("{")


def shape_of(path: str) -> str:
    """Return the path with every parameter as `{}`; paths of one shape answer the same calls."""
    return "/".join("{}" if is_parameter(segment) else segment for segment in path.split("/"))


def match(declared: str, called: str) -> dict[str, str] | None:
    """Return the parameters of a called path, or None when it is not one of the declared path."""
    wanted, given = declared.split("/"), called.split("/")
    if len(wanted) != len(given):
        return None
    found: dict[str, str] = {}
    for segment, text in zip(wanted, given, strict=True):
        if is_parameter(segment):
            if not text:
                return None
            found[segment[1:-1]] = text
        elif segment != text:
            return None
    return found


def best_match(routes: Iterable[R], called: str) -> tuple[R, dict[str, str]] | None:
    """Return the route for a called path with its parameters; of several, the one that is literal for longest."""
    matches = [(route, found) for route in routes if (found := match(route.path, called)) is not None]
    if not matches:
        return None
    return min(matches, key=lambda pair: [is_parameter(segment) for segment in pair[0].path.split("/")])
