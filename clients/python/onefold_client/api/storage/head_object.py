from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    bucket: str,
    key: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "head",
        "url": "/api/storage/buckets/{bucket}/objects/{key}".format(
            bucket=quote(str(bucket), safe=""),
            key=quote(str(key), safe=""),
        ),
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | Problem | None:
    if response.status_code == 200:
        response_200 = cast(Any, None)
        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    bucket: str,
    key: str,
    *,
    client: AuthenticatedClient,
) -> Response[Any | Problem]:
    """Return the headers of a download: size, type, ETag, last change.

    Args:
        bucket (str):
        key (str): The object's key; slashes may be encoded or not.
    """

    kwargs = _get_kwargs(
        bucket=bucket,
        key=key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    bucket: str,
    key: str,
    *,
    client: AuthenticatedClient,
) -> Any | Problem | None:
    """Return the headers of a download: size, type, ETag, last change.

    Args:
        bucket (str):
        key (str): The object's key; slashes may be encoded or not.
    """

    return sync_detailed(
        bucket=bucket,
        key=key,
        client=client,
    ).parsed


async def asyncio_detailed(
    bucket: str,
    key: str,
    *,
    client: AuthenticatedClient,
) -> Response[Any | Problem]:
    """Return the headers of a download: size, type, ETag, last change.

    Args:
        bucket (str):
        key (str): The object's key; slashes may be encoded or not.
    """

    kwargs = _get_kwargs(
        bucket=bucket,
        key=key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    bucket: str,
    key: str,
    *,
    client: AuthenticatedClient,
) -> Any | Problem | None:
    """Return the headers of a download: size, type, ETag, last change.

    Args:
        bucket (str):
        key (str): The object's key; slashes may be encoded or not.
    """

    return (
        await asyncio_detailed(
            bucket=bucket,
            key=key,
            client=client,
        )
    ).parsed
