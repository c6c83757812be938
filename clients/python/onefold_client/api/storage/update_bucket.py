from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.bucket_read import BucketRead
from ...models.bucket_update import BucketUpdate
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    bucket: str,
    *,
    body: BucketUpdate,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/api/storage/buckets/{bucket}".format(
            bucket=quote(str(bucket), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> BucketRead | Problem | None:
    if response.status_code == 200:
        response_200 = BucketRead.from_dict(response.json())

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
) -> Response[BucketRead | Problem]:
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
    body: BucketUpdate,
) -> Response[BucketRead | Problem]:
    """Make a bucket public or private.

    Args:
        bucket (str):
        body (BucketUpdate): What can change on a bucket.
    """

    kwargs = _get_kwargs(
        bucket=bucket,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    bucket: str,
    *,
    client: AuthenticatedClient,
    body: BucketUpdate,
) -> BucketRead | Problem | None:
    """Make a bucket public or private.

    Args:
        bucket (str):
        body (BucketUpdate): What can change on a bucket.
    """

    return sync_detailed(
        bucket=bucket,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    bucket: str,
    *,
    client: AuthenticatedClient,
    body: BucketUpdate,
) -> Response[BucketRead | Problem]:
    """Make a bucket public or private.

    Args:
        bucket (str):
        body (BucketUpdate): What can change on a bucket.
    """

    kwargs = _get_kwargs(
        bucket=bucket,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    bucket: str,
    *,
    client: AuthenticatedClient,
    body: BucketUpdate,
) -> BucketRead | Problem | None:
    """Make a bucket public or private.

    Args:
        bucket (str):
        body (BucketUpdate): What can change on a bucket.
    """

    return (
        await asyncio_detailed(
            bucket=bucket,
            client=client,
            body=body,
        )
    ).parsed
