from http import HTTPStatus
from typing import Any, Literal
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.version_diff import VersionDiff
from ...types import UNSET, Response, Unset


def _get_kwargs(
    page_id: UUID,
    number: int,
    *,
    to: int | Literal["draft"] | Unset = "draft",
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_to: int | Literal["draft"] | Unset
    if isinstance(to, Unset):
        json_to = UNSET
    else:
        json_to = to
    params["to"] = json_to

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/pages/{page_id}/versions/{number}/diff".format(
            page_id=quote(str(page_id), safe=""),
            number=quote(str(number), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | VersionDiff | None:
    if response.status_code == 200:
        response_200 = VersionDiff.from_dict(response.json())

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
) -> Response[Problem | VersionDiff]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    page_id: UUID,
    number: int,
    *,
    client: AuthenticatedClient,
    to: int | Literal["draft"] | Unset = "draft",
) -> Response[Problem | VersionDiff]:
    """Say what differs between a version and another one, or the draft: components by id, and the page
    itself.

    Args:
        page_id (UUID):
        number (int):
        to (int | Literal['draft'] | Unset): A version, or the draft. Default: 'draft'.
    """

    kwargs = _get_kwargs(
        page_id=page_id,
        number=number,
        to=to,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    page_id: UUID,
    number: int,
    *,
    client: AuthenticatedClient,
    to: int | Literal["draft"] | Unset = "draft",
) -> Problem | VersionDiff | None:
    """Say what differs between a version and another one, or the draft: components by id, and the page
    itself.

    Args:
        page_id (UUID):
        number (int):
        to (int | Literal['draft'] | Unset): A version, or the draft. Default: 'draft'.
    """

    return sync_detailed(
        page_id=page_id,
        number=number,
        client=client,
        to=to,
    ).parsed


async def asyncio_detailed(
    page_id: UUID,
    number: int,
    *,
    client: AuthenticatedClient,
    to: int | Literal["draft"] | Unset = "draft",
) -> Response[Problem | VersionDiff]:
    """Say what differs between a version and another one, or the draft: components by id, and the page
    itself.

    Args:
        page_id (UUID):
        number (int):
        to (int | Literal['draft'] | Unset): A version, or the draft. Default: 'draft'.
    """

    kwargs = _get_kwargs(
        page_id=page_id,
        number=number,
        to=to,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    page_id: UUID,
    number: int,
    *,
    client: AuthenticatedClient,
    to: int | Literal["draft"] | Unset = "draft",
) -> Problem | VersionDiff | None:
    """Say what differs between a version and another one, or the draft: components by id, and the page
    itself.

    Args:
        page_id (UUID):
        number (int):
        to (int | Literal['draft'] | Unset): A version, or the draft. Default: 'draft'.
    """

    return (
        await asyncio_detailed(
            page_id=page_id,
            number=number,
            client=client,
            to=to,
        )
    ).parsed
