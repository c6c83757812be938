from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    bucket: str,
    key: str,
    *,
    if_match: None | str | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
    if_unmodified_since: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["if-match"] = if_match

    if not isinstance(if_none_match, Unset):
        headers["if-none-match"] = if_none_match

    if not isinstance(if_unmodified_since, Unset):
        headers["if-unmodified-since"] = if_unmodified_since

    headers = {k: v for k, v in headers.items() if v is not None}

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/api/storage/buckets/{bucket}/objects/{key}".format(
            bucket=quote(str(bucket), safe=""),
            key=quote(str(key), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | Problem | None:
    if response.status_code == 204:
        response_204 = cast(Any, None)
        return response_204

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

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())

        return response_412

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
    if_match: None | str | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
    if_unmodified_since: None | str | Unset = UNSET,
) -> Response[Any | Problem]:
    """Delete an object.

    Args:
        bucket (str):
        key (str): The object's key; slashes may be encoded or not.
        if_match (None | str | Unset): ETag the object must have.
        if_none_match (None | str | Unset): ETags the object must not have; `*`: only if there is
            no such object.
        if_unmodified_since (None | str | Unset): HTTP date after which the object must not have
            changed.
    """

    kwargs = _get_kwargs(
        bucket=bucket,
        key=key,
        if_match=if_match,
        if_none_match=if_none_match,
        if_unmodified_since=if_unmodified_since,
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
    if_match: None | str | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
    if_unmodified_since: None | str | Unset = UNSET,
) -> Any | Problem | None:
    """Delete an object.

    Args:
        bucket (str):
        key (str): The object's key; slashes may be encoded or not.
        if_match (None | str | Unset): ETag the object must have.
        if_none_match (None | str | Unset): ETags the object must not have; `*`: only if there is
            no such object.
        if_unmodified_since (None | str | Unset): HTTP date after which the object must not have
            changed.
    """

    return sync_detailed(
        bucket=bucket,
        key=key,
        client=client,
        if_match=if_match,
        if_none_match=if_none_match,
        if_unmodified_since=if_unmodified_since,
    ).parsed


async def asyncio_detailed(
    bucket: str,
    key: str,
    *,
    client: AuthenticatedClient,
    if_match: None | str | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
    if_unmodified_since: None | str | Unset = UNSET,
) -> Response[Any | Problem]:
    """Delete an object.

    Args:
        bucket (str):
        key (str): The object's key; slashes may be encoded or not.
        if_match (None | str | Unset): ETag the object must have.
        if_none_match (None | str | Unset): ETags the object must not have; `*`: only if there is
            no such object.
        if_unmodified_since (None | str | Unset): HTTP date after which the object must not have
            changed.
    """

    kwargs = _get_kwargs(
        bucket=bucket,
        key=key,
        if_match=if_match,
        if_none_match=if_none_match,
        if_unmodified_since=if_unmodified_since,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    bucket: str,
    key: str,
    *,
    client: AuthenticatedClient,
    if_match: None | str | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
    if_unmodified_since: None | str | Unset = UNSET,
) -> Any | Problem | None:
    """Delete an object.

    Args:
        bucket (str):
        key (str): The object's key; slashes may be encoded or not.
        if_match (None | str | Unset): ETag the object must have.
        if_none_match (None | str | Unset): ETags the object must not have; `*`: only if there is
            no such object.
        if_unmodified_since (None | str | Unset): HTTP date after which the object must not have
            changed.
    """

    return (
        await asyncio_detailed(
            bucket=bucket,
            key=key,
            client=client,
            if_match=if_match,
            if_none_match=if_none_match,
            if_unmodified_since=if_unmodified_since,
        )
    ).parsed
