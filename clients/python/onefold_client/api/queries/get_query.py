from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.named_query_read import NamedQueryRead
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    query: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/queries/{query}".format(
            query=quote(str(query), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> NamedQueryRead | Problem | None:
    if response.status_code == 200:
        response_200 = NamedQueryRead.from_dict(response.json())

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
) -> Response[NamedQueryRead | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    query: str,
    *,
    client: AuthenticatedClient,
) -> Response[NamedQueryRead | Problem]:
    """Return a named query by name or id.

    Args:
        query (str):
    """

    kwargs = _get_kwargs(
        query=query,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    query: str,
    *,
    client: AuthenticatedClient,
) -> NamedQueryRead | Problem | None:
    """Return a named query by name or id.

    Args:
        query (str):
    """

    return sync_detailed(
        query=query,
        client=client,
    ).parsed


async def asyncio_detailed(
    query: str,
    *,
    client: AuthenticatedClient,
) -> Response[NamedQueryRead | Problem]:
    """Return a named query by name or id.

    Args:
        query (str):
    """

    kwargs = _get_kwargs(
        query=query,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    query: str,
    *,
    client: AuthenticatedClient,
) -> NamedQueryRead | Problem | None:
    """Return a named query by name or id.

    Args:
        query (str):
    """

    return (
        await asyncio_detailed(
            query=query,
            client=client,
        )
    ).parsed
