"""A request with an Idempotency-Key is done once, however often it comes: across processes, restarts and crashes.

One that starts a run is stored in the run's transaction, under the run's id, and that is all: the run says the rest.
Any other is stored before anything is done for it, and its answer in the transaction of what was done where that has
one. So a request without an answer whose process is dead has done nothing, or has begun what is known by its `id`.
"""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import Database, utc_now
from app.core.failpoints import FailPoints
from app.core.idempotency import repository
from app.core.idempotency.errors import IdempotencyKeyReused, KeptResponseTooLarge, RequestInProgress
from app.core.idempotency.models import IdempotentRequest
from app.core.security.key_ring import KeyRing

KEPT = timedelta(hours=24)
MAX_RESPONSE = 2 * 1024**2
"""Characters of the longest answer that is kept: twice those of the largest body."""
_PURPOSE = "idempotent-request"
_NOBODY = ""
"""Who owns a request over which a process died, once another has tried in vain: what was done stays unknown."""


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What the first request with a key was answered."""

    status: int
    headers: Mapping[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A request that is to be done now. `was_interrupted`: a process died over it, however far it came."""

    id: UUID
    was_interrupted: bool


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

    async def begin(self, request_hash: str, body: bytes) -> Begun | StoredAnswer:
        """Return a request that is to be done now, or the answer of the first one with its key.

        Raises RequestInProgress and IdempotencyKeyReused.
        """
        owner = self.get_owner()
        new = self.new_row(request_hash, body, owner)
        async with self.database.session() as session:
            row = await repository.add_unless_known(session, new)
        was_interrupted = False
        if row.id != new.id:
            self.check_body(row, body)
            if row.status is not None:
                return StoredAnswer(row.status, row.headers, self.key_ring.decrypt(row.body or "", place_of(row.id)))
            if not await self._take_over(row, owner):
                raise RequestInProgress("Ask again in a moment.", headers={"Retry-After": "1"})
            was_interrupted = row.owner is not None
        self.in_progress.add(row.id)
        return Begun(row.id, was_interrupted)

    def new_row(self, request_hash: str, body: bytes, owner: str | None = None) -> IdempotentRequest:
        """Return what stands for a request that nobody has sent before."""
        signature = self.key_ring.sign(_PURPOSE, body)
        return IdempotentRequest(request_hash=request_hash, body_signature=signature, owner=owner)

    def check_body(self, row: IdempotentRequest, body: bytes) -> None:
        """Raise IdempotencyKeyReused unless the request that is known had this body."""
        if not self.key_ring.verify(_PURPOSE, body, row.body_signature):
            raise IdempotencyKeyReused("Take a new Idempotency-Key for a request with another body.")

    async def _take_over(self, row: IdempotentRequest, owner: str) -> bool:
        """Return whether an unanswered request is ours now, since nobody works on it."""
        if row.id in self.in_progress:
            return False
        if row.owner not in (None, _NOBODY, owner) and not await self.is_dead(str(row.owner)):
            return False
        async with self.database.session() as session:
            return await repository.take_over(session, row.id, row.owner, owner)

    async def finish(self, request_id: UUID, answer: StoredAnswer, session: AsyncSession | None) -> None:
        """Store the answer, with the session that did the work if there is one, so that they are stored together.

        Raises KeptResponseTooLarge there, which undoes the work. Without a session it is done already: whoever did it
        has asked `check_size` before.
        """
        sealed = self.key_ring.encrypt(answer.body, place_of(request_id))
        changes = {"status": answer.status, "headers": dict(answer.headers), "body": sealed}
        if session is not None:
            check_size(answer.body)
            await repository.set_answer(session, request_id, **changes)
            return
        self.failpoints.hit("idempotent-answer")
        async with self.database.session() as own:
            await repository.set_answer(own, request_id, **changes)

    async def give_up(self, begun: Begun, *, refused: bool) -> None:
        """Let the request be sent again, to any process. `refused`: nothing was done for it, so that it may have
        another body then, unless a process died over it before."""
        async with self.database.session() as session:
            if refused and not begun.was_interrupted:
                await repository.forget(session, begun.id)
            else:
                await repository.leave(session, begun.id, _NOBODY if begun.was_interrupted else None)


@dataclass(frozen=True, slots=True)
class RunRequest:
    """A request with an Idempotency-Key that starts a run. `row` is to be stored in the transaction of the run, which
    has its id. All raise IdempotencyKeyReused."""

    requests: IdempotentRequests
    body: bytes
    row: IdempotentRequest

    def columns(self) -> dict[str, Any]:
        """Return the column values of the row."""
        return self.row.model_dump()

    async def claim(self, session: AsyncSession) -> UUID | None:
        """Store the request in the transaction that starts its run; returns the run of an earlier one instead."""
        return self._other(await repository.add_unless_known(session, self.row))

    async def find(self, session: AsyncSession) -> UUID | None:
        """Return the run that an earlier request with the key has started."""
        return self._other(await repository.find(session, self.row.request_hash))

    def _other(self, row: IdempotentRequest | None) -> UUID | None:
        if row is None or row.id == self.row.id:
            return None
        self.requests.check_body(row, self.body)
        return row.id


def check_size(body: str) -> None:
    """Raise KeptResponseTooLarge for what is longer than an answer that is kept."""
    if len(body) > MAX_RESPONSE:
        raise KeptResponseTooLarge(f"It has {len(body)} characters; {MAX_RESPONSE} are kept.")


def place_of(request_id: UUID) -> str:
    """Return what the answer of a request is bound to when it is encrypted."""
    return f"idempotent_request|{request_id}|body"


def hash_request(*parts: str) -> str:
    """Return what stands for caller, method, path and key."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


async def prune(session: AsyncSession, limit: int) -> int:
    """Forget requests that are older than a day; returns how many."""
    return await repository.delete_older(session, utc_now() - KEPT, limit)
