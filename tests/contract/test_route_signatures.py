"""Routes are written one way: who calls, session, resources, path, query and headers, body, request and response.

A parameter with a default stands after those without, in the same order.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts

from app.auth.deps import Access
from tests.conftest import ONE_DATABASE
from tests.contract.test_routes import access_of, api_routes

pytestmark = ONE_DATABASE

CALLER, SESSION, RESOURCE, PATH, QUERY, BODY, MESSAGE = range(7)
MESSAGES = ("Request", "Response")


def parameters_of(route: RouteContext) -> Iterator[tuple[str, str, bool]]:
    """Yield each parameter of the route's function: its name, its type as it is written, whether it has a default."""
    assert route.endpoint is not None
    function = ast.parse(textwrap.dedent(inspect.getsource(route.endpoint))).body[0]
    assert isinstance(function, ast.AsyncFunctionDef), route.path
    arguments = function.args.args
    first_default = len(arguments) - len(function.args.defaults)
    for position, argument in enumerate(arguments):
        assert argument.annotation is not None
        yield argument.arg, ast.unparse(argument.annotation), position >= first_default


def rank(name: str, written: str, path: str) -> int:
    """Return the place of a parameter among the others."""
    if name in ("caller", "session"):
        return CALLER if name == "caller" else SESSION
    if written.endswith("Dep"):
        return RESOURCE
    if f"{{{name}}}" in path or f"{{{name}:" in path:
        return PATH
    if written in MESSAGES:
        return MESSAGE
    return BODY if name in ("body", "fields") else QUERY


def test_parameters_stand_in_one_order(app: FastAPI) -> None:
    routes = api_routes(app)
    assert len(routes) > 80
    for route in routes:
        found = list(parameters_of(route))
        ranks = [(has_default, rank(name, written, str(route.path))) for name, written, has_default in found]
        assert ranks == sorted(ranks), f"{route.name}: {[name for name, _, _ in found]}"


def test_who_calls_is_the_parameter_caller_with_a_named_type(app: FastAPI) -> None:
    for route in api_routes(app):
        types = [written for name, written, _ in parameters_of(route) if name == "caller"]
        wants_caller = any(isinstance(access, Access) for access in access_of(route))
        assert len(types) == wants_caller, route.name
        assert all(written.isidentifier() for written in types), f"{route.name}: {types}"


def test_a_body_is_named_body(app: FastAPI) -> None:
    for context in iter_route_contexts(app.routes):
        if isinstance(context.original_route, APIRoute):
            names = [field.name for field in context.dependant.body_params]
            assert names in ([], ["body"]), context.name
