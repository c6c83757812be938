"""What other languages and tools write where an expression here is written otherwise, answered with how.

Only a text that does not parse is looked at: what is right never gets here. Where it stands is not known, so what
only workflows can read is named as theirs.
"""

import re

from app.core.text import did_you_mean
from app.expressions.filters import FILTERS
from app.expressions.predicates import TESTS
from app.expressions.scan import ExpressionSyntaxError

_BEFORE, _BEHIND = 80, 40
"""Characters around the place of an error that are looked at."""

_NODES = "a workflow reads nodes.<id>.output and trigger, a page data and params"
_TIME = "in a workflow the time is now, without brackets; now|date('%Y-%m-%d') formats it"
_SIGNS: tuple[tuple[str, str], ...] = (
    (r"&&", "write `and` for &&"),
    (r"\|\|", "write `or` for ||"),
    (r"!==", "write != for !=="),
    (r"===", "write == for ==="),
    (r"<>", "write != for <>"),
    (r"!(?!=)", "write `not` for !"),
    (r"\?\?", "write value|default(other) for ??"),
    (r"\?\.", "write . for ?.; what is read from nothing is nothing"),
    (r"\?", "write `a if condition else b` for condition ? a : b"),
    (r"=>", "there are no functions; filters such as map(attribute='name') and selectattr('name') read lists"),
    (r"\+\+|--|[+*/-]=", "an expression reads and changes nothing"),
    (r"(?<![=!<>])=(?!=)", "write == to compare; nothing is assigned here"),
    (r"\$(?:now|today)\b", _TIME),
    (r"\$(?:env|vars)\b", "in a workflow variables are read as env.NAME"),
    (r"\$(?:item|itemIndex)\b", "in a loop of a workflow there are item and index"),
    (r"\$(?:json|node|input|items)\b|\$\(", _NODES),
    (r"\$", "names begin without $"),
    (r"`", "write strings in single or double quotes, and join them with ~"),
    (r"[\u2018\u2019\u201a-\u201f\u00ab\u00bb]", "write straight quotes, ' or \""),
    (r";", "an expression is one value, without ;"),
    (r"\bnew\s+(?:Date\b(?:\(\))?)?", _TIME),
    (r"\btypeof\s+", "ask with a test, as in `value is string`"),
    (r"#|\{%|%\}", "there are no statements; a list is read with filters, a choice is `a if condition else b`"),
    (r"@", "names begin without @"),
)
"""Patterns, compiled when a mistake needs them, and what to write instead."""
_FILTERS = {
    "atob": "from_base64", "btoa": "base64", "ceil": "round(0, 'ceil')", "count": "length", "d": "default('…')",
    "dumps": "json", "encodeuricomponent": "url_encode", "entries": "items", "filter": "selectattr('name')",
    "find": "selectattr('name')|first", "floor": "round(0, 'floor')", "format": "date('%Y-%m-%d')",
    "fromjson": "from_json", "join": "join(', ')", "json_decode": "from_json", "json_encode": "json",
    "len": "length", "loads": "from_json", "lowercase": "lower", "map": "map(attribute='name')", "number": "float",
    "parse": "from_json", "parsefloat": "float", "parseint": "int", "reduce": "sum",
    "replace": "replace('a', 'b')", "replaceall": "replace('a', 'b')", "size": "length", "slice": "slice(0, 5)",
    "split": "split(',')", "str": "string", "strftime": "date('%Y-%m-%d')", "stringify": "json", "strip": "trim",
    "substr": "slice(0, 5)", "substring": "slice(0, 5)", "to_json": "json", "tofixed": "round(2)",
    "toformat": "date('%Y-%m-%d')", "toisostring": "date('%Y-%m-%dT%H:%M:%SZ')", "tojson": "json",
    "tolowercase": "lower", "tostring": "string", "touppercase": "upper", "uppercase": "upper",
    "urlencode": "url_encode",
}  # fmt: skip
_OTHERWISE = {
    "date": _TIME,
    "endswith": "write `value is endswith 'x'`",
    "get": "write value.key, and value.key|default(other)",
    "includes": "write `'x' in value`",
    "indexof": "write `'x' in value`",
    "contains": "write `'x' in value`",
    "isempty": "write `value is empty`",
    "now": _TIME,
    "today": _TIME,
    "utcnow": _TIME,
    "startswith": "write `value is startswith 'x'`",
    "concat": "join lists with +, texts with ~",
}


def explain(text: str, error: ExpressionSyntaxError) -> ExpressionSyntaxError:
    """Return the error with what the author may have meant, where that shows at its place."""
    if not error.message.startswith(("unexpected", "expected")):
        return error
    opening = text.rfind("{{", 0, error.position)
    if opening >= 0 and text.startswith("{{{", opening - 1):
        return ExpressionSyntaxError("write two braces, {{ and }}, not three", opening - 1)
    start = max(opening + 2 if opening >= 0 else 0, error.position - _BEFORE)
    around, at = text[start : error.position + _BEHIND], error.position - start
    for pattern, hint in _SIGNS:
        for match in re.finditer(pattern, around):
            if match.start() <= at <= match.end():
                return ExpressionSyntaxError(hint, start + match.start())
    return error


def explain_call(name: str) -> str:
    """Return what to write for a function or method of this name."""
    known = name.lower()
    if known in _OTHERWISE:
        return f"only range() can be called; {_OTHERWISE[known]}"
    written = _FILTERS.get(known, known if known in FILTERS else "")
    if written:
        return f"only range() can be called; write value|{written} for {name[:64]}()"
    return "only range() can be called; filters do such work: value|name"


def explain_filter(name: str) -> str:
    """Return that there is no filter of this name, and which one is meant."""
    written = _FILTERS.get(name.lower())
    hint = f"; write {written}" if written else did_you_mean(name, FILTERS).removesuffix(".")
    return f"there is no filter '{name}'{hint}"


def explain_test(name: str) -> str:
    """Return that there is no test of this name, and which one may be meant."""
    return f"there is no test '{name}'{did_you_mean(name, TESTS).removesuffix('.')}"
