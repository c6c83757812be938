"""`Onefold` and `AsyncOnefold`: every operation by the tag it belongs to, runs that are waited for and watched."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any, Literal, Self
from uuid import UUID

from ..async_namespaces import AsyncNamespaces
from ..namespaces import Namespaces
from .calls import id_of
from .errors import RunFailed
from .stream import ENDED, follow, follow_async
from .transport import AsyncTransport, Transport

if TYPE_CHECKING:
    import httpx

    from ..event_types import ExecutionEvent
    from ..models import ExecutionRead, ExecutionSummary, WorkflowRead, WorkflowSummary
    from ..inputs import VersionTargetDict

    Target = Literal["published", "draft"] | VersionTargetDict

# Short runs are answered with their result by the call that starts them; longer ones are watched.
WAIT_SECONDS = 10.0
_TRUNCATED = {"truncated", "bytes", "hash", "preview"}


class Onefold(Namespaces):
    """Onefold at an address, for a caller with an API key or one who signs in.

    with Onefold("https://onefold.example.com", key="of_sk_…") as onefold:
        for workflow in onefold.workflows.list():
            print(workflow.name)

    Without a key, `onefold.auth.login(email=…, password=…)` signs in, and the session's cookie goes along from then on.
    `timeout` is in seconds, for a connection and for each wait for bytes; streams have none. What only reads, and
    what the server does once for its Idempotency-Key, is sent again up to `retries` times where that helps. `http` is an httpx client of your own, with a proxy or certificates,
    closed with this one. Raises OnefoldError for whatever does not succeed.
    """

    def __init__(
        self,
        url: str,
        *,
        key: str | None = None,
        timeout: float | None = 30.0,
        retries: int = 2,
        http: httpx.Client | None = None,
    ) -> None:
        self._transport = Transport(url, key, timeout, retries, http)
        super().__init__(self._transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._transport.http.close()

    def watch(
        self,
        execution: ExecutionRead | ExecutionSummary | UUID | str,
        *,
        after: int = 0,
        min_delay: float = 0.25,
        max_delay: float = 10.0,
    ) -> Iterator[ExecutionEvent]:
        """Yield the events of a run as they happen, from the first with a `seq` over `after` to the last.

        A dropped connection is taken up where it broke off, after `min_delay` seconds, doubled with each failure in a
        row up to `max_delay`. Events of a type that this client does not know are skipped.
        """
        return follow(self._transport, id_of(execution), after, min_delay, max_delay)

    def run(
        self,
        workflow: WorkflowRead | WorkflowSummary | UUID | str,
        input: Any = None,
        *,
        target: Target = "published",
        idempotency_key: str | None = None,
    ) -> Any:
        """Start a workflow, wait for the end of the run, however long it takes, and return its whole result.

        Raises RunFailed, with the node and the run, when it ends without one.
        """
        execution = self.workflows.execute(
            id_of(workflow), input=input, target=target, wait_seconds=WAIT_SECONDS, idempotency_key=idempotency_key
        )
        if execution.status not in ENDED:
            for _ in self.watch(execution):
                pass
            execution = self.executions.get(execution.id)
        if execution.status != "completed":
            raise RunFailed(execution)
        return self._whole(execution.id, execution.result)

    def _whole(self, execution: UUID, value: Any) -> Any:
        """Return a value with its large parts, which are read one by one."""
        if (hash := _hash_of(value)) is not None:
            return self._whole(execution, self.executions.get_value(execution, hash))
        if isinstance(value, list):
            return [self._whole(execution, item) for item in value]
        if isinstance(value, dict):
            return {name: self._whole(execution, item) for name, item in value.items()}
        return value


class AsyncOnefold(AsyncNamespaces):
    """What `Onefold` is, for programs with an event loop.

    async with AsyncOnefold("https://onefold.example.com", key="of_sk_…") as onefold:
        async for workflow in onefold.workflows.list():
            print(workflow.name)
    """

    def __init__(
        self,
        url: str,
        *,
        key: str | None = None,
        timeout: float | None = 30.0,
        retries: int = 2,
        http: httpx.AsyncClient | None = None,
    ) -> None:
        self._transport = AsyncTransport(url, key, timeout, retries, http)
        super().__init__(self._transport)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._transport.http.aclose()

    def watch(
        self,
        execution: ExecutionRead | ExecutionSummary | UUID | str,
        *,
        after: int = 0,
        min_delay: float = 0.25,
        max_delay: float = 10.0,
    ) -> AsyncIterator[ExecutionEvent]:
        """Yield the events of a run as they happen, from the first with a `seq` over `after` to the last.

        A dropped connection is taken up where it broke off, after `min_delay` seconds, doubled with each failure in a
        row up to `max_delay`. Events of a type that this client does not know are skipped.
        """
        return follow_async(self._transport, id_of(execution), after, min_delay, max_delay)

    async def run(
        self,
        workflow: WorkflowRead | WorkflowSummary | UUID | str,
        input: Any = None,
        *,
        target: Target = "published",
        idempotency_key: str | None = None,
    ) -> Any:
        """Start a workflow, wait for the end of the run, however long it takes, and return its whole result.

        Raises RunFailed, with the node and the run, when it ends without one.
        """
        execution = await self.workflows.execute(
            id_of(workflow), input=input, target=target, wait_seconds=WAIT_SECONDS, idempotency_key=idempotency_key
        )
        if execution.status not in ENDED:
            async for _ in self.watch(execution):
                pass
            execution = await self.executions.get(execution.id)
        if execution.status != "completed":
            raise RunFailed(execution)
        return await self._whole(execution.id, execution.result)

    async def _whole(self, execution: UUID, value: Any) -> Any:
        """Return a value with its large parts, which are read one by one."""
        if (hash := _hash_of(value)) is not None:
            return await self._whole(execution, await self.executions.get_value(execution, hash))
        if isinstance(value, list):
            return [await self._whole(execution, item) for item in value]
        if isinstance(value, dict):
            return {name: await self._whole(execution, item) for name, item in value.items()}
        return value


def _hash_of(value: Any) -> str | None:
    """Return by what the whole of a truncated value is read; None for one that is whole."""
    from ..models import TruncatedValue

    if isinstance(value, TruncatedValue):
        return value.hash_
    return value["hash"] if isinstance(value, dict) and value.keys() == _TRUNCATED and value["truncated"] is True else None
