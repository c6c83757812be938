"""The OpenAPI document as generators want it: what every route of a kind can answer, declared once.

A dependency that can refuse a request says so in an attribute `errors`, a tuple of our error classes; every route
that depends on it gets these responses. FastAPI's own validation schema, which we never send, is replaced by ours.
"""

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from app.core.errors import BadRequest, Invalid, OnefoldError, Problem, TooLarge, UnsupportedMediaType
from app.core.http.pagination import ListPage
from app.core.http.problems import declare, schema_name

REF = "#/components/schemas/"
FASTAPI_SCHEMAS = ("HTTPValidationError", "ValidationError")


Describe = Callable[[dict[str, Any]], None]


def install_openapi(app: FastAPI, describe: Sequence[Describe]) -> None:
    """Make the app's OpenAPI document ours; it is built at the first use and kept.

    The functions describe in its schemas what only they know: kinds of nodes, components.
    """

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = FastAPI.openapi(app)
            _complete(app, document, describe)
        assert app.openapi_schema is not None
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


class OpenApiDocument:
    """The document as it is served. Building it takes most of a second, so a thread does, at the first use."""

    def __init__(self) -> None:
        self._content: bytes | None = None

    async def read(self, app: FastAPI) -> bytes:
        """Return the document of the app."""
        if self._content is None:
            self._content = await asyncio.to_thread(_dump, app)
        return self._content


def _dump(app: FastAPI) -> bytes:
    return json.dumps(app.openapi(), ensure_ascii=False, separators=(",", ":")).encode()


def dependency_calls(dependant: Dependant) -> Iterator[Any]:
    """Yield what a route calls before its function: its dependencies and theirs."""
    for child in dependant.dependencies:
        yield child.call
        yield from dependency_calls(child)


def _complete(app: FastAPI, document: dict[str, Any], describe: Sequence[Describe]) -> None:
    _name_lists(document)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for context in iter_route_contexts(app.routes):
        if not isinstance(context.original_route, APIRoute) or not context.include_in_schema:
            continue
        declared = _declared_errors(context.dependant)
        for method in context.methods or ():
            operation = document["paths"][context.path_format][method.lower()]
            _complete_operation(operation, declared, is_api=str(context.path_format).startswith("/api/"))
    for name in FASTAPI_SCHEMAS:
        schemas.pop(name, None)
    schemas.update(_problem_schemas())
    for function in describe:
        function(schemas)
    drop_unused(document)
    _say_defaults(document)
    document["components"]["schemas"] = dict(sorted(schemas.items()))


def _problem_schemas() -> dict[str, Any]:
    """Return the schemas of problems: that of all of them, one for each code, and all codes."""
    problem = Problem.model_json_schema(ref_template=REF + "{model}")
    del problem["properties"]["errors"]["default"]  # null, which FastAPI leaves out as well
    code = problem["properties"]["code"]
    code["anyOf"] = [{"$ref": f"{REF}ErrorCode"}, {"type": code.pop("type")}]  # another build may know others
    schemas = {**problem.pop("$defs"), "Problem": problem}
    errors = list(_error_classes(OnefoldError))
    for error in errors:
        name = schema_name(error)
        schema = schemas.setdefault(name, {"allOf": [{"$ref": f"{REF}Problem"}, _narrowed(error)]})
        narrowed = schema["allOf"][1]["properties"]
        narrowed["status"]["enum"] = sorted({*narrowed["status"]["enum"], error.status})
        narrowed.update(error.members)
    codes = sorted({error.code for error in errors})
    return schemas | {"ErrorCode": {"type": "string", "enum": codes, "description": "Every code of this build."}}


def _narrowed(error: type[OnefoldError]) -> dict[str, Any]:
    return {
        "type": "object",
        "description": f"{error.title}.",
        "properties": {"status": {"type": "integer", "enum": []}, "code": {"const": error.code}},
        "required": ["status", "code"],
    }


def _error_classes(kind: type[OnefoldError]) -> Iterator[type[OnefoldError]]:
    """Yield an error and all its kinds in the app."""
    yield kind
    for child in kind.__subclasses__():
        if child.__module__.startswith("app."):
            yield from _error_classes(child)


def drop_unused(document: dict[str, Any]) -> None:
    """Leave out the schemas that nothing refers to: problems that no operation answers."""
    schemas = document["components"]["schemas"]
    for name in schemas.keys() - used_by(document["paths"], schemas):
        del schemas[name]


def _say_defaults(document: dict[str, Any]) -> None:
    """Say in words what a member of a body is when it is left out: some generators demand what has a `default`."""
    schemas = document["components"]["schemas"]
    operations = [operation for methods in document["paths"].values() for operation in methods.values()]
    for name in used_by([operation.get("requestBody") for operation in operations], schemas):
        for member in schemas[name].get("properties", {}).values():
            default = member.pop("default", None)
            if default is not None:
                said = f"Default: `{json.dumps(default)}`."
                member["description"] = f"{member['description']} {said}" if "description" in member else said


def used_by(value: Any, schemas: dict[str, Any]) -> set[str]:
    """Return the schemas that a part of the document refers to, and those that they do."""
    used: set[str] = set()
    pending = [value]
    while pending:
        for name in set(_references(pending.pop())) - used:
            used.add(name)
            pending.append(schemas[name])
    return used


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for child in value.values():
            yield from _references(child)
    elif isinstance(value, list):
        for child in value:
            yield from _references(child)
    elif isinstance(value, str) and value.startswith(REF):
        yield value.removeprefix(REF)


def _name_lists(document: dict[str, Any]) -> None:
    """Give the schema of each list its title: pydantic calls it `ListPage_WorkflowSummary_`, which clients garble."""
    schemas = document.get("components", {}).get("schemas", {})
    renamed = {name: schemas[name]["title"] for name in schemas if name.startswith(f"{ListPage.__name__}_")}
    for name, title in renamed.items():
        if title in schemas:
            raise ValueError(f"two schemas are named {title}")
        schemas[title] = schemas.pop(name)
    _follow_renames(document["paths"], {REF + name: REF + title for name, title in renamed.items()})


def _follow_renames(value: Any, renamed: dict[str, str]) -> None:
    if isinstance(value, dict):
        if value.get("$ref") in renamed:
            value["$ref"] = renamed[value["$ref"]]
        for child in value.values():
            _follow_renames(child, renamed)
    elif isinstance(value, list):
        for child in value:
            _follow_renames(child, renamed)


def _declared_errors(dependant: Dependant) -> list[type[OnefoldError]]:
    found: dict[type[OnefoldError], None] = {}
    for call in dependency_calls(dependant):
        found.update(dict.fromkeys(getattr(call, "errors", ())))
    return list(found)


def _complete_operation(operation: dict[str, Any], declared: list[type[OnefoldError]], *, is_api: bool) -> None:
    operation.setdefault("security", [])  # said out loud, as OpenAPI has it, where anybody may call
    responses: dict[str, Any] = operation["responses"]
    if _refers_to(responses.get("422", {}), "application/json") == FASTAPI_SCHEMAS[0]:
        del responses["422"]
    errors = list(declared)
    if "requestBody" in operation:
        errors += [BadRequest, TooLarge]
    if "application/json" in operation.get("requestBody", {}).get("content", {}):
        errors.append(UnsupportedMediaType)
    if "requestBody" in operation or "parameters" in operation or is_api:
        errors.append(Invalid)
    if not errors and not any(status.startswith("4") for status in responses):
        errors.append(BadRequest)  # the one thing that can be wrong with a request that carries nothing
    for error in dict.fromkeys(errors):
        declare(responses.setdefault(str(error.status), {}), error)
    operation["responses"] = dict(sorted(responses.items()))


def _refers_to(response: dict[str, Any], media_type: str) -> str:
    schema = response.get("content", {}).get(media_type, {}).get("schema", {})
    return str(schema.get("$ref", "")).removeprefix(REF)
