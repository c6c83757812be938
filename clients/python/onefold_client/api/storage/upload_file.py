from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.object_read import ObjectRead
from ...models.problem import Problem
from ...models.upload_file_upload_form import UploadFileUploadForm
from ...types import Response


def _get_kwargs(
    *,
    body: UploadFileUploadForm,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/storage/upload",
    }

    _kwargs["files"] = body.to_multipart()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> ObjectRead | Problem | None:
    if response.status_code == 200:
        response_200 = ObjectRead.from_dict(response.json())

        return response_200

    if response.status_code == 201:
        response_201 = ObjectRead.from_dict(response.json())

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

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())

        return response_412

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if response.status_code == 507:
        response_507 = Problem.from_dict(response.json())

        return response_507

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
    *,
    client: AuthenticatedClient,
    body: UploadFileUploadForm,
) -> Response[ObjectRead | Problem]:
    """Store the file of a form under `key` in `bucket`; without a key, under the file's name.

    Args:
        body (UploadFileUploadForm):
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: UploadFileUploadForm,
) -> ObjectRead | Problem | None:
    """Store the file of a form under `key` in `bucket`; without a key, under the file's name.

    Args:
        body (UploadFileUploadForm):
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: UploadFileUploadForm,
) -> Response[ObjectRead | Problem]:
    """Store the file of a form under `key` in `bucket`; without a key, under the file's name.

    Args:
        body (UploadFileUploadForm):
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: UploadFileUploadForm,
) -> ObjectRead | Problem | None:
    """Store the file of a form under `key` in `bucket`; without a key, under the file's name.

    Args:
        body (UploadFileUploadForm):
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
