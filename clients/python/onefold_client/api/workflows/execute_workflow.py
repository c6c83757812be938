from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.execute_request import ExecuteRequest
from ...models.execution_read import ExecutionRead
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    workflow_id: UUID,
    *,
    body: ExecuteRequest,
    idempotency_key: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["idempotency-key"] = idempotency_key

    headers = {k: v for k, v in headers.items() if v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/workflows/{workflow_id}/execute".format(
            workflow_id=quote(str(workflow_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ExecutionRead | Problem | None:
    if response.status_code == 200:
        response_200 = ExecutionRead.from_dict(response.json())

        return response_200

    if response.status_code == 202:
        response_202 = ExecutionRead.from_dict(response.json())

        return response_202

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

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ExecutionRead | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    workflow_id: UUID,
    *,
    client: AuthenticatedClient,
    body: ExecuteRequest,
    idempotency_key: None | str | Unset = UNSET,
) -> Response[ExecutionRead | Problem]:
    """Start a run: 202 with the execution, or 200 with its result if it ended within `wait_seconds`.

    Sent again with its `Idempotency-Key`, it is answered with the run as it is then.

    Args:
        workflow_id (UUID):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        body (ExecuteRequest): What to run, with what input, and how long to wait for its end.
    """

    kwargs = _get_kwargs(
        workflow_id=workflow_id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    workflow_id: UUID,
    *,
    client: AuthenticatedClient,
    body: ExecuteRequest,
    idempotency_key: None | str | Unset = UNSET,
) -> ExecutionRead | Problem | None:
    """Start a run: 202 with the execution, or 200 with its result if it ended within `wait_seconds`.

    Sent again with its `Idempotency-Key`, it is answered with the run as it is then.

    Args:
        workflow_id (UUID):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        body (ExecuteRequest): What to run, with what input, and how long to wait for its end.
    """

    return sync_detailed(
        workflow_id=workflow_id,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    workflow_id: UUID,
    *,
    client: AuthenticatedClient,
    body: ExecuteRequest,
    idempotency_key: None | str | Unset = UNSET,
) -> Response[ExecutionRead | Problem]:
    """Start a run: 202 with the execution, or 200 with its result if it ended within `wait_seconds`.

    Sent again with its `Idempotency-Key`, it is answered with the run as it is then.

    Args:
        workflow_id (UUID):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        body (ExecuteRequest): What to run, with what input, and how long to wait for its end.
    """

    kwargs = _get_kwargs(
        workflow_id=workflow_id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    workflow_id: UUID,
    *,
    client: AuthenticatedClient,
    body: ExecuteRequest,
    idempotency_key: None | str | Unset = UNSET,
) -> ExecutionRead | Problem | None:
    """Start a run: 202 with the execution, or 200 with its result if it ended within `wait_seconds`.

    Sent again with its `Idempotency-Key`, it is answered with the run as it is then.

    Args:
        workflow_id (UUID):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        body (ExecuteRequest): What to run, with what input, and how long to wait for its end.
    """

    return (
        await asyncio_detailed(
            workflow_id=workflow_id,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
