"""The title of a page and what search engines are told, where expressions give them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog
from pydantic import ConfigDict, JsonValue, TypeAdapter, ValidationError

from app.expressions.evaluate import EvaluationError, Program, compile_ast
from app.expressions.parse import ExpressionSyntaxError, compile_value, references
from app.expressions.values import MAX_STEPS, text
from app.pages.rendering.props import safe_url
from app.pages.rendering.seo import Seo
from app.pages.rendering.structured import StructuredData

BINDABLE = ("description", "image")
"""The SEO fields that take expressions."""
HEAD_NAMES = frozenset({"data", "params"})
"""What they may read."""
_LONGEST = 300
_LONGEST_DATA = 2_000
STRUCTURED = "structured"
_STRUCTURED: TypeAdapter[list[StructuredData]] = TypeAdapter(
    list[StructuredData], config=ConfigDict(defer_build=True)
)
log = structlog.get_logger("onefold.pages.rendering.head_texts")


@dataclass(frozen=True, slots=True)
class HeadTexts:
    """The title and the SEO fields of a version; `bound` are those that an expression gives, by name.

    `structured` gives the structured data, where there are expressions in it.
    """

    title: str
    seo: Seo
    bound: Mapping[str, Program] = field(default_factory=dict)
    reads: frozenset[tuple[str, ...]] = frozenset()
    structured: Program | None = None

    def fill(self, variables: Mapping[str, Any]) -> tuple[str, Seo]:
        """Return the title and the SEO fields with these variables; an expression that fails gives nothing."""
        if not self.bound and self.structured is None:
            return self.title, self.seo
        words = {name: _words(program, variables) for name, program in self.bound.items()}
        title = words.pop("title", self.title)
        if "image" in words:
            words["image"] = picture(words["image"])
        found: dict[str, Any] = {**words}
        if self.structured is not None:
            found["structured"] = _structured(self.structured, variables)
        return title, self.seo.model_copy(update=found)


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
    structured = bound.pop(STRUCTURED, None)
    return HeadTexts(title, seo, bound, frozenset(reads), structured)


def list_texts(title: str, seo: Seo) -> dict[str, JsonValue]:
    """Return the texts that may hold expressions, by name; those of the structured data are one value."""
    structured = [one.model_dump(mode="json", exclude_none=True) for one in seo.structured]
    return {"title": title, **{name: getattr(seo, name) for name in BINDABLE}, STRUCTURED: structured}


def picture(address: str) -> str:
    """Return the address of a preview picture; nothing when it is not a whole http(s) one, as other sites load it."""
    return address if safe_url(address) and address.lower().startswith(("http://", "https://")) else ""


def _structured(program: Program, variables: Mapping[str, Any]) -> list[StructuredData]:
    """Return the structured data with these variables; none where an expression fails, or gives what is none."""
    try:
        return _STRUCTURED.validate_python(_as_texts(program(variables)))
    except (EvaluationError, ValidationError) as error:
        log.debug("page_structured_data_failed", reason=str(error)[:200])
        return []


def _as_texts(value: Any) -> Any:
    if isinstance(value, list):
        return [_as_texts(one) for one in value]
    if isinstance(value, dict):
        return {name: _as_texts(one) for name, one in value.items()}
    return text(value, [MAX_STEPS])[:_LONGEST_DATA].replace("\0", "\ufffd")


def _words(program: Program, variables: Mapping[str, Any]) -> str:
    try:
        return text(program(variables), [MAX_STEPS])[:_LONGEST].replace("\0", "\ufffd")
    except EvaluationError:
        return ""
