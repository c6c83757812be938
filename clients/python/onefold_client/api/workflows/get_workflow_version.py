from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.workflow_version_read import WorkflowVersionRead
from ...types import Response


def _get_kwargs(
    workflow_id: UUID,
    number: int,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/workflows/{workflow_id}/versions/{number}".format(
            workflow_id=quote(str(workflow_id), safe=""),
            number=quote(str(number), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | WorkflowVersionRead | None:
    if response.status_code == 200:
        response_200 = WorkflowVersionRead.from_dict(response.json())

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
) -> Response[Problem | WorkflowVersionRead]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    workflow_id: UUID,
    number: int,
    *,
    client: AuthenticatedClient,
) -> Response[Problem | WorkflowVersionRead]:
    """Return a version with its graph.

    Args:
        workflow_id (UUID):
        number (int):
    """

    kwargs = _get_kwargs(
        workflow_id=workflow_id,
        number=number,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    workflow_id: UUID,
    number: int,
    *,
    client: AuthenticatedClient,
) -> Problem | WorkflowVersionRead | None:
    """Return a version with its graph.

    Args:
        workflow_id (UUID):
        number (int):
    """

    return sync_detailed(
        workflow_id=workflow_id,
        number=number,
        client=client,
    ).parsed


async def asyncio_detailed(
    workflow_id: UUID,
    number: int,
    *,
    client: AuthenticatedClient,
) -> Response[Problem | WorkflowVersionRead]:
    """Return a version with its graph.

    Args:
        workflow_id (UUID):
        number (int):
    """

    kwargs = _get_kwargs(
        workflow_id=workflow_id,
        number=number,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    workflow_id: UUID,
    number: int,
    *,
    client: AuthenticatedClient,
) -> Problem | WorkflowVersionRead | None:
    """Return a version with its graph.

    Args:
        workflow_id (UUID):
        number (int):
    """

    return (
        await asyncio_detailed(
            workflow_id=workflow_id,
            number=number,
            client=client,
        )
    ).parsed
