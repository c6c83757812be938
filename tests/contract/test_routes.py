"""What every route promises: a name, a tag, who may call it, and what it answers. New routes join by themselves."""

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, APIWebSocketRoute, RouteContext, iter_route_contexts

from app.auth.deps import Access
from app.core.http.idempotency import IdempotentRoute
from app.core.http.openapi import dependency_calls
from app.core.observability.router import PublicRoute
from app.core.settings import Settings
from app.main import create_app

METHODS = {"get", "put", "post", "patch", "delete", "head", "options"}


def api_routes(app: FastAPI) -> list[RouteContext]:
    """Return every HTTP route of ours, as it is mounted."""
    return [context for context in iter_route_contexts(app.routes) if isinstance(context.original_route, APIRoute)]


def access_of(route: RouteContext) -> list[Any]:
    """Return what the route declares about who may call it."""
    return [call for call in dependency_calls(route.dependant) if isinstance(call, Access | PublicRoute)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The app, not running."""
    folder: Path = tmp_path_factory.mktemp("contract")
    return create_app(Settings(data_dir=folder, _env_file=None))  # type: ignore[call-arg]


@pytest.fixture(scope="module")
def operations(built: FastAPI) -> list[tuple[str, dict[str, Any]]]:
    """Every operation of the document, with its name for messages."""
    return [
        (f"{method.upper()} {path}", operation)
        for path, item in built.openapi()["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    ]


def test_each_route_says_once_who_may_call_it(built: FastAPI) -> None:
    wrong = {f"{route.methods} {route.path}": access_of(route) for route in api_routes(built)}
    assert wrong
    assert [name for name, access in wrong.items() if len(access) != 1] == []


def test_nothing_answers_http_outside_the_declared_routes(built: FastAPI) -> None:
    others = {
        context.path
        for context in iter_route_contexts(built.routes)
        if not isinstance(context.original_route, APIRoute) and context.methods
    }
    assert others == set()


def test_a_404_says_what_is_missing(operations: list[tuple[str, dict[str, Any]]]) -> None:
    missing = {name: operation["responses"].get("404", {}).get("description") for name, operation in operations}
    assert [name for name, codes in missing.items() if codes and "`not_found`" in codes] == []


def test_no_route_waits_for_a_request_to_be_built(built: FastAPI) -> None:
    """An included router builds its routes at its first request, which held the event loop for 0.3 s."""
    assert {type(route) for route in built.routes} == {IdempotentRoute, APIWebSocketRoute}


def test_no_path_ends_in_a_slash(built: FastAPI) -> None:
    paths = [context.path for context in iter_route_contexts(built.routes) if context.path]
    assert [path for path in paths if path != "/" and path.endswith("/")] == []


def test_route_functions_have_unique_names_that_clients_can_use(built: FastAPI) -> None:
    routes = api_routes(built)
    names: dict[str, str] = {}
    for route in routes:
        assert re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", route.name or ""), route.name
        assert route.endpoint is not None
        # A function that serves several methods is one operation a method.
        suffixes = {"", *(f"_{method.lower()}" for method in route.methods or ())}
        assert route.name in {route.endpoint.__name__ + suffix for suffix in suffixes}, f"{route.path} renames it"
        place = f"{route.methods} {route.path}"
        assert names.setdefault(str(route.name), place) == place, f"{route.name} is used twice"


def test_operation_ids_are_the_function_names_and_unique(
    built: FastAPI, operations: list[tuple[str, dict[str, Any]]]
) -> None:
    ids = [operation["operationId"] for _, operation in operations]
    assert sorted(ids) == sorted(set(ids))
    assert set(ids) <= {route.name for route in api_routes(built)}


def test_each_operation_has_one_tag_that_is_described_and_a_description(
    built: FastAPI, operations: list[tuple[str, dict[str, Any]]]
) -> None:
    tags = {tag["name"]: tag["description"] for tag in built.openapi()["tags"]}
    assert [name for name, operation in operations if len(operation.get("tags", [])) != 1] == []
    assert {operation["tags"][0] for _, operation in operations} == set(tags)
    assert all(description.endswith(".") for description in tags.values())
    assert [name for name, operation in operations if not operation.get("description")] == []


def test_protected_operations_declare_their_refusals(
    built: FastAPI, operations: list[tuple[str, dict[str, Any]]]
) -> None:
    protected = {
        route.name for route in api_routes(built) if any(isinstance(call, Access) for call in access_of(route))
    }
    assert protected
    for name, operation in operations:
        if operation["operationId"] in protected:
            assert {"400", "401", "403"} <= set(operation["responses"]), name
            assert operation["security"] == [{"session": []}, {"api_key": []}], name
        else:
            assert operation["security"] == [], name


def test_what_takes_input_declares_that_it_may_be_wrong(operations: list[tuple[str, dict[str, Any]]]) -> None:
    for name, operation in operations:
        if "requestBody" in operation:
            assert {"400", "413", "422"} <= set(operation["responses"]), name
        if "parameters" in operation:
            assert "422" in operation["responses"], name


def test_errors_are_problems_or_an_answer_with_a_shape_of_its_own(
    operations: list[tuple[str, dict[str, Any]]],
) -> None:
    for name, operation in operations:
        for status, response in operation["responses"].items():
            if status < "400":
                continue
            assert response.get("content"), f"{name} {status}"
            for media_type, content in response["content"].items():
                shapes = [part.get("$ref", "") for part in content["schema"].get("anyOf", [content["schema"]])]
                is_problem = media_type == "application/problem+json"
                what = f"{name} {status} {media_type}"
                assert {shape.endswith("Problem") for shape in shapes} == {is_problem}, what
                if media_type == "application/json":
                    assert shapes != [""], f"{name} {status} has no named shape"


def test_a_problem_of_each_code_says_which_it_is(built: FastAPI) -> None:
    schemas = built.openapi()["components"]["schemas"]
    problems = {name: schema["allOf"][1]["properties"] for name, schema in schemas.items() if name in named(schemas)}
    assert len(problems) > 80
    every_code = schemas["ErrorCode"]["enum"]
    for name, members in problems.items():
        code = members["code"]["const"]
        assert code in every_code
        assert name == "".join(word.capitalize() for word in code.split("_")) + "Problem"
        assert all(400 <= status < 600 for status in members["status"]["enum"]), name
    assert problems["RevisionConflictProblem"]["current_revision"] == {"type": "integer"}
    assert problems["GraphInvalidProblem"]["problems"]["items"] == {"$ref": "#/components/schemas/DraftProblem"}


def named(schemas: dict[str, Any]) -> set[str]:
    """Return the schemas of the problems of one code."""
    return {name for name in schemas if name.endswith("Problem")} - {"Problem", "FieldProblem", "DraftProblem"}


def test_the_document_has_our_problem_and_no_schema_that_nothing_uses(built: FastAPI) -> None:
    document = built.openapi()
    schemas = document["components"]["schemas"]
    assert {"code", "request_id", "detail", "errors"} <= set(schemas["Problem"]["properties"])
    assert not {"HTTPValidationError", "ValidationError"} & set(schemas)
    text = str(document)
    used = set(re.findall(r"#/components/schemas/([A-Za-z0-9_.-]+)", text))
    assert used == set(schemas)


NOT_IDEMPOTENT = {
    *("create_api_key", "create_secret", "create_execution_ticket", "create_first_owner"),  # they return a secret
    "upload_file",
}


def test_what_starts_or_creates_something_takes_an_idempotency_key(
    operations: list[tuple[str, dict[str, Any]]],
) -> None:
    """All but those that return a secret, which is shown once and stored nowhere, or take a file."""
    for name, operation in operations:
        makes = name.startswith("POST /api/") and {"201", "202"} & operation["responses"].keys()
        changes = name.endswith(("/publish", "/move", "/queries/{query}/run"))
        wanted = changes or (makes and operation["operationId"] not in NOT_IDEMPOTENT)
        headers = {parameter["name"] for parameter in operation.get("parameters", ())}
        assert ("idempotency-key" in headers) is bool(wanted), name
        if wanted:
            responses = str(operation["responses"])
            assert "IdempotencyKeyReusedProblem" in responses, name
            # Whoever asks again for a run is answered with the run.
            waits = "RequestInProgressProblem" in responses and "KeptResponseTooLargeProblem" in responses
            assert waits is (operation["operationId"] not in {"execute_workflow", "retry_execution"}), name


def test_the_document_says_whose_it_is_and_where_it_is_served(built: FastAPI) -> None:
    document = built.openapi()
    assert document["info"]["license"] == {"name": "Apache License 2.0", "identifier": "Apache-2.0"}
    assert document["info"]["contact"]["name"]
    assert [server["url"] for server in document["servers"]] == ["/"]


def test_each_operation_says_what_may_be_wrong_with_a_request(operations: list[tuple[str, dict[str, Any]]]) -> None:
    assert [name for name, operation in operations if not any(s[0] == "4" for s in operation["responses"])] == []


def test_the_document_is_the_same_each_time(built: FastAPI) -> None:
    assert built.openapi() is built.openapi()
