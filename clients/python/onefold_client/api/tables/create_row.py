from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.create_row_response_create_row import CreateRowResponseCreateRow
from ...models.problem import Problem
from ...models.row_write import RowWrite
from ...types import UNSET, Response, Unset


def _get_kwargs(
    source: str,
    table: str,
    *,
    body: RowWrite,
    idempotency_key: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["idempotency-key"] = idempotency_key

    headers = {k: v for k, v in headers.items() if v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/data-sources/{source}/tables/{table}/rows".format(
            source=quote(str(source), safe=""),
            table=quote(str(table), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CreateRowResponseCreateRow | Problem | None:
    if response.status_code == 201:
        response_201 = CreateRowResponseCreateRow.from_dict(response.json())

        return response_201

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

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CreateRowResponseCreateRow | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    source: str,
    table: str,
    *,
    client: AuthenticatedClient,
    body: RowWrite,
    idempotency_key: None | str | Unset = UNSET,
) -> Response[CreateRowResponseCreateRow | Problem]:
    """Insert a row and return it, ids and defaults included (empty when a trigger of the database kept it
    out).

    Args:
        source (str):
        table (str):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        body (RowWrite): Values of a row; columns left out keep what they have, or get their
            default.
    """

    kwargs = _get_kwargs(
        source=source,
        table=table,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    source: str,
    table: str,
    *,
    client: AuthenticatedClient,
    body: RowWrite,
    idempotency_key: None | str | Unset = UNSET,
) -> CreateRowResponseCreateRow | Problem | None:
    """Insert a row and return it, ids and defaults included (empty when a trigger of the database kept it
    out).

    Args:
        source (str):
        table (str):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        body (RowWrite): Values of a row; columns left out keep what they have, or get their
            default.
    """

    return sync_detailed(
        source=source,
        table=table,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    source: str,
    table: str,
    *,
    client: AuthenticatedClient,
    body: RowWrite,
    idempotency_key: None | str | Unset = UNSET,
) -> Response[CreateRowResponseCreateRow | Problem]:
    """Insert a row and return it, ids and defaults included (empty when a trigger of the database kept it
    out).

    Args:
        source (str):
        table (str):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        body (RowWrite): Values of a row; columns left out keep what they have, or get their
            default.
    """

    kwargs = _get_kwargs(
        source=source,
        table=table,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    source: str,
    table: str,
    *,
    client: AuthenticatedClient,
    body: RowWrite,
    idempotency_key: None | str | Unset = UNSET,
) -> CreateRowResponseCreateRow | Problem | None:
    """Insert a row and return it, ids and defaults included (empty when a trigger of the database kept it
    out).

    Args:
        source (str):
        table (str):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        body (RowWrite): Values of a row; columns left out keep what they have, or get their
            default.
    """

    return (
        await asyncio_detailed(
            source=source,
            table=table,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
