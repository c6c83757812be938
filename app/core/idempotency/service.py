"""A request with an Idempotency-Key is done once, however often it comes: across processes, restarts and crashes.

It is stored before anything is done for it, and its answer in the transaction of what was done where that has one. So
a request without an answer whose process is dead has done nothing, or has begun what is known by its `id`.
"""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import Database, utc_now
from app.core.failpoints import FailPoints
from app.core.idempotency import repository
from app.core.idempotency.errors import IdempotencyKeyReused, RequestInProgress
from app.core.idempotency.models import IdempotentRequest
from app.core.security.key_ring import KeyRing

KEPT = timedelta(hours=24)
_PURPOSE = "idempotent-request"


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What the first request with a key was answered."""

    status: int
    headers: Mapping[str, str]
    body: str


@dataclass(frozen=True)
class IdempotentRequests:
    """The requests of all processes, and those that this one works on.

    `get_owner` names this process, `is_dead` says of a name whether its process has ended.
    """

    database: Database
    key_ring: KeyRing
    failpoints: FailPoints
    get_owner: Callable[[], str]
    is_dead: Callable[[str], Awaitable[bool]]
    in_progress: set[UUID] = field(default_factory=set)

    async def begin(self, request_hash: str, body: bytes) -> UUID | StoredAnswer:
        """Return the id of a request that is to be done now, or the answer of the first one with its key.

        Raises RequestInProgress and IdempotencyKeyReused.
        """
        owner = self.get_owner()
        signature = self.key_ring.sign(_PURPOSE, body)
        new = IdempotentRequest(request_hash=request_hash, body_signature=signature, owner=owner)
        async with self.database.session() as session:
            row = await repository.add_unless_known(session, new)
        if row.id != new.id:
            if not self.key_ring.verify(_PURPOSE, body, row.body_signature):
                raise IdempotencyKeyReused("Take a new Idempotency-Key for a request with another body.")
            if row.status is not None:
                return StoredAnswer(row.status, row.headers, row.body or "")
            if not await self._take_over(row, owner):
                raise RequestInProgress("Ask again in a moment.", headers={"Retry-After": "1"})
        self.in_progress.add(row.id)
        return row.id

    async def _take_over(self, row: IdempotentRequest, owner: str) -> bool:
        """Return whether an unanswered request is ours now, since nobody works on it."""
        if row.id in self.in_progress:
            return False
        if row.owner not in (None, owner) and not await self.is_dead(str(row.owner)):
            return False
        async with self.database.session() as session:
            return await repository.take_over(session, row.id, row.owner, owner)

    async def finish(self, request_id: UUID, answer: StoredAnswer, session: AsyncSession | None) -> None:
        """Store the answer, with the session that did the work if there is one, so that they are stored together."""
        changes = {"status": answer.status, "headers": dict(answer.headers), "body": answer.body}
        if session is not None:
            await repository.set_answer(session, request_id, **changes)
            return
        self.failpoints.hit("idempotent-answer")
        async with self.database.session() as own:
            await repository.set_answer(own, request_id, **changes)

    async def give_up(self, request_id: UUID, *, refused: bool) -> None:
        """Let the request be sent again. `refused`: nothing was done for it, so it may have another body then."""
        async with self.database.session() as session:
            await (repository.forget if refused else repository.leave)(session, request_id)


def hash_request(*parts: str) -> str:
    """Return what stands for caller, method, path and key."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


async def prune(session: AsyncSession, limit: int) -> int:
    """Forget requests that are older than a day; returns how many."""
    return await repository.delete_older(session, utc_now() - KEPT, limit)
