"""Finds where in a component's HTML live values stand, and writes beside them what the browser needs.

A component's macro gives HTML with holes in it. A hole between tags gets comments around it; for one inside a start
tag the tag gets an attribute of its own, written before it ends. Our templates quote attributes with double quotes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from typing import TypeAlias

from app.pages.rendering.program import AttrOp, HoleOp, LiveAttributesOp, LivePart, LiveTextOp, Op, TextOp

# What the browser reads as text alone, so that no comment can stand there.
_TEXT_ONLY = frozenset({"textarea", "title", "style", "script"})
_TAG = re.compile(r"<(/?[A-Za-z][^\s/>]*)")
_IN_TAG = re.compile(r"""([^\s=>"'/]+)="|('[^']*')|\s*/?>""")


@dataclass(frozen=True, slots=True)
class Placed:
    """The ops in the place of a hole: the component's own, or those of the components that stand in it."""

    ops: tuple[Op, ...]
    is_own: bool


Piece: TypeAlias = str | Placed
"""HTML as it stands, or what stands in the place of a hole in it."""


@dataclass(slots=True)
class _Scan:
    """Where the scan is: in text, in a start tag, or in the value of one of its attributes."""

    out: list[Op] = field(default_factory=list)
    tag: str | None = None
    last: str = ""
    attribute: str | None = None
    value: list[LivePart | None] = field(default_factory=list)
    whole: list[tuple[str, "AttrOp"]] = field(default_factory=list)
    parts: list[tuple[str, tuple[LivePart, ...]]] = field(default_factory=list)
    stuck: set[str] = field(default_factory=set)

    def text(self, html: str) -> None:
        at = 0
        while at < len(html):
            if self.attribute is not None:
                end = html.find('"', at)
                stop = len(html) if end < 0 else end
                self.value.append(unescape(html[at:stop]))
                self.out.append(TextOp(html[at : stop + 1]))
                at = stop + 1
                if end >= 0:
                    self.end_attribute()
            elif self.tag is not None:
                found = _IN_TAG.search(html, at)
                if found is None:
                    self.out.append(TextOp(html[at:]))
                    return
                if found[1]:
                    self.out.append(TextOp(html[at : found.end()]))
                    self.attribute, self.value = found[1], []
                elif found[2]:
                    self.out.append(TextOp(html[at : found.end()]))
                else:
                    self.out.append(TextOp(html[at : found.start()]))
                    self.end_tag()
                    self.out.append(TextOp(found[0]))
                at = found.end()
            else:
                found = _TAG.search(html, at)
                end_of_text = len(html) if found is None else found.end()
                self.out.append(TextOp(html[at:end_of_text]))
                at = end_of_text
                if found is not None:
                    self.tag = found[1]

    def end_attribute(self) -> None:
        parts = [part for part in self.value if part is not None]
        if len(parts) == len(self.value) and any(not isinstance(part, str) and part.live for part in parts):
            self.parts.append((str(self.attribute), tuple(parts)))
        self.attribute = None

    def end_tag(self) -> None:
        if self.whole or self.parts:
            whole = tuple((name, op.bound) for name, op in self.whole)
            self.out.append(LiveAttributesOp(whole, tuple(self.parts)))
        self.last, self.tag, self.whole, self.parts = str(self.tag).lower(), None, [], []

    def ops(self, ops: tuple[Op, ...]) -> None:
        for op in ops:
            if isinstance(op, HoleOp) and self.attribute is not None:
                self.value.append(op.bound)
            elif isinstance(op, HoleOp) and op.bound.live and self.tag is None and self.last not in _TEXT_ONLY:
                self.out.append(LiveTextOp(op.bound, op.bound.live))
                continue
            elif isinstance(op, AttrOp) and op.bound.live:
                self.whole.append((op.name, op))
            elif self.attribute is not None:
                self.value.append(None)  # what only the server knows how to write
            elif isinstance(op, HoleOp) and op.bound.live:
                self.stuck.add(op.bound.spec.name)
            self.out.append(op)


def has_live(pieces: Iterable[Piece]) -> bool:
    """Return whether a component's own HTML has live holes."""
    own = (op for piece in pieces if not isinstance(piece, str) and piece.is_own for op in piece.ops)
    return any(isinstance(op, HoleOp | AttrOp) and op.bound.live for op in own)


def mark_live(pieces: Iterable[Piece]) -> tuple[list[Op], set[str]]:
    """Return the ops of a component's HTML, with what the browser needs beside its live holes.

    Beside them the props whose holes stand where it cannot write: in the name of a tag, or in a text of the server's.
    """
    scan = _Scan()
    for piece in pieces:
        if isinstance(piece, str):
            scan.text(piece)
        elif piece.is_own:
            scan.ops(piece.ops)
        else:
            scan.out.extend(piece.ops)
    return scan.out, scan.stuck
