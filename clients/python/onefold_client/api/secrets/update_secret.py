from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.secret_made import SecretMade
from ...models.secret_update import SecretUpdate
from ...types import Response


def _get_kwargs(
    secret_id: UUID,
    *,
    body: SecretUpdate,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/api/secrets/{secret_id}".format(
            secret_id=quote(str(secret_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | SecretMade | None:
    if response.status_code == 200:
        response_200 = SecretMade.from_dict(response.json())

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
) -> Response[Problem | SecretMade]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    secret_id: UUID,
    *,
    client: AuthenticatedClient,
    body: SecretUpdate,
) -> Response[Problem | SecretMade]:
    """Give a secret another value; without one a random value is made and shown this once.

    Args:
        secret_id (UUID):
        body (SecretUpdate): A new value; where it is left out one is made as at creation.
    """

    kwargs = _get_kwargs(
        secret_id=secret_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    secret_id: UUID,
    *,
    client: AuthenticatedClient,
    body: SecretUpdate,
) -> Problem | SecretMade | None:
    """Give a secret another value; without one a random value is made and shown this once.

    Args:
        secret_id (UUID):
        body (SecretUpdate): A new value; where it is left out one is made as at creation.
    """

    return sync_detailed(
        secret_id=secret_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    secret_id: UUID,
    *,
    client: AuthenticatedClient,
    body: SecretUpdate,
) -> Response[Problem | SecretMade]:
    """Give a secret another value; without one a random value is made and shown this once.

    Args:
        secret_id (UUID):
        body (SecretUpdate): A new value; where it is left out one is made as at creation.
    """

    kwargs = _get_kwargs(
        secret_id=secret_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    secret_id: UUID,
    *,
    client: AuthenticatedClient,
    body: SecretUpdate,
) -> Problem | SecretMade | None:
    """Give a secret another value; without one a random value is made and shown this once.

    Args:
        secret_id (UUID):
        body (SecretUpdate): A new value; where it is left out one is made as at creation.
    """

    return (
        await asyncio_detailed(
            secret_id=secret_id,
            client=client,
            body=body,
        )
    ).parsed
