"""Who reads a secret or a variable. Workflows do, of which this slice knows nothing: main hands it who to ask."""

from collections.abc import Awaitable, Callable, Sequence, Set
from dataclasses import dataclass
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession


@dataclass(frozen=True, slots=True)
class Reader:
    """A published workflow and what it reads, as paths: `("env", "NAME")`; one without a name reads all of them."""

    workflow_id: UUID
    name: str
    reads: Set[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ListReaders:
    """Returns every published workflow; `ask` is the slice of workflows."""

    ask: Callable[[AsyncSession], Awaitable[Sequence[Reader]]]

    async def __call__(self, session: AsyncSession) -> Sequence[Reader]:
        return await self.ask(session)
