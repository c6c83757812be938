from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.redirect_list import RedirectList
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    search: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_search: None | str | Unset
    if isinstance(search, Unset):
        json_search = UNSET
    else:
        json_search = search
    params["search"] = json_search

    params["limit"] = limit

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/redirects",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | RedirectList | None:
    if response.status_code == 200:
        response_200 = RedirectList.from_dict(response.json())

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

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | RedirectList]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    search: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> Response[Problem | RedirectList]:
    """List redirects, newest first; `search` is a part of the path or the target.

    Args:
        search (None | str | Unset): A part of it, in any case.
        limit (int | Unset): Items in a page. Default: 50.
        cursor (None | str | Unset): `next_cursor` of the page before.
    """

    kwargs = _get_kwargs(
        search=search,
        limit=limit,
        cursor=cursor,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    search: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> Problem | RedirectList | None:
    """List redirects, newest first; `search` is a part of the path or the target.

    Args:
        search (None | str | Unset): A part of it, in any case.
        limit (int | Unset): Items in a page. Default: 50.
        cursor (None | str | Unset): `next_cursor` of the page before.
    """

    return sync_detailed(
        client=client,
        search=search,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    search: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> Response[Problem | RedirectList]:
    """List redirects, newest first; `search` is a part of the path or the target.

    Args:
        search (None | str | Unset): A part of it, in any case.
        limit (int | Unset): Items in a page. Default: 50.
        cursor (None | str | Unset): `next_cursor` of the page before.
    """

    kwargs = _get_kwargs(
        search=search,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    search: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> Problem | RedirectList | None:
    """List redirects, newest first; `search` is a part of the path or the target.

    Args:
        search (None | str | Unset): A part of it, in any case.
        limit (int | Unset): Items in a page. Default: 50.
        cursor (None | str | Unset): `next_cursor` of the page before.
    """

    return (
        await asyncio_detailed(
            client=client,
            search=search,
            limit=limit,
            cursor=cursor,
        )
    ).parsed
