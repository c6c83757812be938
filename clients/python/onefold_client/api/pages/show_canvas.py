from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...types import UNSET, Response


def _get_kwargs(
    page_id: UUID,
    *,
    token: str,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["token"] = token

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/pages/{page_id}/canvas".format(
            page_id=quote(str(page_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | str | None:
    if response.status_code == 200:
        response_200 = response.text
        return response_200

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Problem | str]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    page_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    token: str,
) -> Response[Problem | str]:
    """Show the draft, however wrong, in the document that a builder frames; `token` is that of a preview
    of it.

    Comments mark where each component begins and ends. A script takes fragments that `render` wrote,
    and tells the
    builder what is clicked and where components are, through a port that the builder sends it.

    Args:
        page_id (UUID):
        token (str):
    """

    kwargs = _get_kwargs(
        page_id=page_id,
        token=token,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    page_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    token: str,
) -> Problem | str | None:
    """Show the draft, however wrong, in the document that a builder frames; `token` is that of a preview
    of it.

    Comments mark where each component begins and ends. A script takes fragments that `render` wrote,
    and tells the
    builder what is clicked and where components are, through a port that the builder sends it.

    Args:
        page_id (UUID):
        token (str):
    """

    return sync_detailed(
        page_id=page_id,
        client=client,
        token=token,
    ).parsed


async def asyncio_detailed(
    page_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    token: str,
) -> Response[Problem | str]:
    """Show the draft, however wrong, in the document that a builder frames; `token` is that of a preview
    of it.

    Comments mark where each component begins and ends. A script takes fragments that `render` wrote,
    and tells the
    builder what is clicked and where components are, through a port that the builder sends it.

    Args:
        page_id (UUID):
        token (str):
    """

    kwargs = _get_kwargs(
        page_id=page_id,
        token=token,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    page_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    token: str,
) -> Problem | str | None:
    """Show the draft, however wrong, in the document that a builder frames; `token` is that of a preview
    of it.

    Comments mark where each component begins and ends. A script takes fragments that `render` wrote,
    and tells the
    builder what is clicked and where components are, through a port that the builder sends it.

    Args:
        page_id (UUID):
        token (str):
    """

    return (
        await asyncio_detailed(
            page_id=page_id,
            client=client,
            token=token,
        )
    ).parsed
