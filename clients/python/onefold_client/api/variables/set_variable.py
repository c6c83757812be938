from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.variable_read import VariableRead
from ...models.variable_set import VariableSet
from ...types import Response


def _get_kwargs(
    name: str,
    *,
    body: VariableSet,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/api/variables/{name}".format(
            name=quote(str(name), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | VariableRead | None:
    if response.status_code == 200:
        response_200 = VariableRead.from_dict(response.json())

        return response_200

    if response.status_code == 201:
        response_201 = VariableRead.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

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
) -> Response[Problem | VariableRead]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    name: str,
    *,
    client: AuthenticatedClient,
    body: VariableSet,
) -> Response[Problem | VariableRead]:
    """Make a variable, or give it another value. Runs that begin from now on read it.

    Args:
        name (str):
        body (VariableSet): A variable's value: plain text of at most 8192 characters, nothing
            secret.
    """

    kwargs = _get_kwargs(
        name=name,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    name: str,
    *,
    client: AuthenticatedClient,
    body: VariableSet,
) -> Problem | VariableRead | None:
    """Make a variable, or give it another value. Runs that begin from now on read it.

    Args:
        name (str):
        body (VariableSet): A variable's value: plain text of at most 8192 characters, nothing
            secret.
    """

    return sync_detailed(
        name=name,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    name: str,
    *,
    client: AuthenticatedClient,
    body: VariableSet,
) -> Response[Problem | VariableRead]:
    """Make a variable, or give it another value. Runs that begin from now on read it.

    Args:
        name (str):
        body (VariableSet): A variable's value: plain text of at most 8192 characters, nothing
            secret.
    """

    kwargs = _get_kwargs(
        name=name,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    name: str,
    *,
    client: AuthenticatedClient,
    body: VariableSet,
) -> Problem | VariableRead | None:
    """Make a variable, or give it another value. Runs that begin from now on read it.

    Args:
        name (str):
        body (VariableSet): A variable's value: plain text of at most 8192 characters, nothing
            secret.
    """

    return (
        await asyncio_detailed(
            name=name,
            client=client,
            body=body,
        )
    ).parsed
