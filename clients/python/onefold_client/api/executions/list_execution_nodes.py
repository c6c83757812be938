from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.node_run_list import NodeRunList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    execution_id: UUID,
    *,
    limit: int | Unset = 200,
    cursor: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/executions/{execution_id}/nodes".format(
            execution_id=quote(str(execution_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> NodeRunList | Problem | None:
    if response.status_code == 200:
        response_200 = NodeRunList.from_dict(response.json())

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
) -> Response[NodeRunList | Problem]:
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
    limit: int | Unset = 200,
    cursor: None | str | Unset = UNSET,
) -> Response[NodeRunList | Problem]:
    """List the node runs of an execution in the order they first appeared.

    Args:
        execution_id (UUID):
        limit (int | Unset):  Default: 200.
        cursor (None | str | Unset):
    """

    kwargs = _get_kwargs(
        execution_id=execution_id,
        limit=limit,
        cursor=cursor,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    execution_id: UUID,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 200,
    cursor: None | str | Unset = UNSET,
) -> NodeRunList | Problem | None:
    """List the node runs of an execution in the order they first appeared.

    Args:
        execution_id (UUID):
        limit (int | Unset):  Default: 200.
        cursor (None | str | Unset):
    """

    return sync_detailed(
        execution_id=execution_id,
        client=client,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    execution_id: UUID,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 200,
    cursor: None | str | Unset = UNSET,
) -> Response[NodeRunList | Problem]:
    """List the node runs of an execution in the order they first appeared.

    Args:
        execution_id (UUID):
        limit (int | Unset):  Default: 200.
        cursor (None | str | Unset):
    """

    kwargs = _get_kwargs(
        execution_id=execution_id,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    execution_id: UUID,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 200,
    cursor: None | str | Unset = UNSET,
) -> NodeRunList | Problem | None:
    """List the node runs of an execution in the order they first appeared.

    Args:
        execution_id (UUID):
        limit (int | Unset):  Default: 200.
        cursor (None | str | Unset):
    """

    return (
        await asyncio_detailed(
            execution_id=execution_id,
            client=client,
            limit=limit,
            cursor=cursor,
        )
    ).parsed
