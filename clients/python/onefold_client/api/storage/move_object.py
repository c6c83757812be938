from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.object_read import ObjectRead
from ...models.object_transfer import ObjectTransfer
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    bucket: str,
    *,
    body: ObjectTransfer,
    idempotency_key: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["idempotency-key"] = idempotency_key

    headers = {k: v for k, v in headers.items() if v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/storage/buckets/{bucket}/move".format(
            bucket=quote(str(bucket), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> ObjectRead | Problem | None:
    if response.status_code == 200:
        response_200 = ObjectRead.from_dict(response.json())

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
) -> Response[ObjectRead | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    bucket: str,
    *,
    client: AuthenticatedClient,
    body: ObjectTransfer,
    idempotency_key: None | str | Unset = UNSET,
) -> Response[ObjectRead | Problem]:
    """Give an object another key, in one step.

    Args:
        bucket (str):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        body (ObjectTransfer): From which key to which, within the bucket or into another one.
    """

    kwargs = _get_kwargs(
        bucket=bucket,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    bucket: str,
    *,
    client: AuthenticatedClient,
    body: ObjectTransfer,
    idempotency_key: None | str | Unset = UNSET,
) -> ObjectRead | Problem | None:
    """Give an object another key, in one step.

    Args:
        bucket (str):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        body (ObjectTransfer): From which key to which, within the bucket or into another one.
    """

    return sync_detailed(
        bucket=bucket,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    bucket: str,
    *,
    client: AuthenticatedClient,
    body: ObjectTransfer,
    idempotency_key: None | str | Unset = UNSET,
) -> Response[ObjectRead | Problem]:
    """Give an object another key, in one step.

    Args:
        bucket (str):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        body (ObjectTransfer): From which key to which, within the bucket or into another one.
    """

    kwargs = _get_kwargs(
        bucket=bucket,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    bucket: str,
    *,
    client: AuthenticatedClient,
    body: ObjectTransfer,
    idempotency_key: None | str | Unset = UNSET,
) -> ObjectRead | Problem | None:
    """Give an object another key, in one step.

    Args:
        bucket (str):
        idempotency_key (None | str | Unset): Any text of your own for this one request, such as a
            UUID. Sent again within 24 hours with the same key and body, it is answered as the first
            time, and nothing is done twice.
        body (ObjectTransfer): From which key to which, within the bucket or into another one.
    """

    return (
        await asyncio_detailed(
            bucket=bucket,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
