import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.execution_list import ExecutionList
from ...models.list_executions_status_type_0 import (
    ListExecutionsStatusType0,
)
from ...models.problem import Problem
from ...types import UNSET, Response, Unset, write_time


def _get_kwargs(
    *,
    workflow_id: None | Unset | UUID = UNSET,
    status: ListExecutionsStatusType0 | None | Unset = UNSET,
    queued_from: datetime.datetime | None | Unset = UNSET,
    queued_before: datetime.datetime | None | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_workflow_id: None | str | Unset
    if isinstance(workflow_id, Unset):
        json_workflow_id = UNSET
    elif isinstance(workflow_id, UUID):
        json_workflow_id = str(workflow_id)
    else:
        json_workflow_id = workflow_id
    params["workflow_id"] = json_workflow_id

    json_status: None | str | Unset
    if isinstance(status, Unset):
        json_status = UNSET
    elif isinstance(status, str):
        json_status = status
    else:
        json_status = status
    params["status"] = json_status

    json_queued_from: None | str | Unset
    if isinstance(queued_from, Unset):
        json_queued_from = UNSET
    elif isinstance(queued_from, datetime.datetime):
        json_queued_from = write_time(queued_from)
    else:
        json_queued_from = queued_from
    params["queued_from"] = json_queued_from

    json_queued_before: None | str | Unset
    if isinstance(queued_before, Unset):
        json_queued_before = UNSET
    elif isinstance(queued_before, datetime.datetime):
        json_queued_before = write_time(queued_before)
    else:
        json_queued_before = queued_before
    params["queued_before"] = json_queued_before

    params["limit"] = limit

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/executions",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ExecutionList | Problem | None:
    if response.status_code == 200:
        response_200 = ExecutionList.from_dict(response.json())

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

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ExecutionList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    workflow_id: None | Unset | UUID = UNSET,
    status: ListExecutionsStatusType0 | None | Unset = UNSET,
    queued_from: datetime.datetime | None | Unset = UNSET,
    queued_before: datetime.datetime | None | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> Response[ExecutionList | Problem]:
    """List executions, newest first. A run that a schedule made up for counts at the time it was due.

    Args:
        workflow_id (None | Unset | UUID): Only runs of this workflow.
        status (ListExecutionsStatusType0 | None | Unset): Only runs in this status.
        queued_from (datetime.datetime | None | Unset): Only runs that were queued at this moment
            or later.
        queued_before (datetime.datetime | None | Unset): Only runs that were queued before this
            moment.
        limit (int | Unset): Items in a page. Default: 50.
        cursor (None | str | Unset): `next_cursor` of the page before.
    """

    kwargs = _get_kwargs(
        workflow_id=workflow_id,
        status=status,
        queued_from=queued_from,
        queued_before=queued_before,
        limit=limit,
        cursor=cursor,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    workflow_id: None | Unset | UUID = UNSET,
    status: ListExecutionsStatusType0 | None | Unset = UNSET,
    queued_from: datetime.datetime | None | Unset = UNSET,
    queued_before: datetime.datetime | None | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> ExecutionList | Problem | None:
    """List executions, newest first. A run that a schedule made up for counts at the time it was due.

    Args:
        workflow_id (None | Unset | UUID): Only runs of this workflow.
        status (ListExecutionsStatusType0 | None | Unset): Only runs in this status.
        queued_from (datetime.datetime | None | Unset): Only runs that were queued at this moment
            or later.
        queued_before (datetime.datetime | None | Unset): Only runs that were queued before this
            moment.
        limit (int | Unset): Items in a page. Default: 50.
        cursor (None | str | Unset): `next_cursor` of the page before.
    """

    return sync_detailed(
        client=client,
        workflow_id=workflow_id,
        status=status,
        queued_from=queued_from,
        queued_before=queued_before,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    workflow_id: None | Unset | UUID = UNSET,
    status: ListExecutionsStatusType0 | None | Unset = UNSET,
    queued_from: datetime.datetime | None | Unset = UNSET,
    queued_before: datetime.datetime | None | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> Response[ExecutionList | Problem]:
    """List executions, newest first. A run that a schedule made up for counts at the time it was due.

    Args:
        workflow_id (None | Unset | UUID): Only runs of this workflow.
        status (ListExecutionsStatusType0 | None | Unset): Only runs in this status.
        queued_from (datetime.datetime | None | Unset): Only runs that were queued at this moment
            or later.
        queued_before (datetime.datetime | None | Unset): Only runs that were queued before this
            moment.
        limit (int | Unset): Items in a page. Default: 50.
        cursor (None | str | Unset): `next_cursor` of the page before.
    """

    kwargs = _get_kwargs(
        workflow_id=workflow_id,
        status=status,
        queued_from=queued_from,
        queued_before=queued_before,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    workflow_id: None | Unset | UUID = UNSET,
    status: ListExecutionsStatusType0 | None | Unset = UNSET,
    queued_from: datetime.datetime | None | Unset = UNSET,
    queued_before: datetime.datetime | None | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> ExecutionList | Problem | None:
    """List executions, newest first. A run that a schedule made up for counts at the time it was due.

    Args:
        workflow_id (None | Unset | UUID): Only runs of this workflow.
        status (ListExecutionsStatusType0 | None | Unset): Only runs in this status.
        queued_from (datetime.datetime | None | Unset): Only runs that were queued at this moment
            or later.
        queued_before (datetime.datetime | None | Unset): Only runs that were queued before this
            moment.
        limit (int | Unset): Items in a page. Default: 50.
        cursor (None | str | Unset): `next_cursor` of the page before.
    """

    return (
        await asyncio_detailed(
            client=client,
            workflow_id=workflow_id,
            status=status,
            queued_from=queued_from,
            queued_before=queued_before,
            limit=limit,
            cursor=cursor,
        )
    ).parsed
