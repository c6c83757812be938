"""Turns every error into problem+json, and declares it in the OpenAPI document."""

import json
from itertools import groupby
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError
from starlette.exceptions import HTTPException

from app.core.errors import (
    BadRequest,
    Conflict,
    FieldProblem,
    Forbidden,
    Invalid,
    MethodNotAllowed,
    NotFound,
    OnefoldError,
    StorageFull,
    TooLarge,
    Unauthenticated,
    Unavailable,
    UnsupportedMediaType,
    problem_body,
)
from app.core.http.bodies import UNREADABLE_JSON, describe_json_error
from app.core.http.unknown_paths import allowed_methods, describe_unknown_path, list_below
from app.core.input_errors import describe_errors

log = structlog.get_logger("onefold.core.http.problems")
MEDIA_TYPE = "application/problem+json"

_BY_STATUS: dict[int, type[OnefoldError]] = {
    kind.status: kind
    for kind in (
        BadRequest,
        Unauthenticated,
        Forbidden,
        NotFound,
        MethodNotAllowed,
        Conflict,
        TooLarge,
        UnsupportedMediaType,
        Invalid,
        Unavailable,
    )
}


def problems(*errors: type[OnefoldError]) -> dict[int | str, dict[str, Any]]:
    """Return the `responses=` of a route that can answer these errors, grouped by status.

    The schema is named, not given as `model=`: FastAPI would build a validator for each of 500 at import. That of a
    single code is part of the document (`app.core.http.openapi`), so that clients know of each answer what it can be.
    """
    declared: dict[int | str, dict[str, Any]] = {}
    for error in sorted(errors, key=lambda kind: kind.status):
        declare(declared.setdefault(error.status, {}), error)
    return declared


def declare(response: dict[str, Any], error: type[OnefoldError]) -> None:
    """Add an error to the response that the document has for its status, unless it is there."""
    content = response.setdefault("content", {}).setdefault(MEDIA_TYPE, {})
    schema, reference = content.get("schema"), {"$ref": f"#/components/schemas/{schema_name(error)}"}
    known = [] if schema is None else schema.get("anyOf", [schema])
    if reference not in known:
        content["schema"] = {"anyOf": [*known, reference]} if known else reference
        said = f"`{error.code}`: {error.title}"
        response["description"] = f"{response['description']}; {said}" if "description" in response else said


def schema_name(error: type[OnefoldError]) -> str:
    """Return the name of the schema of the problems with this error's code: `BadRequestProblem`."""
    return "".join(word.capitalize() for word in error.code.split("_")) + "Problem"


class _ProblemResponse(JSONResponse):
    """A problem in UTF-8, also when it quotes half a surrogate pair, which JSON can spell and UTF-8 cannot hold."""

    media_type = MEDIA_TYPE

    def render(self, content: Any) -> bytes:
        """Return the document, with `?` for what cannot be encoded."""
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def problem_response(request: Request, error: OnefoldError) -> JSONResponse:
    """Return the answer for an error, with the request id of this request."""
    request_id = request.scope.get("state", {}).get("request_id", "")
    headers = {"Cache-Control": "no-store"} | error.headers
    return _ProblemResponse(problem_body(error, request_id), error.status, headers=headers)


def _field_problems(request: Request, error: RequestValidationError) -> list[FieldProblem]:
    """Return what is wrong with a request: where and what, in our words."""
    body = getattr(request.scope.get("route"), "body_field", None)
    found: list[FieldProblem] = []
    for part, items in groupby(error.errors(), key=lambda item: item["loc"][0]):
        inner = [{**item, "loc": item["loc"][1:]} for item in items]
        annotation = body.field_info.annotation if body and part == "body" else None
        described = describe_errors(inner, annotation, noun="field" if part == "body" else "parameter")
        found += [FieldProblem(loc=[part, *one.loc], msg=one.message) for one in described]
    return found


def _describe_wrong_type(request: Request) -> str:
    given = request.headers.get("content-type", "").partition(";")[0].strip()[:100]
    came = f"as {given}" if given else "without a content type"
    return f"Send `Content-Type: application/json`: the body came {came}."


async def _on_onefold_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, OnefoldError)
    if error.status >= 500:
        log.error("request_failed", code=error.code, detail=error.detail, exc_info=error.__cause__)
    return problem_response(request, error)


async def _on_validation_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    if isinstance(error.body, bytes):
        return problem_response(request, UnsupportedMediaType(_describe_wrong_type(request)))
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        problem = describe_json_error(error.body, first["loc"][1], first["ctx"]["error"])
        return problem_response(request, BadRequest(problem, errors=[FieldProblem(loc=["body"], msg=problem)]))
    found = _field_problems(request, error)
    return problem_response(request, Invalid(errors=found))


async def _on_http_exception(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    kind = _BY_STATUS.get(error.status_code, BadRequest if error.status_code < 500 else Unavailable)
    if error.status_code == 404:
        return problem_response(request, kind(describe_unknown_path(request), headers=error.headers))
    if error.status_code == 405:
        allowed = allowed_methods(request, request.url.path)
        uses = [method for method in allowed if method != "HEAD"] + list_below(request)
        detail = f"{request.method} is not allowed at {request.url.path}; use {' or '.join(uses)}."
        return problem_response(request, kind(detail, headers={"Allow": ", ".join(allowed)}))
    if isinstance(error.__cause__, UnicodeDecodeError | RecursionError):
        if coding := request.headers.get("content-encoding", "")[:100]:
            said = f"Send the body as it is, without the header Content-Encoding: it came with {coding}."
            return problem_response(request, UnsupportedMediaType(said))
        return problem_response(request, kind(UNREADABLE_JSON))
    detail = str(error.detail)
    return problem_response(request, kind(detail, headers=error.headers))


async def _on_database_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DBAPIError)
    text = str(error.orig).lower()
    if isinstance(error, IntegrityError):
        return problem_response(request, Conflict("This conflicts with something that exists already."))
    if isinstance(error, DataError):  # such as U+0000 in a path, which Postgres keeps in no text
        return problem_response(request, Invalid("The request holds a value that no stored value can have."))
    if "disk is full" in text or "disk full" in text or "no space left" in text:
        return problem_response(request, StorageFull("The database's disk is full. Free some room, then try again."))
    log.error("database_error", exc_info=error)
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return problem_response(
            request,
            Unavailable("The database does not answer. Try again shortly.", headers={"Retry-After": "2"}),
        )
    return problem_response(request, OnefoldError("The database refused this. The log has the cause."))


async def _on_unexpected(request: Request, error: Exception) -> JSONResponse:
    log.error("unexpected_error", exc_info=error)
    return problem_response(
        request, OnefoldError("An unexpected error. The log has the cause under this request id.")
    )


def install_error_handlers(app: FastAPI) -> None:
    """Make every error of this app a problem+json answer, unknown paths and bugs included."""
    app.add_exception_handler(OnefoldError, _on_onefold_error)
    app.add_exception_handler(RequestValidationError, _on_validation_error)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(DBAPIError, _on_database_error)
    app.add_exception_handler(Exception, _on_unexpected)
