from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.query_result_read import QueryResultRead
from ...models.query_run import QueryRun
from ...types import UNSET, Response, Unset


def _get_kwargs(
    query: str,
    *,
    body: QueryRun,
    idempotency_key: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["idempotency-key"] = idempotency_key

    headers = {k: v for k, v in headers.items() if v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/queries/{query}/run".format(
            query=quote(str(query), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | QueryResultRead | None:
    if response.status_code == 200:
        response_200 = QueryResultRead.from_dict(response.json())

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

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | QueryResultRead]:
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
    body: QueryRun,
    idempotency_key: None | str | Unset = UNSET,
) -> Response[Problem | QueryResultRead]:
    """Run a named query. One whose mode is `write` needs the role editor (and the scope data:write).

    It runs once an `Idempotency-Key`; one that only reads runs each time.

    Args:
        query (str):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        body (QueryRun): Values for the parameters of a query; text that says a value of the type
            is read as such.
    """

    kwargs = _get_kwargs(
        query=query,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    query: str,
    *,
    client: AuthenticatedClient,
    body: QueryRun,
    idempotency_key: None | str | Unset = UNSET,
) -> Problem | QueryResultRead | None:
    """Run a named query. One whose mode is `write` needs the role editor (and the scope data:write).

    It runs once an `Idempotency-Key`; one that only reads runs each time.

    Args:
        query (str):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        body (QueryRun): Values for the parameters of a query; text that says a value of the type
            is read as such.
    """

    return sync_detailed(
        query=query,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    query: str,
    *,
    client: AuthenticatedClient,
    body: QueryRun,
    idempotency_key: None | str | Unset = UNSET,
) -> Response[Problem | QueryResultRead]:
    """Run a named query. One whose mode is `write` needs the role editor (and the scope data:write).

    It runs once an `Idempotency-Key`; one that only reads runs each time.

    Args:
        query (str):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        body (QueryRun): Values for the parameters of a query; text that says a value of the type
            is read as such.
    """

    kwargs = _get_kwargs(
        query=query,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    query: str,
    *,
    client: AuthenticatedClient,
    body: QueryRun,
    idempotency_key: None | str | Unset = UNSET,
) -> Problem | QueryResultRead | None:
    """Run a named query. One whose mode is `write` needs the role editor (and the scope data:write).

    It runs once an `Idempotency-Key`; one that only reads runs each time.

    Args:
        query (str):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        body (QueryRun): Values for the parameters of a query; text that says a value of the type
            is read as such.
    """

    return (
        await asyncio_detailed(
            query=query,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
