"""Routers of the slices: what all of them share, and how an app takes their routes."""

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute


def operation_id(route: APIRoute) -> str:
    """Return the route function's name: it becomes the method name in the generated clients."""
    return route.name


def new_router(**options: Any) -> APIRouter:
    """Return a router with these options of FastAPI's, its operations named after their functions."""
    return APIRouter(generate_unique_id_function=operation_id, **options)


def add_routes(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Give an app the routes of these routers.

    `app.include_router` would build each route a second time, when a request first looks at its router: 0.3 s of
    the event loop for all of ours, and again for each app of a process.
    """
    for router in routers:
        app.router.routes.extend(router.routes)
