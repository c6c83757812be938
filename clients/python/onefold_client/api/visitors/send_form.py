from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.send_form_data_body import SendFormDataBody
from ...models.send_form_files_body import SendFormFilesBody
from ...models.submission_response import SubmissionResponse
from ...types import UNSET, Response, Unset


def _get_kwargs(
    slug: str,
    component_id: str,
    *,
    body: SendFormDataBody | SendFormFilesBody | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/p/{slug}/forms/{component_id}".format(
            slug=quote(str(slug), safe=""),
            component_id=quote(str(component_id), safe=""),
        ),
    }

    if isinstance(body, SendFormDataBody):
        if not isinstance(body, Unset):
            _kwargs["data"] = body.to_dict()
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    if isinstance(body, SendFormFilesBody):
        if not isinstance(body, Unset):
            _kwargs["files"] = body.to_multipart()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Problem | SubmissionResponse | None:
    if response.status_code == 200:
        response_200 = SubmissionResponse.from_dict(response.json())

        return response_200

    if response.status_code == 202:
        response_202 = SubmissionResponse.from_dict(response.json())

        return response_202

    if response.status_code == 303:
        response_303 = cast(Any, None)
        return response_303

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
        response_422 = SubmissionResponse.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | Problem | SubmissionResponse]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    slug: str,
    component_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: SendFormDataBody | SendFormFilesBody | Unset = UNSET,
) -> Response[Any | Problem | SubmissionResponse]:
    """Check a form's fields and run its `on_submit`. JSON for `Accept: application/json`, else the page
    again.

    Args:
        slug (str):
        component_id (str):
        body (SendFormDataBody | Unset):
        body (SendFormFilesBody | Unset):
    """

    kwargs = _get_kwargs(
        slug=slug,
        component_id=component_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    slug: str,
    component_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: SendFormDataBody | SendFormFilesBody | Unset = UNSET,
) -> Any | Problem | SubmissionResponse | None:
    """Check a form's fields and run its `on_submit`. JSON for `Accept: application/json`, else the page
    again.

    Args:
        slug (str):
        component_id (str):
        body (SendFormDataBody | Unset):
        body (SendFormFilesBody | Unset):
    """

    return sync_detailed(
        slug=slug,
        component_id=component_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    slug: str,
    component_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: SendFormDataBody | SendFormFilesBody | Unset = UNSET,
) -> Response[Any | Problem | SubmissionResponse]:
    """Check a form's fields and run its `on_submit`. JSON for `Accept: application/json`, else the page
    again.

    Args:
        slug (str):
        component_id (str):
        body (SendFormDataBody | Unset):
        body (SendFormFilesBody | Unset):
    """

    kwargs = _get_kwargs(
        slug=slug,
        component_id=component_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    slug: str,
    component_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: SendFormDataBody | SendFormFilesBody | Unset = UNSET,
) -> Any | Problem | SubmissionResponse | None:
    """Check a form's fields and run its `on_submit`. JSON for `Accept: application/json`, else the page
    again.

    Args:
        slug (str):
        component_id (str):
        body (SendFormDataBody | Unset):
        body (SendFormFilesBody | Unset):
    """

    return (
        await asyncio_detailed(
            slug=slug,
            component_id=component_id,
            client=client,
            body=body,
        )
    ).parsed
