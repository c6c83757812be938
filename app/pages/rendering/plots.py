"""Where the marks of a chart stand: numbers of rows as points, bars and slices of a drawing, with round ticks."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.pages.rendering.formats import as_number, formatted
from app.pages.rendering.words import Words

WIDTH, HEIGHT = 480, 250
_TOP, _RIGHT, _BOTTOM = 12, 24, 30
_CHARACTER = 8.0
"""The width of a letter of a tick."""
_MAX_LABELS = 6
_MAX_LABEL = 12
"""Letters of a label below the axis."""
_TICKS = 4
_COLOURS = 8
_CENTRE, _RADIUS, _HOLE = (WIDTH / 2, HEIGHT / 2), 110.0, 64.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One value: a point, a bar or a slice. `says` is what it stands for."""

    says: str
    colour: int
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0
    path: str = ""


@dataclass(slots=True)
class Plot:
    """A drawing: lines of the grid with their words, labels below, lines and areas of series, and marks."""

    ticks: list[tuple[float, str]] = field(default_factory=list)
    labels: list[tuple[float, str]] = field(default_factory=list)
    lines: list[tuple[int, str]] = field(default_factory=list)
    areas: list[tuple[int, str]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    legend: list[tuple[int, str]] = field(default_factory=list)
    left: float = 0
    right: float = WIDTH - _RIGHT
    zero: float = 0


def round_ticks(low: float, high: float) -> list[float]:
    """Return about five round numbers around a range: multiples of 1, 2, 2.5 or 5 times a power of ten."""
    span = (high - low) or abs(high) or 1.0
    power = 10 ** math.floor(math.log10(span / _TICKS))
    step = next(one * power for one in (1, 2, 2.5, 5, 10) if one * power * _TICKS >= span * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(at * step, 12) for at in range(first, max(last, first + 1) + 1)]


def plot(rows: Sequence[Mapping[str, Any]], props: Any, words: Words) -> Plot | None:
    """Return the drawing of rows: `props` has `kind`, `label`, `series` and how values are written.

    None where no row holds a number.
    """
    names = [formatted(row.get(props.label.key), props.label, words) for row in rows]
    values = [[_number(row.get(series.key)) for row in rows] for series in props.series]
    if not any(value is not None for one in values for value in one):
        return None
    if props.kind in ("pie", "donut"):
        return _slices(names, values[0], props, words)
    return _axes(names, values, props, words)


def _number(value: Any) -> float | None:
    found = as_number(value)
    return None if found is None else float(found)


def _axes(names: list[str], values: list[list[float | None]], props: Any, words: Words) -> Plot:
    known = [value for one in values for value in one if value is not None]
    low, high = min(known), max(known)
    if props.kind != "line" or 0 <= low < high / 2:
        low, high = min(low, 0.0), max(high, 0.0)
    ticks = round_ticks(low, high)
    said = [formatted(tick, props, words) for tick in ticks]
    made = Plot(left=min(max(map(len, said)) * _CHARACTER + 12, WIDTH / 3))
    bottom = HEIGHT - _BOTTOM

    def at(value: float) -> float:
        return round(bottom - (value - ticks[0]) / (ticks[-1] - ticks[0]) * (bottom - _TOP), 2)

    made.zero = at(min(max(0.0, ticks[0]), ticks[-1]))
    made.ticks = [(at(tick), text) for tick, text in zip(ticks, said, strict=True)]
    room = (made.right - made.left) / len(names)
    centres = [round(made.left + room * (position + 0.5), 2) for position in range(len(names))]
    widest = max(len(_short(name)) for name in names) * _CHARACTER + 10
    every = math.ceil(len(names) / max(1, min(_MAX_LABELS, (made.right - made.left) // widest)))
    made.labels = [(centres[position], _short(names[position])) for position in range(0, len(names), every)]
    for number, (series, one) in enumerate(zip(props.series, values, strict=True)):
        says = [
            f"{name}, {series.label}: {formatted(value, props, words)}"
            for name, value in zip(names, one, strict=True)
        ]
        if len(props.series) > 1:
            made.legend.append((number, series.label))
        if props.kind == "bar":
            wide = room * 0.72 / len(values)
            for position, value in enumerate(one):
                if value is not None:
                    x = centres[position] - room * 0.36 + wide * number
                    y, height = min(at(value), made.zero), abs(at(value) - made.zero)
                    made.marks.append(
                        Mark(says[position], number, round(x, 2), y, round(wide * 0.94, 2), round(height, 2))
                    )
        else:
            points = [(centres[position], at(value)) for position, value in enumerate(one) if value is not None]
            made.lines.append((number, " ".join(f"{x},{y}" for x, y in points)))
            if props.kind == "area" and points:
                outline = [(points[0][0], made.zero), *points, (points[-1][0], made.zero)]
                made.areas.append((number, " ".join(f"{x},{y}" for x, y in outline)))
            there = [text for text, value in zip(says, one, strict=True) if value is not None]
            made.marks += [Mark(text, number, x, y) for text, (x, y) in zip(there, points, strict=True)]
    return made


def _slices(names: list[str], values: list[float | None], props: Any, words: Words) -> Plot | None:
    parts = [(name, value) for name, value in zip(names, values, strict=True) if value is not None and value > 0]
    whole = sum(value for _, value in parts)
    if not whole:
        return None
    made, start = Plot(), 0.0
    for number, (name, value) in enumerate(parts):
        end = start + value / whole
        says = f"{name}: {formatted(value, props, words)}"
        colour = number % _COLOURS
        made.marks.append(Mark(says, colour, path=_slice(start, end, _HOLE if props.kind == "donut" else 0.0)))
        made.legend.append((colour, says))
        start = end
    return made


def _slice(start: float, end: float, hole: float) -> str:
    """Return the path of a slice between two shares of the circle, from the top on."""

    def point(share: float, radius: float) -> str:
        angle = 2 * math.pi * share
        return f"{_CENTRE[0] + radius * math.sin(angle):.2f} {_CENTRE[1] - radius * math.cos(angle):.2f}"

    end = min(end, start + 0.99999)  # an arc that ends where it begins is none
    large = 1 if end - start > 0.5 else 0
    outer = f"M{point(start, _RADIUS)}A{_RADIUS} {_RADIUS} 0 {large} 1 {point(end, _RADIUS)}"
    inner = f"A{hole} {hole} 0 {large} 0 {point(start, hole)}" if hole else ""
    return f"{outer}L{point(end, hole)}{inner}Z"


def _short(text: str) -> str:
    return text if len(text) <= _MAX_LABEL else text[: _MAX_LABEL - 1] + "…"
