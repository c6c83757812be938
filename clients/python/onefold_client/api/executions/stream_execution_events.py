from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.execution_cancelled import ExecutionCancelled
from ...models.execution_completed import ExecutionCompleted
from ...models.execution_failed import ExecutionFailed
from ...models.execution_started import ExecutionStarted
from ...models.execution_timed_out import ExecutionTimedOut
from ...models.node_completed import NodeCompleted
from ...models.node_failed import NodeFailed
from ...models.node_log import NodeLog
from ...models.node_retrying import NodeRetrying
from ...models.node_skipped import NodeSkipped
from ...models.node_started import NodeStarted
from ...models.node_waiting import NodeWaiting
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    execution_id: UUID,
    *,
    after: int | Unset = 0,
    last_event_id: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(last_event_id, Unset):
        headers["last-event-id"] = last_event_id

    headers = {k: v for k, v in headers.items() if v is not None}

    params: dict[str, Any] = {}

    params["after"] = after

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/executions/{execution_id}/stream".format(
            execution_id=quote(str(execution_id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    ExecutionCancelled
    | ExecutionCompleted
    | ExecutionFailed
    | ExecutionStarted
    | ExecutionTimedOut
    | NodeCompleted
    | NodeFailed
    | NodeLog
    | NodeRetrying
    | NodeSkipped
    | NodeStarted
    | NodeWaiting
    | Problem
    | None
):
    if response.status_code == 200:

        def _parse_response_200(
            data: object,
        ) -> (
            ExecutionCancelled
            | ExecutionCompleted
            | ExecutionFailed
            | ExecutionStarted
            | ExecutionTimedOut
            | NodeCompleted
            | NodeFailed
            | NodeLog
            | NodeRetrying
            | NodeSkipped
            | NodeStarted
            | NodeWaiting
        ):
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_execution_event_type_0 = ExecutionStarted.from_dict(data)

                return componentsschemas_execution_event_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_execution_event_type_1 = NodeStarted.from_dict(data)

                return componentsschemas_execution_event_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_execution_event_type_2 = NodeLog.from_dict(data)

                return componentsschemas_execution_event_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_execution_event_type_3 = NodeRetrying.from_dict(data)

                return componentsschemas_execution_event_type_3
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_execution_event_type_4 = NodeWaiting.from_dict(data)

                return componentsschemas_execution_event_type_4
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_execution_event_type_5 = NodeCompleted.from_dict(data)

                return componentsschemas_execution_event_type_5
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_execution_event_type_6 = NodeFailed.from_dict(data)

                return componentsschemas_execution_event_type_6
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_execution_event_type_7 = NodeSkipped.from_dict(data)

                return componentsschemas_execution_event_type_7
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_execution_event_type_8 = ExecutionCompleted.from_dict(data)

                return componentsschemas_execution_event_type_8
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_execution_event_type_9 = ExecutionFailed.from_dict(data)

                return componentsschemas_execution_event_type_9
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_execution_event_type_10 = ExecutionCancelled.from_dict(data)

                return componentsschemas_execution_event_type_10
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_execution_event_type_11 = ExecutionTimedOut.from_dict(data)

                return componentsschemas_execution_event_type_11
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                ExecutionCancelled
                | ExecutionCompleted
                | ExecutionFailed
                | ExecutionStarted
                | ExecutionTimedOut
                | NodeCompleted
                | NodeFailed
                | NodeLog
                | NodeRetrying
                | NodeSkipped
                | NodeStarted
                | NodeWaiting,
                data,
            )

        response_200 = _parse_response_200(response.text)

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[
    ExecutionCancelled
    | ExecutionCompleted
    | ExecutionFailed
    | ExecutionStarted
    | ExecutionTimedOut
    | NodeCompleted
    | NodeFailed
    | NodeLog
    | NodeRetrying
    | NodeSkipped
    | NodeStarted
    | NodeWaiting
    | Problem
]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    execution_id: UUID,
    *,
    client: AuthenticatedClient,
    after: int | Unset = 0,
    last_event_id: None | str | Unset = UNSET,
) -> Response[
    ExecutionCancelled
    | ExecutionCompleted
    | ExecutionFailed
    | ExecutionStarted
    | ExecutionTimedOut
    | NodeCompleted
    | NodeFailed
    | NodeLog
    | NodeRetrying
    | NodeSkipped
    | NodeStarted
    | NodeWaiting
    | Problem
]:
    """Stream the events with a greater `seq`, replayed first and then live; ends after the terminal event.

    Args:
        execution_id (UUID):
        after (int | Unset): Only events with a greater `seq`. Default: 0.
        last_event_id (None | str | Unset): Sent by browsers that reconnect.
    """

    kwargs = _get_kwargs(
        execution_id=execution_id,
        after=after,
        last_event_id=last_event_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    execution_id: UUID,
    *,
    client: AuthenticatedClient,
    after: int | Unset = 0,
    last_event_id: None | str | Unset = UNSET,
) -> (
    ExecutionCancelled
    | ExecutionCompleted
    | ExecutionFailed
    | ExecutionStarted
    | ExecutionTimedOut
    | NodeCompleted
    | NodeFailed
    | NodeLog
    | NodeRetrying
    | NodeSkipped
    | NodeStarted
    | NodeWaiting
    | Problem
    | None
):
    """Stream the events with a greater `seq`, replayed first and then live; ends after the terminal event.

    Args:
        execution_id (UUID):
        after (int | Unset): Only events with a greater `seq`. Default: 0.
        last_event_id (None | str | Unset): Sent by browsers that reconnect.
    """

    return sync_detailed(
        execution_id=execution_id,
        client=client,
        after=after,
        last_event_id=last_event_id,
    ).parsed


async def asyncio_detailed(
    execution_id: UUID,
    *,
    client: AuthenticatedClient,
    after: int | Unset = 0,
    last_event_id: None | str | Unset = UNSET,
) -> Response[
    ExecutionCancelled
    | ExecutionCompleted
    | ExecutionFailed
    | ExecutionStarted
    | ExecutionTimedOut
    | NodeCompleted
    | NodeFailed
    | NodeLog
    | NodeRetrying
    | NodeSkipped
    | NodeStarted
    | NodeWaiting
    | Problem
]:
    """Stream the events with a greater `seq`, replayed first and then live; ends after the terminal event.

    Args:
        execution_id (UUID):
        after (int | Unset): Only events with a greater `seq`. Default: 0.
        last_event_id (None | str | Unset): Sent by browsers that reconnect.
    """

    kwargs = _get_kwargs(
        execution_id=execution_id,
        after=after,
        last_event_id=last_event_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    execution_id: UUID,
    *,
    client: AuthenticatedClient,
    after: int | Unset = 0,
    last_event_id: None | str | Unset = UNSET,
) -> (
    ExecutionCancelled
    | ExecutionCompleted
    | ExecutionFailed
    | ExecutionStarted
    | ExecutionTimedOut
    | NodeCompleted
    | NodeFailed
    | NodeLog
    | NodeRetrying
    | NodeSkipped
    | NodeStarted
    | NodeWaiting
    | Problem
    | None
):
    """Stream the events with a greater `seq`, replayed first and then live; ends after the terminal event.

    Args:
        execution_id (UUID):
        after (int | Unset): Only events with a greater `seq`. Default: 0.
        last_event_id (None | str | Unset): Sent by browsers that reconnect.
    """

    return (
        await asyncio_detailed(
            execution_id=execution_id,
            client=client,
            after=after,
            last_event_id=last_event_id,
        )
    ).parsed
