"""Null in a change is refused where it would change nothing; where it has a meaning, the document says so."""

import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from tests.conftest import ONE_DATABASE
from tests.contract.bodies import BODIES
from tests.contract.house import House, build_house, write_operations

pytestmark = ONE_DATABASE


@pytest.fixture
async def house(owner: httpx.AsyncClient, app: FastAPI) -> House:
    """One of everything to change."""
    return await build_house(owner, app)


def takes_null(schemas: dict[str, Any], schema: dict[str, Any]) -> bool:
    """Return whether a schema takes null."""
    if "$ref" in schema:
        return takes_null(schemas, schemas[schema["$ref"].rpartition("/")[2]])
    choices = schema.get("anyOf") or schema.get("oneOf")
    if choices:
        return any(takes_null(schemas, choice) for choice in choices)
    return schema.get("type", "null") == "null" and not {"allOf", "enum", "const"} & schema.keys()


async def test_every_field_of_every_change_takes_null_or_refuses_it(app: FastAPI, house: House) -> None:
    schemas = app.openapi()["components"]["schemas"]
    changes = {
        operation: schemas[schema["$ref"].rpartition("/")[2]]
        for operation, (method, _, schema) in write_operations(app).items()
        if method in ("patch", "put") and "$ref" in schema
    }
    assert len(changes) > 8
    tried: set[str] = set()
    for operation, schema in changes.items():
        for name, member in schema["properties"].items():
            answer = await house.call(operation, json.dumps(BODIES[operation] | {name: None}).encode())
            where = f"{operation}.{name}: {answer.status_code} {answer.text}"
            assert (answer.status_code == 422) is not takes_null(schemas, member), where
            if answer.status_code == 422:
                tried.add(f"{operation}.{name}")
                assert [problem["loc"] for problem in answer.json()["errors"]] == [["body", name]], where
    assert {"update_workflow.name", "update_page.seo", "update_query.params", "update_user.role"} <= tried


async def test_null_makes_no_revision_and_says_what_to_send(owner: httpx.AsyncClient) -> None:
    made = await owner.post("/api/workflows", json={"name": "x"})
    url = f"/api/workflows/{made.json()['id']}"
    refused = await owner.patch(url, json={"name": None}, headers={"If-Match": made.headers["etag"]})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_input")
    assert "name" in refused.json()["detail"]
    assert "This cannot be null: give a value, or leave the field out" in refused.json()["detail"]
    assert (await owner.get(url)).json()["revision"] == made.json()["revision"]
