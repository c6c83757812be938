"""What uses what: nothing is deleted that something published needs.

Whoever publishes calls `lock_for_use` before it looks whether all it needs is there, whoever deletes calls
`lock_for_delete` before it looks who uses the thing: publishing goes on beside publishing, deleting waits for it. On
SQLite there is one writer anyway.

A room does not know the rooms above it that use its things. Main hands it who to ask (`app/resources.py`).
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import ClassVar, Literal
from uuid import UUID

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.errors import Conflict, Members

Used = Literal["env", "secrets", "source", "query", "workflow"]
"""What is used: variables and secrets by the word that expressions read them with."""

MAX_SHOWN, MAX_NAMED = 5, 100
"""How many an error names in its text and in its body."""
BATCH = 50
"""How many published workflows or pages are read at a time, each of which may be a megabyte."""


@dataclass(frozen=True, slots=True)
class Consumer:
    """A published workflow or page, or a named query, and what it uses, as paths: `("env", "NAME")`.

    A path without a name uses all of its kind.
    """

    type: Literal["workflow", "page", "query"]
    id: UUID
    name: str
    uses: Set[tuple[str, ...]]

    def needs(self, used: Used, *names: str) -> bool:
        """Return whether it uses the thing that has these names."""
        return (used,) in self.uses or any((used, name) in self.uses for name in names)


Ask = Callable[[AsyncSession], AsyncIterator[Consumer]]


@dataclass(frozen=True, slots=True)
class ListConsumers:
    """Returns all that may use things of a kind; `ask` has the functions of the rooms that do."""

    ask: Mapping[Used, Sequence[Ask]]

    async def __call__(self, session: AsyncSession, used: Used) -> AsyncIterator[Consumer]:
        for ask in self.ask[used]:
            async for consumer in ask(session):
                yield consumer


class InUse(Conflict):
    """Something published uses this; `used_by` in the body names it: `{type, id, name}`."""

    mend = "Change or unpublish what `used_by` in the body names."
    members: ClassVar[Members] = {
        "used_by": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "type": {"type": "string", "enum": ["workflow", "page", "query"]},
                    "id": {"type": "string", "format": "uuid"},
                    "name": {"type": "string"},
                },
                "required": ["type", "id", "name"],
            },
        }
    }


async def lock_for_use(session: AsyncSession) -> None:
    """Let nothing be deleted until the transaction ends; call it before any row is locked."""
    await _lock(session, "pg_advisory_xact_lock_shared")


async def lock_for_delete(session: AsyncSession) -> None:
    """Let nothing be published until the transaction ends; call it before any row is locked."""
    await _lock(session, "pg_advisory_xact_lock")


async def _lock(session: AsyncSession, function: str) -> None:
    if session.get_bind().dialect.name != "sqlite":
        await session.exec(text(f"SELECT {function}(hashtext('onefold_usage'))"))  # type: ignore[call-overload]


async def check_unused(
    session: AsyncSession, list_consumers: ListConsumers, error: type[InUse], used: Used, *names: str
) -> None:
    """Return when nothing uses the thing that has these names; raises `error`."""
    found, named = set[UUID](), list[Consumer]()
    async for consumer in list_consumers(session, used):
        # Of a page two versions may use it: what visitors see, and what they will.
        if consumer.id not in found and consumer.needs(used, *names):
            found.add(consumer.id)
            if len(named) < MAX_NAMED:
                named.append(consumer)
    if named:
        shown = ", ".join(f"the {one.type} {one.name!r}" for one in named[:MAX_SHOWN])
        more = f" and {len(found) - MAX_SHOWN} more" if len(found) > MAX_SHOWN else ""
        used_by = [{"type": one.type, "id": str(one.id), "name": one.name} for one in named]
        raise error(f"{names[0]!r} is used by {shown}{more}. Change that first.", extra={"used_by": used_by})
