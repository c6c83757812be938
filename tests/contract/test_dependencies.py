"""Every dependency of a route is a coroutine: FastAPI hands plain functions to a thread, at a cost."""

import inspect
from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant

from tests.contract.test_routes import api_routes


def dependants(dependant: Dependant) -> Iterator[Dependant]:
    """Yield all that a route depends on."""
    for below in dependant.dependencies:
        yield below
        yield from dependants(below)


def is_asynchronous(call: object) -> bool:
    """Return whether FastAPI runs it on the event loop."""
    function = call if inspect.isroutine(call) else getattr(call, "__call__", call)  # noqa: B004
    return inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)


async def test_no_dependency_takes_a_thread(app: FastAPI) -> None:
    found = {
        dependant.call for route in api_routes(app) for dependant in dependants(route.dependant) if dependant.call
    }

    assert len(found) > 20
    assert sorted(str(call) for call in found if not is_asynchronous(call)) == []
