"""What is wrong with the styles of a page's nodes: rules there are not, and text that some could not read."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from app.core.draft_problems import DraftProblem
from app.core.input_errors import describe_errors, place_of
from app.expressions.parse import ExpressionSyntaxError, compile_value
from app.pages.rendering.registry import components
from app.pages.rendering.style.model import FIXED, VARIANTS, NodeStyle, StyleRules
from app.pages.rendering.tree import PageNode, PageTree
from app.site.colors import TEXT_CONTRAST, contrast, mix
from app.site.theme import Palette, Theme, list_low_contrast

_INKS: Mapping[str, Mapping[str, str]] = {
    "accent": {"ink": "on-accent", "soft": "on-accent-soft", "accent": "on-accent", "danger": "on-accent-danger"},
    "inverse": {
        "ink": "on-inverse",
        "soft": "on-inverse-soft",
        "accent": "on-inverse-accent",
        "danger": "on-inverse-danger",
    },
}
"""The colours of text on backgrounds that turn them around."""
_ON_OTHERS = {"ink": "ink-base", "soft": "ink-soft-base", "accent": "accent-text-base", "danger": "danger-text-base"}


def list_bound_rules(style: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the rules of a style that hold an expression, as paths, with their texts."""
    for path, rule, value in _rules_of(style):
        if isinstance(value, str) and "{{" in value and rule in StyleRules.model_fields:
            yield path, value


def _rules_of(style: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for rule, value in style.items():
        if rule in VARIANTS and isinstance(value, dict):
            yield from ((f"{rule}.{inner}", inner, one) for inner, one in value.items())
        else:
            yield rule, rule, value


def list_style_errors(style: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a style besides its expressions: the path of the rule, and what may stand there."""
    bound = dict(list_bound_rules(style))
    for path in bound:
        if path.rpartition(".")[2] in FIXED:
            yield path, "This cannot hold an expression."
    literal: dict[str, Any] = {}
    for path, rule, value in _rules_of(style):
        if path in bound:
            continue
        variant, _, _ = path.rpartition(".")
        (literal.setdefault(variant, {}) if variant else literal)[rule] = value
    try:
        NodeStyle.model_validate(literal, strict=True)
    except ValidationError as error:
        for wrong in describe_errors(error.errors(include_url=False), NodeStyle, noun="style rule"):
            yield place_of(wrong.loc), wrong.message


def list_low_contrasts(tree: PageTree, theme: Theme) -> list[DraftProblem]:
    """Return where text of a page cannot be read: colours of the site, runs of colours, and what shines through."""
    problems = [
        _problem(None, None, f"In the design of the site, {pair.message}") for pair in list_low_contrast(theme)
    ]
    for node in tree.root.children:
        problems.extend(_Reader(theme).read(node, "page", 1.0))
    return problems


def _problem(node: PageNode | None, rule: str | None, message: str) -> DraftProblem:
    return DraftProblem(code="low_contrast", node_id=node.id if node else None, param=rule, message=message)


class _Reader:
    """Reads the text of nodes on what is behind it, at every width."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def read(self, node: PageNode, behind: str, opacity: float) -> Iterator[DraftProblem]:
        """Yield the problems of a node and of what is in it; `behind` is the background around it."""
        style = node.style or {}
        own = _value(style, "background")
        background = own if own not in (None, "none") else behind
        opacity *= (_value(style, "opacity") if _value(style, "opacity") is not None else 100) / 100
        color = _value(style, "color") or "ink"
        if end := _value(style, "gradient_to"):
            yield from self._gradient(node, background, end)
        if opacity and opacity < 1 and _has_words(node):
            yield from self._faded(node, background, color, opacity)
        for child in node.children:
            yield from self.read(child, background, opacity)

    def _gradient(self, node: PageNode, background: str, end: str) -> Iterator[DraftProblem]:
        for scheme, palette in self._palettes():
            ratio = contrast(_ink(palette, background, "ink"), palette[end.replace("_", "-")])
            if ratio < TEXT_CONTRAST:
                message = (
                    f"Text for {background} stands on {end} where the colour runs out ({scheme}): a contrast of "
                    f"{ratio:.2f}:1; {TEXT_CONTRAST:g}:1 is needed."
                )
                yield _problem(node, "style.gradient_to", message)

    def _faded(self, node: PageNode, background: str, color: str, opacity: float) -> Iterator[DraftProblem]:
        for scheme, palette in self._palettes():
            behind = palette[background.replace("_", "-")]
            ratio = contrast(mix(behind, _ink(palette, background, color), opacity), behind)
            if ratio < TEXT_CONTRAST:
                message = (
                    f"Text in {color} on {background} ({scheme}) has a contrast of {ratio:.2f}:1 at an opacity of "
                    f"{opacity:.0%}; {TEXT_CONTRAST:g}:1 is needed."
                )
                yield _problem(node, "style.opacity", message)

    def _palettes(self) -> Iterator[tuple[str, Palette]]:
        for scheme in self._theme.schemes:
            yield scheme, self._theme.palettes[scheme]


def _ink(palette: Palette, background: str, color: str) -> str:
    return palette[_INKS.get(background, _ON_OTHERS)[color]]


def _value(style: Mapping[str, Any], rule: str) -> Any:
    """Return what a rule says at every width; None for nothing, or what an expression gives."""
    value = style.get(rule)
    try:
        return None if compile_value(value).dynamic else value
    except ExpressionSyntaxError:
        return None


def _has_words(node: PageNode) -> bool:
    known = components().get(node.type)
    return known is not None and bool(known.component.inline or known.component.announced)
