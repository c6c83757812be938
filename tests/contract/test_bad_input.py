"""Input that is not what it says: each answer is a problem the caller can read, never a 5xx."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import BaseModel

from app.main import create_app
from tests.conftest import make_settings
from tests.contract.bodies import BODIES, spoil
from tests.contract.house import House, build_house, write_operations

JSON = "application/json"
DEEP = b"[" * 100_000
NUL = json.dumps("a\0b").encode()
HALF = b'"a\\ud800b"'
HUGE = b"1" * 5000
# A house has its owner already, nobody there has this password, and its run has ended: refused for that alone.
UNDERSTOOD = {("create_first_owner", 409), ("login", 401), ("change_password", 401), ("resume_execution", 409)}
QUERIES = (
    "/api/workflows?cursor=%00",
    "/api/workflows?cursor=%FF%FE",
    "/api/workflows?limit=" + "9" * 5000,
    "/api/executions?cursor=%ED%A0%80",
    "/api/audit-events?cursor=AAAA",
    "/api/storage/buckets/%00",
    "/api/storage/buckets/%FF/objects",
    "/api/storage/buckets/x/objects/%00",
    "/api/storage/buckets/x/objects?prefix=%00",
    "/api/public/pages/%00",
    "/api/public/pages/%FF",
    "/api/workflows/%00",
    "/api/executions/%FF/events?after=" + "9" * 400,
    "/files/%00/a",
    "/webhook/%00",
)


def check_problem(answer: httpx.Response, where: str = "") -> None:
    """Fail unless the answer is a 4xx problem."""
    assert 400 <= answer.status_code < 500, f"{where or answer.request.url}: {answer.status_code} {answer.text[:300]}"
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code


@pytest.fixture
async def house(owner: httpx.AsyncClient, app: FastAPI) -> House:
    """One of everything to write to."""
    return await build_house(owner, app)


def test_every_operation_that_takes_json_has_a_body_with_every_field(tmp_path: Path) -> None:
    app = create_app(make_settings(tmp_path, ""))
    operations = write_operations(app)
    assert set(BODIES) == set(operations)
    schemas = app.openapi()["components"]["schemas"]
    for operation, (_, _, schema) in operations.items():
        fields = schemas[schema["$ref"].rpartition("/")[2]]["properties"] if "$ref" in schema else BODIES[operation]
        assert set(BODIES[operation]) == set(fields), operation


def models(kind: type[BaseModel] = BaseModel) -> Iterator[type[BaseModel]]:
    """Yield every model of the app."""
    for model in kind.__subclasses__():
        if model.__module__.startswith("app."):
            yield model
        yield from models(model)


def test_a_field_has_one_name() -> None:
    """What the document calls `from` cannot be sent under the name that the code has for it."""
    aliased = [model for model in models() if any(field.alias for field in model.model_fields.values())]
    assert {"Edge", "ObjectTransfer"} <= {model.__name__ for model in aliased}
    by_name = ("populate_by_name", "validate_by_name")
    assert [model for model in aliased if any(model.model_config.get(name) for name in by_name)] == []


async def test_the_bodies_are_good(house: House) -> None:
    """Otherwise a refusal says nothing of the bad value."""
    for operation, body in BODIES.items():
        answer = await house.call(operation, json.dumps(body).encode())
        assert answer.status_code < 300 or (operation, answer.status_code) in UNDERSTOOD, (operation, answer.text)


@pytest.mark.parametrize("value", [NUL, HALF], ids=["nul", "surrogate"])
async def test_text_that_no_database_holds_is_refused_wherever_it_stands(house: House, value: bytes) -> None:
    for operation in BODIES:
        for spoilt in spoil(operation, value):
            check_problem(await house.call(operation, spoilt.content), spoilt.name)


@pytest.mark.parametrize("value", [DEEP, HUGE], ids=["deep", "huge"])
async def test_json_that_no_parser_takes_is_refused(house: House, value: bytes) -> None:
    for operation in BODIES:
        for content in (value, b'{"name": ' + value):
            check_problem(await house.call(operation, content), operation)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xfe", JSON),
        (b'{"name": "\xff"}', JSON),
        (b"", JSON),
        (b"{", JSON),
        (b'{"name": NaN}', JSON),
        (b'{"name": "x"}', "text/plain"),
        (b"name=x", "application/x-www-form-urlencoded"),
        (b"--x", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
    ],
)
@pytest.mark.parametrize("path", ["/api/auth/login", "/api/secrets", "/api/storage/upload"])
async def test_bodies_that_are_not_what_they_say_are_refused(
    owner: httpx.AsyncClient, path: str, content: bytes, kind: str
) -> None:
    check_problem(await owner.post(path, content=content, headers={"Content-Type": kind.encode("latin-1")}))


async def test_paths_and_queries_that_are_no_text_are_refused(owner: httpx.AsyncClient) -> None:
    for url in QUERIES:
        answer = await owner.get(url)
        assert answer.status_code < 500, f"{url}: {answer.text}"
        if answer.status_code != 200:
            check_problem(answer)


def integer_parameters(app: FastAPI) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield method, path and schema of every integer in a path or a query."""
    for path, operations in app.openapi()["paths"].items():
        for method, operation in operations.items():
            for parameter in operation.get("parameters", ()):
                schema = parameter["schema"]
                for choice in schema.get("anyOf", [schema]):
                    if choice.get("type") == "integer":
                        yield method, path, {"name": parameter["name"], "in": parameter["in"], **choice}


async def test_integers_that_no_column_holds_are_refused(
    house: House, app: FastAPI, owner: httpx.AsyncClient
) -> None:
    found = list(integer_parameters(app))
    assert len(found) > 5
    for method, template, parameter in found:
        where = f"{method} {template} {parameter['name']}"
        assert parameter.get("maximum", 2**63) < 2**63, f"{where} has no maximum"
        for value in (parameter["maximum"], parameter["maximum"] + 1, 2**63, 10**30):
            places = defaultdict(lambda: "1", house.places)
            if parameter["in"] == "path":
                places[parameter["name"]] = str(value)
            query = {parameter["name"]: value} if parameter["in"] == "query" else None
            answer = await owner.request(method, template.format_map(places), params=query)
            if value > parameter["maximum"] and method == "head":  # its answers have no body
                assert answer.status_code == 422, where
            elif value > parameter["maximum"]:
                check_problem(answer, where)
            assert answer.status_code < 500, where
