"""The title of a page and what search engines are told, where expressions give them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.expressions.evaluate import EvaluationError, Program, compile_ast
from app.expressions.parse import ExpressionSyntaxError, compile_value, references
from app.expressions.values import MAX_STEPS, text
from app.pages.rendering.props import safe_url
from app.pages.rendering.seo import Seo

BINDABLE = ("description", "image")
"""The SEO fields that take expressions."""
HEAD_NAMES = frozenset({"data", "params"})
"""What they may read."""
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class HeadTexts:
    """The title and the SEO fields of a version; `bound` are those that an expression gives, by name."""

    title: str
    seo: Seo
    bound: Mapping[str, Program] = field(default_factory=dict)
    reads: frozenset[tuple[str, ...]] = frozenset()

    def fill(self, variables: Mapping[str, Any]) -> tuple[str, Seo]:
        """Return the title and the SEO fields with these variables; an expression that fails gives nothing."""
        if not self.bound:
            return self.title, self.seo
        words = {name: _words(program, variables) for name, program in self.bound.items()}
        title = words.pop("title", self.title)
        if "image" in words:
            words["image"] = picture(words["image"])
        return title, self.seo.model_copy(update=words)


NO_TEXTS = HeadTexts("", Seo())


def make_head_texts(title: str, seo: Seo) -> HeadTexts:
    """Return the texts of a page; one that does not parse, stored before titles took expressions, is a text."""
    bound: dict[str, Program] = {}
    reads: set[tuple[str, ...]] = set()
    for name, value in list_texts(title, seo).items():
        try:
            compiled = compile_value(value)
        except ExpressionSyntaxError:
            continue
        if compiled.dynamic:
            bound[name] = compile_ast(compiled.ast)
            reads |= references(compiled)
    return HeadTexts(title, seo, bound, frozenset(reads))


def list_texts(title: str, seo: Seo) -> dict[str, str]:
    """Return the texts that may hold expressions, by name."""
    return {"title": title, **{name: getattr(seo, name) for name in BINDABLE}}


def picture(address: str) -> str:
    """Return the address of a preview picture; nothing when it is not a whole http(s) one, as other sites load it."""
    return address if safe_url(address) and address.lower().startswith(("http://", "https://")) else ""


def _words(program: Program, variables: Mapping[str, Any]) -> str:
    try:
        return text(program(variables), [MAX_STEPS])[:_LONGEST].replace("\0", "\ufffd")
    except EvaluationError:
        return ""
