"""Text to Jinja tokens, with the limits that keep Jinja's recursive parser shallow.

Tokens carry the character offset where Jinja keeps a line number, so that every error knows its place.
The scan is linear and refuses what is too long or too deep before the parser sees it.
"""

import re
from collections.abc import Iterator

from jinja2.lexer import Token, operators

from app.expressions.values import SAFE_INTEGER

MAX_SOURCE = 64 * 1024
"""Characters in one expression."""
MAX_TOKENS = 800
"""Tokens in one expression."""
MAX_BRACKETS = 24
"""Brackets open at once: Jinja's parser takes 13 Python frames for each."""
MAX_PREFIXES = 64
"""`not`, unary signs and `else` in one expression: one frame each."""
MAX_ESCAPES = 5_000
"""Backslashes in one string."""

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
      | (?P<number>[0-9]+(?:_[0-9]+)*(?P<fraction>\.[0-9]+)?(?P<exponent>[eE][+-]?[0-9]+)?)
      | (?P<name>[^\W\d]\w*)
      | (?P<string>'[^'\\]*+(?:\\.[^'\\]*+)*+' | "[^"\\]*+(?:\\.[^"\\]*+)*+")
      | (?P<operator>//|\*\*|==|!=|<=|>=|[-+*/%~\[\](){}<>=.:|,])""",
    re.VERBOSE | re.DOTALL,
)
_INDEX = re.compile(r"[0-9]+")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_ESCAPES |= {char: char for char in "\\'\"/"}
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_ENDS_OPERAND = {"name", "string", "integer", "float", "rparen", "rbracket", "rbrace"}
_KEYWORDS = {"and", "or", "not", "in", "is", "if", "else"}


class ExpressionSyntaxError(ValueError):
    """A text that is no expression; `position` is the character offset of the first wrong thing."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message, position)
        self.message = message
        self.position = position

    def __str__(self) -> str:
        return f"{self.message} (at character {self.position})"


def _unescape(literal: str, position: int) -> str:
    def replace(match: re.Match[str]) -> str:
        code = match[1] or match[2] or match[3]
        if code is None:
            if match[4] not in _ESCAPES:
                raise ExpressionSyntaxError(f"unknown escape \\{match[4]}: write \\\\ for a backslash", position)
            return _ESCAPES[match[4]]
        if int(code, 16) > 0x10FFFF:
            raise ExpressionSyntaxError("no such character", position)
        return chr(int(code, 16))

    if literal.count("\\") > MAX_ESCAPES:
        raise ExpressionSyntaxError(f"the string has more than {MAX_ESCAPES} escapes", position)
    value = _ESCAPE.sub(replace, literal) if "\\" in literal else literal
    try:
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError as error:
        raise ExpressionSyntaxError("half a surrogate pair is not a character", position) from error


def _number(match: re.Match[str], position: int) -> Token:
    digits = match[0].replace("_", "")
    if len(digits) > 400:
        raise ExpressionSyntaxError("the number has too many digits", position)
    if match["fraction"] or match["exponent"]:
        value = float(digits)
        if value in (float("inf"), float("-inf")):
            raise ExpressionSyntaxError("the number is out of range", position)
        if not value.is_integer() or value > SAFE_INTEGER:
            return Token(position, "float", value)  # type: ignore[arg-type]
        return Token(position, "integer", int(value))  # type: ignore[arg-type]
    if int(digits) > SAFE_INTEGER:
        raise ExpressionSyntaxError("the number has more than 53 bits: write it as a string", position)
    return Token(position, "integer", int(digits))  # type: ignore[arg-type]


class _Limits:
    """Counts what would make Jinja's parser slow or deep."""

    def __init__(self) -> None:
        self.tokens = 0
        self.prefixes = 0
        self.open: list[str] = []

    def check(self, token: Token, previous: Token | None) -> None:
        position = token.lineno
        self.tokens += 1
        if self.tokens > MAX_TOKENS:
            raise ExpressionSyntaxError(f"the expression has more than {MAX_TOKENS} parts", position)
        sign = token.type in ("add", "sub") and (
            previous is None or previous.type not in _ENDS_OPERAND or previous.value in _KEYWORDS
        )
        if sign or (token.type == "name" and token.value in ("not", "else")):
            self.prefixes += 1
            if self.prefixes > MAX_PREFIXES:
                raise ExpressionSyntaxError("too many signs, not and else in one expression", position)

    def bracket(self, symbol: str, position: int) -> None:
        if symbol in _CLOSING:
            self.open.append(_CLOSING[symbol])
            if len(self.open) > MAX_BRACKETS:
                raise ExpressionSyntaxError(f"more than {MAX_BRACKETS} brackets are open", position)
        elif symbol in (")", "]", "}"):
            wanted = self.open.pop() if self.open else None
            if wanted is None:
                what = "an expression ends with }}" if symbol == "}" else "no bracket is open there"
                raise ExpressionSyntaxError(f"unexpected '{symbol}': {what}", position)
            if wanted != symbol:
                raise ExpressionSyntaxError(f"unexpected '{symbol}': '{wanted}' is missing before it", position)


def _token(match: re.Match[str], position: int) -> Token:
    kind = match.lastgroup
    if match["number"] is not None:
        return _number(match, position)
    if kind == "name":
        if match[0].startswith("__"):
            raise ExpressionSyntaxError("names that begin with __ are not allowed", position)
        return Token(position, "name", match[0])
    if kind == "string":
        return Token(position, "string", _unescape(match[0][1:-1], position))
    return Token(position, operators[match[0]], match[0])


def scan(source: str, start: int = 0, *, until_braces: bool = False) -> tuple[list[Token], int]:
    """Tokens from `start` on and the offset behind them.

    With `until_braces` the scan ends behind the `}}` that closes the expression and a missing one is an
    error; without, it ends with the text. Raises ExpressionSyntaxError.
    """
    if not until_braces and len(source) - start > MAX_SOURCE:
        raise ExpressionSyntaxError(f"the expression is longer than {MAX_SOURCE} characters", start)
    limits = _Limits()
    tokens: list[Token] = []
    position = start
    end = min(len(source), start + MAX_SOURCE + 1)
    while position < end:
        previous = tokens[-1] if tokens else None
        if until_braces and not limits.open and source.startswith("}}", position):
            return tokens, position + 2
        after_dot = previous is not None and previous.type == "dot"
        match = (_INDEX.match(source, position, end) if after_dot else None) or _TOKEN.match(source, position, end)
        if match is None and end < len(source):
            break
        if match is None:
            found = source[position]
            problem = "a string is not closed" if found in "'\"" else f"unexpected {found!r}"
            raise ExpressionSyntaxError(problem, position)
        if match.re is _INDEX:
            token = Token(position, "integer", int(match[0][:17]))  # type: ignore[arg-type]
        elif match["space"]:
            position = match.end()
            continue
        else:
            token = _token(match, position)
        limits.check(token, previous)
        if match.re is _TOKEN and match.lastgroup == "operator":
            limits.bracket(match[0], position)
        tokens.append(token)
        position = match.end()
    if end < len(source):
        raise ExpressionSyntaxError(f"the expression is longer than {MAX_SOURCE} characters", start)
    if until_braces:
        raise ExpressionSyntaxError("'{{' is not closed by '}}'", max(start - 2, 0))
    return tokens, position


def text_parts(text: str) -> Iterator[str | tuple[list[Token], int]]:
    """The literal strings and (tokens, offset) expressions of a template, in order."""
    position = 0
    while (opening := text.find("{{", position)) >= 0:
        if opening > position:
            yield text[position:opening]
        tokens, position = scan(text, opening + 2, until_braces=True)
        yield tokens, opening + 2
    if position < len(text):
        yield text[position:]
