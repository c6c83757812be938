from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.event_list import EventList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    execution_id: UUID,
    *,
    after: int | Unset = 0,
    limit: int | Unset = 200,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["after"] = after

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/executions/{execution_id}/events".format(
            execution_id=quote(str(execution_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> EventList | Problem | None:
    if response.status_code == 200:
        response_200 = EventList.from_dict(response.json())

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
) -> Response[EventList | Problem]:
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
    limit: int | Unset = 200,
) -> Response[EventList | Problem]:
    """List events with a greater `seq`, ascending.

    Args:
        execution_id (UUID):
        after (int | Unset): Only events with a greater `seq`. Default: 0.
        limit (int | Unset):  Default: 200.
    """

    kwargs = _get_kwargs(
        execution_id=execution_id,
        after=after,
        limit=limit,
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
    limit: int | Unset = 200,
) -> EventList | Problem | None:
    """List events with a greater `seq`, ascending.

    Args:
        execution_id (UUID):
        after (int | Unset): Only events with a greater `seq`. Default: 0.
        limit (int | Unset):  Default: 200.
    """

    return sync_detailed(
        execution_id=execution_id,
        client=client,
        after=after,
        limit=limit,
    ).parsed


async def asyncio_detailed(
    execution_id: UUID,
    *,
    client: AuthenticatedClient,
    after: int | Unset = 0,
    limit: int | Unset = 200,
) -> Response[EventList | Problem]:
    """List events with a greater `seq`, ascending.

    Args:
        execution_id (UUID):
        after (int | Unset): Only events with a greater `seq`. Default: 0.
        limit (int | Unset):  Default: 200.
    """

    kwargs = _get_kwargs(
        execution_id=execution_id,
        after=after,
        limit=limit,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    execution_id: UUID,
    *,
    client: AuthenticatedClient,
    after: int | Unset = 0,
    limit: int | Unset = 200,
) -> EventList | Problem | None:
    """List events with a greater `seq`, ascending.

    Args:
        execution_id (UUID):
        after (int | Unset): Only events with a greater `seq`. Default: 0.
        limit (int | Unset):  Default: 200.
    """

    return (
        await asyncio_detailed(
            execution_id=execution_id,
            client=client,
            after=after,
            limit=limit,
        )
    ).parsed
