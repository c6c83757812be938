from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.site_read import SiteRead
from ...models.site_update import SiteUpdate
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: SiteUpdate,
    if_match: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["if-match"] = if_match

    headers = {k: v for k, v in headers.items() if v is not None}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/api/site",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | SiteRead | None:
    if response.status_code == 200:
        response_200 = SiteRead.from_dict(response.json())

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

    if response.status_code == 428:
        response_428 = Problem.from_dict(response.json())

        return response_428

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | SiteRead]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: SiteUpdate,
    if_match: None | str | Unset = UNSET,
) -> Response[Problem | SiteRead]:
    """Change the look of all pages; visitors see it at once. Colours that cannot be read are refused.

    Args:
        if_match (None | str | Unset): `"r{revision}"`
        body (SiteUpdate): Changes of the site; fields left out stay. `tokens`, `words` and `head`
            are replaced as a whole.
    """

    kwargs = _get_kwargs(
        body=body,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: SiteUpdate,
    if_match: None | str | Unset = UNSET,
) -> Problem | SiteRead | None:
    """Change the look of all pages; visitors see it at once. Colours that cannot be read are refused.

    Args:
        if_match (None | str | Unset): `"r{revision}"`
        body (SiteUpdate): Changes of the site; fields left out stay. `tokens`, `words` and `head`
            are replaced as a whole.
    """

    return sync_detailed(
        client=client,
        body=body,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: SiteUpdate,
    if_match: None | str | Unset = UNSET,
) -> Response[Problem | SiteRead]:
    """Change the look of all pages; visitors see it at once. Colours that cannot be read are refused.

    Args:
        if_match (None | str | Unset): `"r{revision}"`
        body (SiteUpdate): Changes of the site; fields left out stay. `tokens`, `words` and `head`
            are replaced as a whole.
    """

    kwargs = _get_kwargs(
        body=body,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: SiteUpdate,
    if_match: None | str | Unset = UNSET,
) -> Problem | SiteRead | None:
    """Change the look of all pages; visitors see it at once. Colours that cannot be read are refused.

    Args:
        if_match (None | str | Unset): `"r{revision}"`
        body (SiteUpdate): Changes of the site; fields left out stay. `tokens`, `words` and `head`
            are replaced as a whole.
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            if_match=if_match,
        )
    ).parsed
