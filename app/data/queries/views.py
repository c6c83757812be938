"""One page of what a query gives: sorted, searched and filtered by the database itself, around the query.

Only columns that the caller names are read, quoted as names; what a visitor typed is bound, never pasted.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pydantic import JsonValue

from app.data.queries.sql import Dialect, Statement, quote

MAX_WORDS = 8
"""Words that a search looks for; further ones are ignored."""
_POSITION = "_onefold_position"
_REPEATED = re.compile(r"(.*):([1-9][0-9]*)")
_WILD = re.compile("[%_!]")
Total = Literal["sum", "average"]
_FUNCTIONS: dict[Total, str] = {"sum": "sum", "average": "avg"}
_SAME_BOOLEAN = {"true": "1", "false": "0"}


@dataclass(frozen=True, slots=True)
class RowsView:
    """Which rows to return: at most `limit` of them behind the first `offset`.

    `sort` is a column, with `-` in front for the largest first; rows alike keep the query's order. Every word of
    `search` stands in one of the `searched` columns, whatever its case. `filters` say what a column holds, as text.
    `totals` are the columns whose sum or average over all pages is wanted.
    """

    limit: int
    offset: int = 0
    sort: str = ""
    search: str = ""
    searched: Sequence[str] = ()
    filters: Mapping[str, str] = field(default_factory=dict)
    totals: Mapping[str, Total] = field(default_factory=dict)


def apply_view(
    statement: Statement, params: Mapping[str, JsonValue], dialect: Dialect, view: RowsView
) -> tuple[Statement, dict[str, JsonValue]]:
    """Return the statement that gives this page of the rows of a query, with its parameters."""
    made: dict[str, JsonValue] = {}
    where = _conditions(dialect, view, made)
    before, behind = "SELECT * FROM (", f"\n) AS _onefold_rows{where}"
    if view.sort:
        before = f"SELECT * FROM (SELECT *, row_number() OVER () AS {_POSITION} FROM ("  # noqa: S608 (a name of ours)
        column, how = view.sort.removeprefix("-"), "DESC" if view.sort.startswith("-") else "ASC"
        order = f"_onefold_rows.{quote(column)} {how} NULLS LAST, _onefold_rows.{_POSITION}"
        behind = f"\n) AS _onefold_query) AS _onefold_rows{where} ORDER BY {order}"
    made |= {"_onefold_limit": view.limit, "_onefold_offset": view.offset}
    behind += " LIMIT :_onefold_limit OFFSET :_onefold_offset"
    return _around(statement, before, behind, made), {**params, **made}


def count_view(
    statement: Statement, params: Mapping[str, JsonValue], dialect: Dialect, view: RowsView
) -> tuple[Statement, dict[str, JsonValue]]:
    """Return the statement that counts the rows of a view on all pages, with its parameters.

    Its row has the number as `total`, and the totals of the view as `total_0` and so on.
    """
    made: dict[str, JsonValue] = {}
    wanted = [
        "count(*) AS total",
        *(
            f"{_FUNCTIONS[how]}(_onefold_rows.{quote(column)}) AS total_{at}"
            for at, (column, how) in enumerate(view.totals.items())
        ),
    ]
    behind = f"\n) AS _onefold_rows{_conditions(dialect, view, made)}"
    counting = _around(statement, f"SELECT {', '.join(wanted)} FROM (", behind, made)  # noqa: S608 (quoted names)
    # Its one row needs no cursor, and a transaction on Postgres has only one.
    return replace(counting, is_query=False), {**params, **made}


def rows_of_view(rows: list[dict[str, JsonValue]]) -> list[dict[str, JsonValue]]:
    """Return the rows with the columns that the query itself gives, repeated ones named as ever (`id_2`)."""
    if not rows or not any(name == _POSITION or ":" in name for name in rows[0]):
        return rows
    names = {name: _REPEATED.sub(_second_name, name) for name in rows[0] if name != _POSITION}
    return [{names[name]: value for name, value in row.items() if name in names} for row in rows]


def _second_name(match: re.Match[str]) -> str:
    return f"{match[1]}_{int(match[2]) + 1}"


def _conditions(dialect: Dialect, view: RowsView, made: dict[str, JsonValue]) -> str:
    like = "ILIKE" if dialect == "postgres" else "LIKE"
    conditions: list[str] = []
    for at, word in enumerate(view.search.split()[:MAX_WORDS] if view.searched else []):
        made[f"_onefold_word_{at}"] = "%" + _WILD.sub(r"!\g<0>", word) + "%"
        found = (f"{_text(column)} {like} :_onefold_word_{at} ESCAPE '!'" for column in view.searched)
        conditions.append(f"({' OR '.join(found)})")
    for at, (column, value) in enumerate(view.filters.items()):
        made[f"_onefold_filter_{at}"] = value
        accepted = f":_onefold_filter_{at}"
        if dialect == "sqlite" and value in _SAME_BOOLEAN:
            made[f"_onefold_boolean_{at}"] = _SAME_BOOLEAN[value]
            accepted += f", :_onefold_boolean_{at}"
        conditions.append(f"{_text(column)} IN ({accepted})")
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def _text(column: str) -> str:
    return f"CAST(_onefold_rows.{quote(column)} AS TEXT)"


def _around(statement: Statement, before: str, behind: str, made: Mapping[str, JsonValue]) -> Statement:
    first, *others = statement.pieces
    pieces = [before + first, *others]
    parts = re.split(r":(_onefold_\w+)", behind)
    pieces[-1] += parts[0]
    pieces += parts[1:]
    return Statement("select", tuple(pieces), (*statement.names, *made), is_query=True, returning=False)
