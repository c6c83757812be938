from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    execution_id: UUID,
    hash_: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/executions/{execution_id}/values/{hash_}".format(
            execution_id=quote(str(execution_id), safe=""),
            hash_=quote(str(hash_), safe=""),
        ),
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | Problem | None:
    if response.status_code == 200:
        response_200 = response.json()
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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    execution_id: UUID,
    hash_: str,
    *,
    client: AuthenticatedClient,
) -> Response[Any | Problem]:
    """Return a value of an execution that is shown truncated elsewhere; a part that is itself large has a
    hash.

    Args:
        execution_id (UUID):
        hash_ (str):
    """

    kwargs = _get_kwargs(
        execution_id=execution_id,
        hash_=hash_,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    execution_id: UUID,
    hash_: str,
    *,
    client: AuthenticatedClient,
) -> Any | Problem | None:
    """Return a value of an execution that is shown truncated elsewhere; a part that is itself large has a
    hash.

    Args:
        execution_id (UUID):
        hash_ (str):
    """

    return sync_detailed(
        execution_id=execution_id,
        hash_=hash_,
        client=client,
    ).parsed


async def asyncio_detailed(
    execution_id: UUID,
    hash_: str,
    *,
    client: AuthenticatedClient,
) -> Response[Any | Problem]:
    """Return a value of an execution that is shown truncated elsewhere; a part that is itself large has a
    hash.

    Args:
        execution_id (UUID):
        hash_ (str):
    """

    kwargs = _get_kwargs(
        execution_id=execution_id,
        hash_=hash_,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    execution_id: UUID,
    hash_: str,
    *,
    client: AuthenticatedClient,
) -> Any | Problem | None:
    """Return a value of an execution that is shown truncated elsewhere; a part that is itself large has a
    hash.

    Args:
        execution_id (UUID):
        hash_ (str):
    """

    return (
        await asyncio_detailed(
            execution_id=execution_id,
            hash_=hash_,
            client=client,
        )
    ).parsed
