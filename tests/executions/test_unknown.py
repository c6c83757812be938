"""Whatever is asked of a run that does not exist, the answer says so."""

import httpx
from fastapi import FastAPI

from app.core.ids import uuid7
from tests.conftest import ONE_DATABASE

BODIES = {"resume": {"node_id": "a", "action": "complete"}}


@ONE_DATABASE
async def test_every_route_of_a_run_says_that_there_is_none(app: FastAPI, owner: httpx.AsyncClient) -> None:
    routes = [
        (method, path)
        for path, operations in app.openapi()["paths"].items()
        if path.startswith("/api/executions/{execution_id}")
        for method in operations
    ]
    assert len(routes) > 5
    for method, path in routes:
        url = path.format(execution_id=uuid7(), hash="0" * 64)
        answer = await owner.request(method, url, json=BODIES.get(path.rpartition("/")[2]))
        assert (answer.status_code, answer.json()["code"]) == (404, "execution_not_found"), f"{method} {path}"
