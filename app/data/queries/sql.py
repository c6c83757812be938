"""Reads SQL text just enough to bind `:name` parameters and to tell what kind of statement it is.

SQLAlchemy's `text()` finds `:name` by one regular expression, strings and comments included; this reads the tokens of
each dialect, so that `'a:b'`, `x::int` and `-- note: this` stay what they are. The databases themselves refuse a
second statement, read-only transactions refuse writes, and rights keep Onefold's tables out of reach. On Postgres,
this refuses what those let through: a role may always change its own password, and large objects, notifications and
locks are no tables.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app.core.text import did_you_mean
from app.data.errors import StatementRefused

Dialect = Literal["sqlite", "postgres"]

_COMMON = r"""
    (?P<string>'(?:[^']|'')*')
  | (?P<quoted>"(?:[^"]|"")*")
  | (?P<cast>::|:=)
  | :(?P<param>[A-Za-z_]\w*)
  | (?P<word>[^\W\d][\w$]*)
  | (?P<number>\d[\w.]*)
  | (?P<end>;)
  | (?P<space>\s+)
"""
_TOKENS: dict[Dialect, re.Pattern[str]] = {
    "sqlite": re.compile(
        rf"""(?P<comment>--[^\n]*|/\*.*?(?:\*/|\Z)) | (?P<other_quoted>`(?:[^`]|``)*`|\[[^\]]*\])
        | (?P<native>[?@$\#]\w*) | {_COMMON} | (?P<other>.)""",
        re.X | re.S,
    ),
    "postgres": re.compile(
        rf"""(?P<comment>--[^\n\r]*) | (?P<block>/\*) | (?P<escaped>\b[eE]'(?:[^'\\]|\\.|'')*')
        | (?P<unicode>\b[uU]&["'])
        | (?P<dollar>\$(?P<tag>(?:[^\W\d]\w*)?)\$.*?\$(?P=tag)\$) | (?P<native>\$\d+) | {_COMMON} | (?P<other>.)""",
        re.X | re.S,
    ),
}
_BLOCK = re.compile(r"/\*|\*/")
_CHANGING = frozenset({"insert", "update", "delete", "merge", "replace", "into"})
_QUERIES = frozenset({"select", "values", "table", "with"})
_ALLOWED = _QUERIES | frozenset(
    {
        "insert", "update", "delete", "merge", "replace", "explain", "show", "create", "alter", "drop",
        "truncate", "comment", "analyze", "refresh", "call",
    }
)  # fmt: skip
# What CREATE, ALTER, DROP and COMMENT may speak of on Postgres. Functions are left out: the body of one may hold any
# statement at all.
_KINDS = frozenset({"table", "view", "index", "sequence", "type", "domain"})
_COMMENTED = _KINDS | {"column", "constraint"}
_BEFORE_KIND = frozenset({"or", "replace", "unique", "materialized", "recursive", "unlogged", "on"})
# Functions that reach past tables and past the end of the transaction, or that run SQL out of a string.
_DENIED_FUNCTIONS = re.compile(
    r"set_config|pg_notify|dblink\w*|pg_(try_)?advisory_\w+|pg_(terminate|cancel)_backend|loread|lowrite"
    r"|lo_(close|create?|export|from_bytea|get|import|(lseek|tell|truncate)(64)?|manage|open|put|unlink)"
    r"|pg_read_\w+|pg_ls_\w+|pg_file_\w+|pg_stat_file|pg_reload_conf|pg_rotate_logfile|pg_logical_\w+|pg_promote"
    r"|query_to_xml\w*|ts_stat|ts_rewrite|crosstab\w*|connectby"
)
RESERVED_PREFIX = "_onefold_"
_OPENERS = frozenset("'\"`")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: its text in pieces (text and parameter names in turn) and what it does."""

    keyword: str
    pieces: tuple[str, ...]
    names: tuple[str, ...]
    is_query: bool
    returning: bool

    @property
    def reads(self) -> bool:
        """Whether it only reads, judged by its words; a read-only transaction proves it."""
        return self.is_query or self.keyword == "show"

    def numbered(self) -> str:
        """Return the text with `$1`, `$2`… in the order of `names` (the form Postgres itself binds)."""
        numbers = {name: index for index, name in enumerate(self.names, 1)}
        return "".join(piece if at % 2 == 0 else f"${numbers[piece]}" for at, piece in enumerate(self.pieces))

    def original_position(self, position: int) -> int:
        """Return where a character (from 1) of `numbered()` stands in the text as written."""
        numbers = {name: index for index, name in enumerate(self.names, 1)}
        written = rendered = 0
        for at, piece in enumerate(self.pieces):
            length = len(piece) if at % 2 == 0 else len(f"${numbers[piece]}")
            if position <= rendered + length:
                return written + (position - rendered if at % 2 == 0 else 1)
            rendered += length
            written += len(piece) + at % 2
        return written


def quote(identifier: str) -> str:
    """Return the identifier in double quotes, which both dialects read as a name and nothing else."""
    return '"' + identifier.replace('"', '""') + '"'


@lru_cache(maxsize=1024)
def parse(text: str, dialect: Dialect, *, foreign: bool = True) -> Statement:
    """Return the one statement in this text. Ours (`foreign=False`) may be of any kind.

    Raises StatementRefused for none, several, one of a kind that is not run here (transaction control, SET, COPY,
    ATTACH, PRAGMA, GRANT…), native placeholders, functions of Postgres that reach past tables, and names reserved for
    Onefold's own tables.
    """
    pieces, names, words = [""], list[str](), list[str]()
    ended, called = False, ""
    for kind, token in _tokens(text, dialect):
        if ended and kind not in ("space", "comment"):
            raise StatementRefused("Send one statement; there is more after the first semicolon.")
        ended = ended or kind == "end"
        if foreign:
            _refuse(kind, token)
            if called and token.startswith("(") and _DENIED_FUNCTIONS.fullmatch(called):
                raise StatementRefused(f"The function {called} is not run here.")
        if kind not in ("space", "comment"):
            named = dialect == "postgres" and kind in ("word", "quoted")
            called = token.strip('"').lower() if named else ""
        if kind == "param":
            pieces += [token[1:], ""]
            if token[1:] not in names:
                names.append(token[1:])
        elif kind != "end":
            pieces[-1] += token
        if kind == "word":
            words.append(token.lower())
    keyword = words[0] if words else ""
    if foreign and keyword not in _ALLOWED:
        hint = did_you_mean(keyword.upper(), (one.upper() for one in _ALLOWED))
        raise StatementRefused(
            f"A statement that starts with {keyword.upper()[:64]!r} is not run here{hint}"
            if keyword
            else "There is no statement."
        )
    if foreign and dialect == "postgres":
        _refuse_kind(words)
    is_query = keyword in _QUERIES and _CHANGING.isdisjoint(words)
    return Statement(keyword, tuple(pieces), tuple(names), is_query, "returning" in words)


def _refuse_kind(words: list[str]) -> None:
    """Raise StatementRefused when a statement that defines something does so with what is not the editors' own."""
    if words[0] not in ("create", "alter", "drop", "comment"):
        return
    kind = next((word for word in words[1:] if word not in _BEFORE_KIND), "")
    if kind not in (_COMMENTED if words[0] == "comment" else _KINDS):
        raise StatementRefused(
            f"{words[0].upper()} {kind.upper()} is not run here, only that of tables, views, indexes, sequences, "
            "types and domains."
        )


def _refuse(kind: str, token: str) -> None:
    if kind == "unicode":
        raise StatementRefused("Write names and strings without U&.")
    if (kind, token) == ("other", "{"):
        raise StatementRefused("Write parameters as `:name`; {{ … }} is not read here.")
    if kind == "native":
        raise StatementRefused(f"Write parameters as `:name`, not {token!r}.")
    if kind in ("word", "quoted", "other_quoted") and token.strip('"`[]').lower().startswith(RESERVED_PREFIX):
        raise StatementRefused(f"Names that start with {RESERVED_PREFIX!r} are Onefold's own.")
    if kind == "other" and token in _OPENERS:
        raise StatementRefused(f"A {token} is opened and never closed.")


def _tokens(text: str, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """Yield (kind, token); comments of Postgres nest, so they are matched here."""
    pattern, position = _TOKENS[dialect], 0
    while position < len(text):
        match = pattern.match(text, position)
        assert match is not None, "the last alternative matches any character"
        kind = match.lastgroup or "other"
        end = match.end()
        if match.group().startswith("/*") and dialect == "postgres":
            kind, end = "comment", _end_of_block(text, position)
        elif dialect == "postgres" and match.group("dollar"):
            kind = "string"
        yield kind, text[position:end]
        position = end


def _end_of_block(text: str, start: int) -> int:
    depth = 0
    for mark in _BLOCK.finditer(text, start):
        depth += 1 if mark.group() == "/*" else -1
        if depth == 0:
            return mark.end()
    raise StatementRefused("A comment is opened and never closed.")
