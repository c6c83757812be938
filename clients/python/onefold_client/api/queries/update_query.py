from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.named_query_read import NamedQueryRead
from ...models.named_query_update import NamedQueryUpdate
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    query: str,
    *,
    body: NamedQueryUpdate,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/api/queries/{query}".format(
            query=quote(str(query), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
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
    body: NamedQueryUpdate,
) -> Response[NamedQueryRead | Problem]:
    """Change a named query.

    Args:
        query (str):
        body (NamedQueryUpdate): Changes of a query; what is left out stays. Its name never
            changes, because pages hold it.
    """

    kwargs = _get_kwargs(
        query=query,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    query: str,
    *,
    client: AuthenticatedClient,
    body: NamedQueryUpdate,
) -> NamedQueryRead | Problem | None:
    """Change a named query.

    Args:
        query (str):
        body (NamedQueryUpdate): Changes of a query; what is left out stays. Its name never
            changes, because pages hold it.
    """

    return sync_detailed(
        query=query,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    query: str,
    *,
    client: AuthenticatedClient,
    body: NamedQueryUpdate,
) -> Response[NamedQueryRead | Problem]:
    """Change a named query.

    Args:
        query (str):
        body (NamedQueryUpdate): Changes of a query; what is left out stays. Its name never
            changes, because pages hold it.
    """

    kwargs = _get_kwargs(
        query=query,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    query: str,
    *,
    client: AuthenticatedClient,
    body: NamedQueryUpdate,
) -> NamedQueryRead | Problem | None:
    """Change a named query.

    Args:
        query (str):
        body (NamedQueryUpdate): Changes of a query; what is left out stays. Its name never
            changes, because pages hold it.
    """

    return (
        await asyncio_detailed(
            query=query,
            client=client,
            body=body,
        )
    ).parsed
