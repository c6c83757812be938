from http import HTTPStatus
from io import BytesIO
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    bucket: str,
    key: str,
    *,
    w: int | None | Unset = UNSET,
    expires: None | str | Unset = UNSET,
    signer: None | str | Unset = UNSET,
    signature: None | str | Unset = UNSET,
    range_: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(range_, Unset):
        headers["Range"] = range_

    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    headers = {k: v for k, v in headers.items() if v is not None}

    params: dict[str, Any] = {}

    json_w: int | None | Unset
    if isinstance(w, Unset):
        json_w = UNSET
    else:
        json_w = w
    params["w"] = json_w

    json_expires: None | str | Unset
    if isinstance(expires, Unset):
        json_expires = UNSET
    else:
        json_expires = expires
    params["expires"] = json_expires

    json_signer: None | str | Unset
    if isinstance(signer, Unset):
        json_signer = UNSET
    else:
        json_signer = signer
    params["signer"] = json_signer

    json_signature: None | str | Unset
    if isinstance(signature, Unset):
        json_signature = UNSET
    else:
        json_signature = signature
    params["signature"] = json_signature

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/files/{bucket}/{key}".format(
            bucket=quote(str(bucket), safe=""),
            key=quote(str(key), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | File | Problem | None:
    if response.status_code == 200:
        response_200 = File(payload=BytesIO(response.content), mime_type=response.headers.get("content-type"))

        return response_200

    if response.status_code == 206:
        response_206 = File(payload=BytesIO(response.content), mime_type=response.headers.get("content-type"))

        return response_206

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())

        return response_412

    if response.status_code == 416:
        response_416 = Problem.from_dict(response.json())

        return response_416

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | File | Problem]:
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
    client: AuthenticatedClient | Client,
    w: int | None | Unset = UNSET,
    expires: None | str | Unset = UNSET,
    signer: None | str | Unset = UNSET,
    signature: None | str | Unset = UNSET,
    range_: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | File | Problem]:
    """Return a file of a public bucket, or any object by its signed URL.

    Args:
        bucket (str):
        key (str): The object's key; slashes may be encoded or not.
        w (int | None | Unset): Of a JPEG, PNG, WebP or AVIF: at most this wide (320, 640, 960,
            1280 or 1920).
        expires (None | str | Unset): Of a signed URL: Unix seconds.
        signer (None | str | Unset): Of a signed URL: who made it.
        signature (None | str | Unset): Of a signed URL.
        range_ (str | Unset):
        if_none_match (str | Unset):
    """

    kwargs = _get_kwargs(
        bucket=bucket,
        key=key,
        w=w,
        expires=expires,
        signer=signer,
        signature=signature,
        range_=range_,
        if_none_match=if_none_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    bucket: str,
    key: str,
    *,
    client: AuthenticatedClient | Client,
    w: int | None | Unset = UNSET,
    expires: None | str | Unset = UNSET,
    signer: None | str | Unset = UNSET,
    signature: None | str | Unset = UNSET,
    range_: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | File | Problem | None:
    """Return a file of a public bucket, or any object by its signed URL.

    Args:
        bucket (str):
        key (str): The object's key; slashes may be encoded or not.
        w (int | None | Unset): Of a JPEG, PNG, WebP or AVIF: at most this wide (320, 640, 960,
            1280 or 1920).
        expires (None | str | Unset): Of a signed URL: Unix seconds.
        signer (None | str | Unset): Of a signed URL: who made it.
        signature (None | str | Unset): Of a signed URL.
        range_ (str | Unset):
        if_none_match (str | Unset):
    """

    return sync_detailed(
        bucket=bucket,
        key=key,
        client=client,
        w=w,
        expires=expires,
        signer=signer,
        signature=signature,
        range_=range_,
        if_none_match=if_none_match,
    ).parsed


async def asyncio_detailed(
    bucket: str,
    key: str,
    *,
    client: AuthenticatedClient | Client,
    w: int | None | Unset = UNSET,
    expires: None | str | Unset = UNSET,
    signer: None | str | Unset = UNSET,
    signature: None | str | Unset = UNSET,
    range_: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | File | Problem]:
    """Return a file of a public bucket, or any object by its signed URL.

    Args:
        bucket (str):
        key (str): The object's key; slashes may be encoded or not.
        w (int | None | Unset): Of a JPEG, PNG, WebP or AVIF: at most this wide (320, 640, 960,
            1280 or 1920).
        expires (None | str | Unset): Of a signed URL: Unix seconds.
        signer (None | str | Unset): Of a signed URL: who made it.
        signature (None | str | Unset): Of a signed URL.
        range_ (str | Unset):
        if_none_match (str | Unset):
    """

    kwargs = _get_kwargs(
        bucket=bucket,
        key=key,
        w=w,
        expires=expires,
        signer=signer,
        signature=signature,
        range_=range_,
        if_none_match=if_none_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    bucket: str,
    key: str,
    *,
    client: AuthenticatedClient | Client,
    w: int | None | Unset = UNSET,
    expires: None | str | Unset = UNSET,
    signer: None | str | Unset = UNSET,
    signature: None | str | Unset = UNSET,
    range_: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | File | Problem | None:
    """Return a file of a public bucket, or any object by its signed URL.

    Args:
        bucket (str):
        key (str): The object's key; slashes may be encoded or not.
        w (int | None | Unset): Of a JPEG, PNG, WebP or AVIF: at most this wide (320, 640, 960,
            1280 or 1920).
        expires (None | str | Unset): Of a signed URL: Unix seconds.
        signer (None | str | Unset): Of a signed URL: who made it.
        signature (None | str | Unset): Of a signed URL.
        range_ (str | Unset):
        if_none_match (str | Unset):
    """

    return (
        await asyncio_detailed(
            bucket=bucket,
            key=key,
            client=client,
            w=w,
            expires=expires,
            signer=signer,
            signature=signature,
            range_=range_,
            if_none_match=if_none_match,
        )
    ).parsed
