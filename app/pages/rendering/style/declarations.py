"""What each rule of a style is in CSS. Values come from lists alone, so that nothing of an author's is ever CSS."""

from collections.abc import Callable, Mapping
from typing import Any

Rules = Mapping[str, Any]

_WIDTHS = {"2xs": "12rem", "xs": "16rem", "s": "22rem", "narrow": "34rem", "normal": "46rem", "wide": "70rem"}
_HEIGHTS = {"s": "12rem", "m": "20rem", "l": "32rem", "screen": "100svh", "none": "0", "auto": "auto", "full": "100%"}
_ASPECTS = {"auto": "auto", "square": "1", "photo": "4/3", "video": "16/9", "wide": "21/9", "portrait": "3/4"}
_JUSTIFY = {"between": "space-between", "around": "space-around", "evenly": "space-evenly"}
_WEIGHTS = {"light": 300, "normal": 400, "medium": 500, "semibold": 600, "bold": 700, "black": 850}
_LEADINGS = {"tight": "1.1", "snug": "1.3", "normal": "var(--of-leading)", "loose": "1.85"}
_TRACKINGS = {"tight": "-0.025em", "normal": "0", "wide": "0.04em", "wider": "0.1em"}
_CASES = {"none": "none", "upper": "uppercase", "lower": "lowercase", "title": "capitalize"}
_FONTS = {"body": "var(--of-font)", "heading": "var(--of-font-heading)", "mono": "var(--of-font-mono)"}
_BORDERS = {"none": "0", "thin": "1px", "medium": "2px", "thick": "4px"}
_BORDER_COLORS = {
    "line": "var(--of-line)",
    "strong": "var(--of-line-strong)",
    "ink": "var(--of-ink)",
    "accent": "var(--of-accent-text)",
    "danger": "var(--of-danger-text)",
}
_SIDES = {
    "top": ("block-start",),
    "bottom": ("block-end",),
    "start": ("inline-start",),
    "end": ("inline-end",),
    "block": ("block",),
    "inline": ("inline",),
}
_INKS = {"ink": "ink", "soft": "ink-soft", "accent": "accent-text", "danger": "danger-text"}
_LIFTS = {"none": "none", "s": "translateY(-2px)", "m": "translateY(-5px)"}
_DIRECTIONS = {
    "down": "linear-gradient(to bottom,{})",
    "right": "linear-gradient(to right,{})",
    "diagonal": "linear-gradient(135deg,{})",
    "radial": "radial-gradient(circle at top,{})",
}
# How much of the veil's colour lies over a picture: enough for text on white, black and anything between.
_OVERLAYS = {"page": 86, "inverse": 74, "accent": 88}

ON_BASE = (
    "--of-ink:var(--of-ink-base);--of-ink-soft:var(--of-ink-soft-base);--of-accent-text:var(--of-accent-text-base);"
    "--of-danger-text:var(--of-danger-text-base);--of-ring:var(--of-ring-base);--of-primary:var(--of-accent);"
    "--of-primary-hover:var(--of-accent-strong);--of-on-primary:var(--of-on-accent);color:var(--of-ink)"
)
ON_ACCENT = (
    "--of-ink:var(--of-on-accent);--of-ink-soft:var(--of-on-accent-soft);--of-accent-text:var(--of-on-accent);"
    "--of-danger-text:var(--of-on-accent-danger);--of-ring:color-mix(in srgb,var(--of-on-accent) 60%,transparent);"
    "--of-primary:var(--of-on-accent);--of-primary-hover:var(--of-on-accent-soft);--of-on-primary:var(--of-accent);"
    "color:var(--of-ink)"
)
ON_INVERSE = (
    "--of-ink:var(--of-on-inverse);--of-ink-soft:var(--of-on-inverse-soft);--of-accent-text:var(--of-on-inverse-accent);"
    "--of-danger-text:var(--of-on-inverse-danger);--of-ring:color-mix(in srgb,var(--of-on-inverse) 50%,transparent);"
    "--of-primary:var(--of-on-inverse);--of-primary-hover:var(--of-on-inverse-soft);--of-on-primary:var(--of-inverse);"
    "color:var(--of-ink)"
)
SURFACES = {
    "page": ON_BASE,
    "surface": ON_BASE,
    "muted": ON_BASE,
    "accent_soft": ON_BASE,
    "accent": ON_ACCENT,
    "inverse": ON_INVERSE,
}
"""What text and controls look like on each background."""


def _token(name: str) -> str:
    return "transparent" if name == "none" else f"var(--of-{name.replace('_', '-')})"


def _space(value: str) -> str:
    return "auto" if value == "auto" else "0" if value == "none" else f"var(--of-space-{value})"


def _width(value: str) -> str:
    if "/" in value:
        part, whole = value.split("/")
        return f"calc(100% * {part} / {whole})"
    return {"auto": "auto", "fit": "fit-content", "full": "100%", "none": "none"}.get(value) or _WIDTHS[value]


def _display(value: str, rules: Rules) -> str:
    if value in ("row", "column"):
        wrap = ";flex-wrap:wrap" if value == "row" and rules.get("wrap") is None else ""
        return f"display:flex;flex-direction:{value}{wrap}"
    return f"display:{value}"


def _columns(value: Any, _rules: Rules) -> str:
    repeated = "auto-fit,minmax(min(16rem,100%),1fr)" if value == "auto" else f"{value},minmax(0,1fr)"
    return f"display:grid;grid-template-columns:repeat({repeated})"


def _span(value: Any, _rules: Rules) -> str:
    return "grid-column:1/-1" if value == "full" else f"grid-column:span {value}/span {value}"


def _background(value: str, rules: Rules) -> str:
    text = SURFACES.get(value)
    follow = f";{text}" if text else ""
    if rules.get("background_image"):
        return f"background-color:{_token(value)}{follow if rules.get('overlay') in (None, 'none') else ''}"
    end = rules.get("gradient_to")
    if end is None:
        return f"background:{_token(value)}{follow}"
    shape = _DIRECTIONS[rules.get("gradient_direction") or "down"]
    return f"background:{_token(value)} {shape.format(f'{_token(value)},{_token(end)}')}{follow}"


def _background_image(value: str, rules: Rules) -> str:
    overlay = rules.get("overlay") or "none"
    veil = follow = ""
    if overlay != "none":
        color = f"color-mix(in srgb,{_token(overlay)} {_OVERLAYS[overlay]}%,transparent)"
        veil, follow = f"linear-gradient({color},{color}),", f";{SURFACES[overlay]}"
    place = {"start": "left", "end": "right"}.get(at := rules.get("background_position") or "center", at)
    size = rules.get("background_size") or "cover"
    return f'background-image:{veil}url("{value}");background-position:{place};background-size:{size}{follow}'


def _border(value: str, rules: Rules) -> str:
    width, sides = _BORDERS[value], _SIDES.get(rules.get("border_side") or "all")
    color = ";border-color:var(--of-line)" if rules.get("border_color") is None and value != "none" else ""
    if sides is None:
        return f"border-style:solid;border-width:{width}{color}"
    own = "".join(f";border-{side}-width:{width}" for side in sides)
    return f"border-style:solid;border-width:0{own}{color}"


def _color(value: str, _rules: Rules) -> str:
    ink = _INKS[value]
    own = "" if ink == "ink" else f"--of-ink:var(--of-{ink});"
    return f"{own}color:var(--of-ink)"


def _one(pattern: str, values: Mapping[Any, Any] | Callable[[Any], str]) -> Callable[[Any, Rules], str]:
    look_up = values if callable(values) else values.__getitem__
    return lambda value, _rules: pattern.format(look_up(value))


def _same(value: Any) -> str:
    return str(value)


def _boxes(name: str) -> dict[str, Callable[[Any, Rules], str]]:
    """Return the declarations of room on all sides, and on single ones."""
    sides = {"": name, "_block": f"{name}-block", "_inline": f"{name}-inline"}
    sides |= {"_top": f"{name}-block-start", "_bottom": f"{name}-block-end"}
    sides |= {"_start": f"{name}-inline-start", "_end": f"{name}-inline-end"}
    return {f"{name}{suffix}": _one(f"{css}:{{}}", _space) for suffix, css in sides.items()}


DECLARATIONS: Mapping[str, Callable[[Any, Rules], str]] = {
    "display": _display,
    "columns": _columns,
    "wrap": _one("flex-wrap:{}", {True: "wrap", False: "nowrap"}),
    "gap": _one("gap:{}", _space),
    "row_gap": _one("row-gap:{}", _space),
    "column_gap": _one("column-gap:{}", _space),
    "align": _one("align-items:{}", _same),
    "justify": _one("justify-content:{}", lambda value: _JUSTIFY.get(value, value)),
    "align_self": _one("align-self:{}", _same),
    "justify_self": _one("justify-self:{}", _same),
    "order": _one("order:{}", _same),
    "span": _span,
    "grow": _one("{}", {True: "flex:1 1 12rem;min-width:0", False: "flex:none"}),
    "width": _one("width:{}", _width),
    "max_width": _one("max-width:{}", lambda value: "100%" if value == "full" else _width(value)),
    "height": _one("height:{}", _HEIGHTS),
    "min_height": _one("min-height:{}", _HEIGHTS),
    "aspect": _one("aspect-ratio:{}", _ASPECTS),
    "fit": _one("object-fit:{}", _same),
    **_boxes("padding"),
    **_boxes("margin"),
    "background": _background,
    "background_image": _background_image,
    "color": _color,
    "border": _border,
    "border_color": _one("border-color:{}", _BORDER_COLORS),
    "radius": _one("border-radius:var(--of-radius-{})", _same),
    "shadow": _one("box-shadow:{}", lambda value: "none" if value == "none" else f"var(--of-shadow-{value})"),
    "font": _one("font-family:{}", _FONTS),
    "size": _one("font-size:var(--of-text-{})", _same),
    "weight": _one("font-weight:{}", _WEIGHTS),
    "leading": _one("line-height:{}", _LEADINGS),
    "tracking": _one("letter-spacing:{}", _TRACKINGS),
    "letter_case": _one("text-transform:{}", _CASES),
    "italic": _one("font-style:{}", {True: "italic", False: "normal"}),
    "text_align": _one("text-align:{}", _same),
    "opacity": _one("opacity:{}", lambda value: f"{value / 100:g}"),
    "overflow": _one("overflow:{}", _same),
    "position": _one("position:{}", _same),
    "top": _one("inset-block-start:{}", _space),
    "layer": _one("z-index:{}", _same),
    "lift": _one("transform:{}", _LIFTS),
    "hidden": _one("{}", {True: "display:none", False: ""}),
}
"""By rule, in the order they are written: what is said of one side comes after what is said of all."""
