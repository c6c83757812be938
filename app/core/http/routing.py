"""Routers of the slices: what all of them share, and how an app takes their routes."""

import copy
from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from app.core.http.idempotency import IdempotentRoute


def operation_id(route: APIRoute) -> str:
    """Return the route function's name: it becomes the method name in the generated clients."""
    return route.name


def new_router(**options: Any) -> APIRouter:
    """Return a router with these options of FastAPI's, its operations named after their functions."""
    return APIRouter(generate_unique_id_function=operation_id, route_class=IdempotentRoute, **options)


def add_routes(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Give an app the routes of these routers; outside the API, what answers GET answers HEAD too.

    `app.include_router` would build each route a second time, when a request first looks at its router: 0.3 s of
    the event loop for all of ours, and again for each app of a process.
    """
    routes = [route for router in routers for route in router.routes]
    app.router.routes.extend(routes)
    # Last, so that no other request has to pass them. In the API, HEAD of a stream of events would never end.
    app.router.routes.extend(_answering_head([route for route in routes if isinstance(route, APIRoute)]))


def _answering_head(routes: list[APIRoute]) -> Iterator[APIRoute]:
    """Yield a route for HEAD beside each for GET that has none of its own. The server sends no body for HEAD."""
    own = {route.path for route in routes if "HEAD" in (route.methods or ())}
    for route in routes:
        if "GET" in (route.methods or ()) and route.path not in own and not route.path.startswith("/api/"):
            head = copy.copy(route)
            head.methods, head.name, head.include_in_schema = {"HEAD"}, f"{route.name}_head", False
            yield head
