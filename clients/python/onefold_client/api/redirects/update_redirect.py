from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.redirect_read import RedirectRead
from ...models.redirect_update import RedirectUpdate
from ...types import Response


def _get_kwargs(
    redirect_id: UUID,
    *,
    body: RedirectUpdate,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/api/redirects/{redirect_id}".format(
            redirect_id=quote(str(redirect_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | RedirectRead | None:
    if response.status_code == 200:
        response_200 = RedirectRead.from_dict(response.json())

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

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | RedirectRead]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    redirect_id: UUID,
    *,
    client: AuthenticatedClient,
    body: RedirectUpdate,
) -> Response[Problem | RedirectRead]:
    """Change a redirect.

    Args:
        redirect_id (UUID):
        body (RedirectUpdate): Changes of a redirect; what is left out stays.
    """

    kwargs = _get_kwargs(
        redirect_id=redirect_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    redirect_id: UUID,
    *,
    client: AuthenticatedClient,
    body: RedirectUpdate,
) -> Problem | RedirectRead | None:
    """Change a redirect.

    Args:
        redirect_id (UUID):
        body (RedirectUpdate): Changes of a redirect; what is left out stays.
    """

    return sync_detailed(
        redirect_id=redirect_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    redirect_id: UUID,
    *,
    client: AuthenticatedClient,
    body: RedirectUpdate,
) -> Response[Problem | RedirectRead]:
    """Change a redirect.

    Args:
        redirect_id (UUID):
        body (RedirectUpdate): Changes of a redirect; what is left out stays.
    """

    kwargs = _get_kwargs(
        redirect_id=redirect_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    redirect_id: UUID,
    *,
    client: AuthenticatedClient,
    body: RedirectUpdate,
) -> Problem | RedirectRead | None:
    """Change a redirect.

    Args:
        redirect_id (UUID):
        body (RedirectUpdate): Changes of a redirect; what is left out stays.
    """

    return (
        await asyncio_detailed(
            redirect_id=redirect_id,
            client=client,
            body=body,
        )
    ).parsed
