from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.table_rows import TableRows
from ...types import UNSET, Response, Unset


def _get_kwargs(
    slug: str,
    component_id: str,
    *,
    page: int | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_page: int | None | Unset
    if isinstance(page, Unset):
        json_page = UNSET
    else:
        json_page = page
    params["page"] = json_page

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/p/{slug}/data/{component_id}".format(
            slug=quote(str(slug), safe=""),
            component_id=quote(str(component_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | TableRows | None:
    if response.status_code == 200:
        response_200 = TableRows.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

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
) -> Response[Problem | TableRows]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    slug: str,
    component_id: str,
    *,
    client: AuthenticatedClient | Client,
    page: int | None | Unset = UNSET,
) -> Response[Problem | TableRows]:
    """Get one page of a table's rows: its own columns as JSON, or the table's HTML for `Accept:
    text/html`.

    `sort.{id}`, `search.{id}` and `filter.{id}.{column}` ask for them as on the page itself.

    Args:
        slug (str):
        component_id (str):
        page (int | None | Unset): From 1.
    """

    kwargs = _get_kwargs(
        slug=slug,
        component_id=component_id,
        page=page,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    slug: str,
    component_id: str,
    *,
    client: AuthenticatedClient | Client,
    page: int | None | Unset = UNSET,
) -> Problem | TableRows | None:
    """Get one page of a table's rows: its own columns as JSON, or the table's HTML for `Accept:
    text/html`.

    `sort.{id}`, `search.{id}` and `filter.{id}.{column}` ask for them as on the page itself.

    Args:
        slug (str):
        component_id (str):
        page (int | None | Unset): From 1.
    """

    return sync_detailed(
        slug=slug,
        component_id=component_id,
        client=client,
        page=page,
    ).parsed


async def asyncio_detailed(
    slug: str,
    component_id: str,
    *,
    client: AuthenticatedClient | Client,
    page: int | None | Unset = UNSET,
) -> Response[Problem | TableRows]:
    """Get one page of a table's rows: its own columns as JSON, or the table's HTML for `Accept:
    text/html`.

    `sort.{id}`, `search.{id}` and `filter.{id}.{column}` ask for them as on the page itself.

    Args:
        slug (str):
        component_id (str):
        page (int | None | Unset): From 1.
    """

    kwargs = _get_kwargs(
        slug=slug,
        component_id=component_id,
        page=page,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    slug: str,
    component_id: str,
    *,
    client: AuthenticatedClient | Client,
    page: int | None | Unset = UNSET,
) -> Problem | TableRows | None:
    """Get one page of a table's rows: its own columns as JSON, or the table's HTML for `Accept:
    text/html`.

    `sort.{id}`, `search.{id}` and `filter.{id}.{column}` ask for them as on the page itself.

    Args:
        slug (str):
        component_id (str):
        page (int | None | Unset): From 1.
    """

    return (
        await asyncio_detailed(
            slug=slug,
            component_id=component_id,
            client=client,
            page=page,
        )
    ).parsed
