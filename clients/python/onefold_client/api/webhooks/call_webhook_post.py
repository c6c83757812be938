from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.webhook_accepted import WebhookAccepted
from ...models.webhook_finished import WebhookFinished
from ...types import UNSET, Response, Unset


def _get_kwargs(
    path: str,
    *,
    body: Any | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/webhook/{path}".format(
            path=quote(str(path), safe=""),
        ),
    }

    if not isinstance(body, Unset):
        _kwargs["json"] = body

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | WebhookAccepted | WebhookFinished | None:
    if response.status_code == 200:
        response_200 = WebhookFinished.from_dict(response.json())

        return response_200

    if response.status_code == 202:
        response_202 = WebhookAccepted.from_dict(response.json())

        return response_202

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

    if response.status_code == 405:
        response_405 = Problem.from_dict(response.json())

        return response_405

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

    if response.status_code == 500:
        response_500 = Problem.from_dict(response.json())

        return response_500

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | WebhookAccepted | WebhookFinished]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    path: str,
    *,
    client: AuthenticatedClient | Client,
    body: Any | Unset = UNSET,
) -> Response[Problem | WebhookAccepted | WebhookFinished]:
    """Start the published workflow whose webhook trigger answers at this path and method.

    By the trigger's `respond`: 202 with the run's id at once, 200 with its result, or what its
    `respond` node says.
    A run that takes longer than 30 s is answered with 202.

    Args:
        path (str):
        body (Any | Unset):
    """

    kwargs = _get_kwargs(
        path=path,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    path: str,
    *,
    client: AuthenticatedClient | Client,
    body: Any | Unset = UNSET,
) -> Problem | WebhookAccepted | WebhookFinished | None:
    """Start the published workflow whose webhook trigger answers at this path and method.

    By the trigger's `respond`: 202 with the run's id at once, 200 with its result, or what its
    `respond` node says.
    A run that takes longer than 30 s is answered with 202.

    Args:
        path (str):
        body (Any | Unset):
    """

    return sync_detailed(
        path=path,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    path: str,
    *,
    client: AuthenticatedClient | Client,
    body: Any | Unset = UNSET,
) -> Response[Problem | WebhookAccepted | WebhookFinished]:
    """Start the published workflow whose webhook trigger answers at this path and method.

    By the trigger's `respond`: 202 with the run's id at once, 200 with its result, or what its
    `respond` node says.
    A run that takes longer than 30 s is answered with 202.

    Args:
        path (str):
        body (Any | Unset):
    """

    kwargs = _get_kwargs(
        path=path,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    path: str,
    *,
    client: AuthenticatedClient | Client,
    body: Any | Unset = UNSET,
) -> Problem | WebhookAccepted | WebhookFinished | None:
    """Start the published workflow whose webhook trigger answers at this path and method.

    By the trigger's `respond`: 202 with the run's id at once, 200 with its result, or what its
    `respond` node says.
    A run that takes longer than 30 s is answered with 202.

    Args:
        path (str):
        body (Any | Unset):
    """

    return (
        await asyncio_detailed(
            path=path,
            client=client,
            body=body,
        )
    ).parsed
