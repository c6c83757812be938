from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.page_read import PageRead
from ...models.page_schedule import PageSchedule
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    page_id: UUID,
    *,
    body: PageSchedule,
    if_match: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["if-match"] = if_match

    headers = {k: v for k, v in headers.items() if v is not None}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/api/pages/{page_id}/schedule".format(
            page_id=quote(str(page_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> PageRead | Problem | None:
    if response.status_code == 200:
        response_200 = PageRead.from_dict(response.json())

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

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())

        return response_412

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
) -> Response[PageRead | Problem]:
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
    body: PageSchedule,
    if_match: None | str | Unset = UNSET,
) -> Response[PageRead | Problem]:
    """Publish the draft, as it is now, at a time to come, and withdraw the page at another; null takes a
    time back.

    It is checked now, and kept as a version: what is edited meanwhile changes nothing about it.

    Args:
        page_id (UUID):
        if_match (None | str | Unset): `"r{revision}"`
        body (PageSchedule): When the draft of a page is published as it is now, and when the page
            is withdrawn; null: never.
    """

    kwargs = _get_kwargs(
        page_id=page_id,
        body=body,
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
    body: PageSchedule,
    if_match: None | str | Unset = UNSET,
) -> PageRead | Problem | None:
    """Publish the draft, as it is now, at a time to come, and withdraw the page at another; null takes a
    time back.

    It is checked now, and kept as a version: what is edited meanwhile changes nothing about it.

    Args:
        page_id (UUID):
        if_match (None | str | Unset): `"r{revision}"`
        body (PageSchedule): When the draft of a page is published as it is now, and when the page
            is withdrawn; null: never.
    """

    return sync_detailed(
        page_id=page_id,
        client=client,
        body=body,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    page_id: UUID,
    *,
    client: AuthenticatedClient,
    body: PageSchedule,
    if_match: None | str | Unset = UNSET,
) -> Response[PageRead | Problem]:
    """Publish the draft, as it is now, at a time to come, and withdraw the page at another; null takes a
    time back.

    It is checked now, and kept as a version: what is edited meanwhile changes nothing about it.

    Args:
        page_id (UUID):
        if_match (None | str | Unset): `"r{revision}"`
        body (PageSchedule): When the draft of a page is published as it is now, and when the page
            is withdrawn; null: never.
    """

    kwargs = _get_kwargs(
        page_id=page_id,
        body=body,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    page_id: UUID,
    *,
    client: AuthenticatedClient,
    body: PageSchedule,
    if_match: None | str | Unset = UNSET,
) -> PageRead | Problem | None:
    """Publish the draft, as it is now, at a time to come, and withdraw the page at another; null takes a
    time back.

    It is checked now, and kept as a version: what is edited meanwhile changes nothing about it.

    Args:
        page_id (UUID):
        if_match (None | str | Unset): `"r{revision}"`
        body (PageSchedule): When the draft of a page is published as it is now, and when the page
            is withdrawn; null: never.
    """

    return (
        await asyncio_detailed(
            page_id=page_id,
            client=client,
            body=body,
            if_match=if_match,
        )
    ).parsed
