"""What uses what: nothing is deleted that something published needs.

A room does not know the rooms above it that use its things. Main hands it who to ask (`app/resources.py`).
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import ClassVar, Literal
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.errors import Conflict, Members

Used = Literal["env", "secrets", "source", "query", "workflow"]
"""What is used: variables and secrets by the word that expressions read them with."""

MAX_SHOWN, MAX_NAMED = 5, 100
"""How many an error names in its text and in its body."""


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


Ask = Callable[[AsyncSession], Awaitable[Sequence[Consumer]]]


@dataclass(frozen=True, slots=True)
class ListConsumers:
    """Returns all that may use things of a kind; `ask` has the functions of the rooms that do."""

    ask: Mapping[Used, Sequence[Ask]]

    async def __call__(self, session: AsyncSession, used: Used) -> list[Consumer]:
        return [consumer for ask in self.ask[used] for consumer in await ask(session)]


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


async def check_unused(
    session: AsyncSession, list_consumers: ListConsumers, error: type[InUse], used: Used, *names: str
) -> None:
    """Return when nothing uses the thing that has these names; raises `error`."""
    consumers = [consumer for consumer in await list_consumers(session, used) if consumer.needs(used, *names)]
    if consumers:
        shown = ", ".join(f"the {one.type} {one.name!r}" for one in consumers[:MAX_SHOWN])
        more = f" and {len(consumers) - MAX_SHOWN} more" if len(consumers) > MAX_SHOWN else ""
        used_by = [{"type": one.type, "id": str(one.id), "name": one.name} for one in consumers[:MAX_NAMED]]
        raise error(f"{names[0]!r} is used by {shown}{more}. Change that first.", extra={"used_by": used_by})
