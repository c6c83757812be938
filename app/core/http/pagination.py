"""Keyset pagination: `{items, next_cursor}`, newest first by UUIDv7 id.

A cursor is the id of the last item, base64url, so that a page costs the same at any depth and rows that
come meanwhile are neither skipped nor shown twice.
"""

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from fastapi import Depends, Query
from pydantic import BaseModel
from sqlalchemy import ColumnElement, func

from app.core.errors import BadRequest

T = TypeVar("T")

MAX_LIMIT = 200


class InvalidCursor(BadRequest):
    """The cursor is not one of ours."""

    code, title = "invalid_cursor", "The cursor is not valid"
    mend = "Use `next_cursor` of the last answer as it is, or begin without one."


class ListPage(BaseModel, Generic[T]):
    """One page of a list, newest first."""

    items: list[T]
    next_cursor: str | None = None

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """Return the title, which names the schema in the document: `WorkflowList` for a list of WorkflowSummary."""
        item: str = params[0].__name__
        return item.removesuffix("Read").removesuffix("Summary") + "List"


class PageRequest(BaseModel):
    """How much to read, and after which id (None: from the newest)."""

    limit: int = 50
    after: UUID | None = None


def encode_cursor(value: UUID) -> str:
    """Return the cursor that continues after this id."""
    return base64.urlsafe_b64encode(value.bytes).decode().rstrip("=")


def decode_cursor(cursor: str) -> UUID:
    """Return the id in a cursor; raises InvalidCursor."""
    try:
        return UUID(bytes=base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        raise InvalidCursor("Use next_cursor of the page before, unchanged.") from None


async def read_page_request(
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Items in a page.")] = 50,
    cursor: Annotated[str | None, Query(max_length=100, description="`next_cursor` of the page before.")] = None,
) -> PageRequest:
    """Return the page that the query string asks for."""
    return PageRequest(limit=limit, after=decode_cursor(cursor) if cursor else None)


read_page_request.errors = (InvalidCursor,)  # type: ignore[attr-defined]  # for the OpenAPI document
PageQuery = Annotated[PageRequest, Depends(read_page_request)]
Search = Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00]*$", description="A part of it, in any case.")]
"""What a list is searched for; see `holds_text`."""


def holds_text(column: Any, text: str) -> ColumnElement[bool]:
    """Return whether a column holds this text as a part of it. Case is ignored, on SQLite that of a to z only."""
    escaped = re.sub(r"([\\%_])", r"\\\1", text)
    # The database lowers both: Python would also lower what SQLite does not.
    return func.lower(column).like(func.lower(f"%{escaped}%"), escape="\\")


def keyset(statement: Any, id_column: Any, page: PageRequest) -> Any:
    """Return the select, limited to this page plus one row that tells whether there is another."""
    if page.after is not None:
        statement = statement.where(id_column < page.after)
    return statement.order_by(id_column.desc()).limit(page.limit + 1)


def to_page(rows: Sequence[Any], page: PageRequest, read: Callable[[Any], T]) -> ListPage[T]:
    """Return the rows of a `keyset` select as a page of `read(row)`."""
    kept = rows[: page.limit]
    more = len(rows) > page.limit
    return ListPage[Any](items=[read(row) for row in kept], next_cursor=encode_cursor(kept[-1].id) if more else None)
