from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.preview_token import PreviewToken
from ...models.preview_token_create import PreviewTokenCreate
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    page_id: UUID,
    *,
    body: PreviewTokenCreate | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/pages/{page_id}/preview-token".format(
            page_id=quote(str(page_id), safe=""),
        ),
    }

    if not isinstance(body, Unset):
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PreviewToken | Problem | None:
    if response.status_code == 200:
        response_200 = PreviewToken.from_dict(response.json())

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
) -> Response[PreviewToken | Problem]:
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
    body: PreviewTokenCreate | Unset = UNSET,
) -> Response[PreviewToken | Problem]:
    """Make a link to the draft, or to a version, for whoever has it: good for 30 minutes, or as long as is
    asked for.

    A key that leaves the ring (`ONEFOLD_SECRET_KEYS`) ends the links that it signed.

    Args:
        page_id (UUID):
        body (PreviewTokenCreate | Unset): What a preview link shows, and for how long.
    """

    kwargs = _get_kwargs(
        page_id=page_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    page_id: UUID,
    *,
    client: AuthenticatedClient,
    body: PreviewTokenCreate | Unset = UNSET,
) -> PreviewToken | Problem | None:
    """Make a link to the draft, or to a version, for whoever has it: good for 30 minutes, or as long as is
    asked for.

    A key that leaves the ring (`ONEFOLD_SECRET_KEYS`) ends the links that it signed.

    Args:
        page_id (UUID):
        body (PreviewTokenCreate | Unset): What a preview link shows, and for how long.
    """

    return sync_detailed(
        page_id=page_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    page_id: UUID,
    *,
    client: AuthenticatedClient,
    body: PreviewTokenCreate | Unset = UNSET,
) -> Response[PreviewToken | Problem]:
    """Make a link to the draft, or to a version, for whoever has it: good for 30 minutes, or as long as is
    asked for.

    A key that leaves the ring (`ONEFOLD_SECRET_KEYS`) ends the links that it signed.

    Args:
        page_id (UUID):
        body (PreviewTokenCreate | Unset): What a preview link shows, and for how long.
    """

    kwargs = _get_kwargs(
        page_id=page_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    page_id: UUID,
    *,
    client: AuthenticatedClient,
    body: PreviewTokenCreate | Unset = UNSET,
) -> PreviewToken | Problem | None:
    """Make a link to the draft, or to a version, for whoever has it: good for 30 minutes, or as long as is
    asked for.

    A key that leaves the ring (`ONEFOLD_SECRET_KEYS`) ends the links that it signed.

    Args:
        page_id (UUID):
        body (PreviewTokenCreate | Unset): What a preview link shows, and for how long.
    """

    return (
        await asyncio_detailed(
            page_id=page_id,
            client=client,
            body=body,
        )
    ).parsed
