"""Columns of values that the key ring has encrypted: do they open, and encrypt them anew under its newest key.

A slice declares its own as `SealedColumn`s; `app.cli.sealed_columns` has them all.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Row, Update, and_, literal, select, tuple_, update
from sqlalchemy.sql.selectable import FromClause

from app.core.db.database import Database
from app.core.security.key_ring import DecryptionFailed, KeyRing, key_id_of


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column of tokens. `place` returns for a row what its token is bound to; rows have `key`, `column` and `more`.

    `source` is what they are selected from, the table itself unless `place` needs more. `batch_rows` of them are in
    memory at a time.
    """

    table: Any
    column: Any
    key: Sequence[Any]
    place: Callable[[Row[Any]], str]
    source: FromClause | None = None
    more: Sequence[Any] = ()
    batch_rows: int = 50

    @property
    def name(self) -> str:
        """Table and column, as people see them."""
        return f"{self.table.name}.{self.column.name}"

    def rows_after(self, last: Row[Any] | None, *conditions: ColumnElement[bool]) -> Any:
        """Return the statement of the next rows with a token, in the order of their keys."""
        statement = select(*self.key, self.column.label("token"), *self.more).select_from(
            self.source if self.source is not None else self.table
        )
        if last is not None:
            reached = (literal(value, column.type) for column, value in zip(self.key, last, strict=False))
            statement = statement.where(tuple_(*self.key) > tuple_(*reached))
        return statement.where(self.column.is_not(None), *conditions).order_by(*self.key).limit(self.batch_rows)


@dataclass(slots=True)
class Reencrypted:
    """What became of one column: tokens now under the newest key, and those that did not open, by their key's id."""

    done: int = 0
    unopened: Counter[str] = field(default_factory=Counter)


async def count_unopened(database: Database, key_ring: KeyRing, sealed: SealedColumn, limit: int) -> tuple[int, int]:
    """Return how many of the first `limit` tokens there are, and how many of them no key of the ring opens."""
    seen = unopened = 0
    last: Row[Any] | None = None
    while seen < limit:
        async with database.engine.connect() as connection:
            rows = (await connection.execute(sealed.rows_after(last))).all()
        for row in rows:
            unopened += _find_text(key_ring, sealed, row) is None
        seen += len(rows)
        if len(rows) < sealed.batch_rows:
            break
        last = rows[-1]
    return seen, unopened


async def reencrypt_column(
    database: Database, key_ring: KeyRing, sealed: SealedColumn, on_batch: Callable[[int], None]
) -> Reencrypted:
    """Bring every token of a column under the newest key; `on_batch` is told after each how many were looked at.

    It can be ended and begun again at any time, also while Onefold runs: what changes meanwhile stays as it is. After
    each transaction others have as much time to write as that has taken.
    """
    result = Reencrypted()
    last: Row[Any] | None = None
    is_older = ~sealed.column.startswith(f"k1.{key_ring.newest}.", autoescape=True)
    while True:
        async with database.reader() as session:
            rows = (await (await session.connection()).execute(sealed.rows_after(last, is_older))).all()
        changes = [change for row in rows if (change := _reencrypt(key_ring, sealed, row, result)) is not None]
        began = time.perf_counter()
        async with database.begin() as connection:
            for change in changes:
                result.done += (await connection.execute(change)).rowcount
        on_batch(len(rows))
        if len(rows) < sealed.batch_rows:
            return result
        last = rows[-1]
        await asyncio.sleep(time.perf_counter() - began)


def _reencrypt(key_ring: KeyRing, sealed: SealedColumn, row: Row[Any], result: Reencrypted) -> Update | None:
    """Return the statement that brings an unchanged row under the newest key, None where no key opens it."""
    text = _find_text(key_ring, sealed, row)
    if text is None:
        result.unopened[key_id_of(row.token)] += 1
        return None
    same = and_(*(column == value for column, value in zip(sealed.key, row, strict=False)))
    token = key_ring.encrypt(text, sealed.place(row))
    return update(sealed.table).where(same, sealed.column == row.token).values({sealed.column.name: token})


def _find_text(key_ring: KeyRing, sealed: SealedColumn, row: Row[Any]) -> str | None:
    try:
        return key_ring.decrypt(row.token, sealed.place(row))
    except DecryptionFailed:
        return None
