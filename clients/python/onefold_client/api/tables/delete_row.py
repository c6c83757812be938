from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    source: str,
    table: str,
    row_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/api/data-sources/{source}/tables/{table}/rows/{row_id}".format(
            source=quote(str(source), safe=""),
            table=quote(str(table), safe=""),
            row_id=quote(str(row_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | Problem | None:
    if response.status_code == 204:
        response_204 = cast(Any, None)
        return response_204

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

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

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
    source: str,
    table: str,
    row_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[Any | Problem]:
    """Delete a row of the local source.

    Args:
        source (str):
        table (str):
        row_id (str):
    """

    kwargs = _get_kwargs(
        source=source,
        table=table,
        row_id=row_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    source: str,
    table: str,
    row_id: str,
    *,
    client: AuthenticatedClient,
) -> Any | Problem | None:
    """Delete a row of the local source.

    Args:
        source (str):
        table (str):
        row_id (str):
    """

    return sync_detailed(
        source=source,
        table=table,
        row_id=row_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    source: str,
    table: str,
    row_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[Any | Problem]:
    """Delete a row of the local source.

    Args:
        source (str):
        table (str):
        row_id (str):
    """

    kwargs = _get_kwargs(
        source=source,
        table=table,
        row_id=row_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    source: str,
    table: str,
    row_id: str,
    *,
    client: AuthenticatedClient,
) -> Any | Problem | None:
    """Delete a row of the local source.

    Args:
        source (str):
        table (str):
        row_id (str):
    """

    return (
        await asyncio_detailed(
            source=source,
            table=table,
            row_id=row_id,
            client=client,
        )
    ).parsed
