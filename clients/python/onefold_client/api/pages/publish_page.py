from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.published_page import PublishedPage
from ...types import UNSET, Response, Unset


def _get_kwargs(
    page_id: UUID,
    *,
    idempotency_key: None | str | Unset = UNSET,
    if_match: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["idempotency-key"] = idempotency_key

    if not isinstance(if_match, Unset):
        headers["if-match"] = if_match

    headers = {k: v for k, v in headers.items() if v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/pages/{page_id}/publish".format(
            page_id=quote(str(page_id), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | PublishedPage | None:
    if response.status_code == 200:
        response_200 = PublishedPage.from_dict(response.json())

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

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())

        return response_412

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | PublishedPage]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    page_id: UUID,
    *,
    client: AuthenticatedClient,
    idempotency_key: None | str | Unset = UNSET,
    if_match: None | str | Unset = UNSET,
) -> Response[Problem | PublishedPage]:
    """Publish the draft as a version that never changes; visitors see it from now on, whatever the
    warnings say.

    A draft that is the newest version already is published as that one.

    Args:
        page_id (UUID):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        if_match (None | str | Unset): `"r{revision}"`
    """

    kwargs = _get_kwargs(
        page_id=page_id,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    page_id: UUID,
    *,
    client: AuthenticatedClient,
    idempotency_key: None | str | Unset = UNSET,
    if_match: None | str | Unset = UNSET,
) -> Problem | PublishedPage | None:
    """Publish the draft as a version that never changes; visitors see it from now on, whatever the
    warnings say.

    A draft that is the newest version already is published as that one.

    Args:
        page_id (UUID):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        if_match (None | str | Unset): `"r{revision}"`
    """

    return sync_detailed(
        page_id=page_id,
        client=client,
        idempotency_key=idempotency_key,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    page_id: UUID,
    *,
    client: AuthenticatedClient,
    idempotency_key: None | str | Unset = UNSET,
    if_match: None | str | Unset = UNSET,
) -> Response[Problem | PublishedPage]:
    """Publish the draft as a version that never changes; visitors see it from now on, whatever the
    warnings say.

    A draft that is the newest version already is published as that one.

    Args:
        page_id (UUID):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        if_match (None | str | Unset): `"r{revision}"`
    """

    kwargs = _get_kwargs(
        page_id=page_id,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    page_id: UUID,
    *,
    client: AuthenticatedClient,
    idempotency_key: None | str | Unset = UNSET,
    if_match: None | str | Unset = UNSET,
) -> Problem | PublishedPage | None:
    """Publish the draft as a version that never changes; visitors see it from now on, whatever the
    warnings say.

    A draft that is the newest version already is published as that one.

    Args:
        page_id (UUID):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        if_match (None | str | Unset): `"r{revision}"`
    """

    return (
        await asyncio_detailed(
            page_id=page_id,
            client=client,
            idempotency_key=idempotency_key,
            if_match=if_match,
        )
    ).parsed
