"""The things of a process: each is found by its type, and every route asks for one that there is."""

from dataclasses import fields

from fastapi.routing import APIRoute, APIWebSocketRoute, iter_route_contexts

from app.core.http.openapi import dependency_calls
from app.core.http.resources import Resource
from app.core.settings import Settings
from app.main import OnefoldApp, create_app
from app.resources import Resources
from tests.conftest import ONE_DATABASE

pytestmark = ONE_DATABASE


async def test_each_is_found_by_its_type(app: OnefoldApp) -> None:
    for field in fields(Resources):
        thing = getattr(app.resources, field.name)
        assert app.resources[type(thing)] is thing, f"{field.name} has the type of another"


async def test_every_route_asks_for_what_there_is(app: OnefoldApp) -> None:
    asked = {
        call.kind
        for context in iter_route_contexts(app.routes)
        if isinstance(context.original_route, APIRoute | APIWebSocketRoute)
        for call in dependency_calls(context.dependant)
        if isinstance(call, Resource)
    }
    assert len(asked) > 10
    for kind in asked:
        assert isinstance(app.resources[kind], kind)


def test_an_app_that_has_not_started_holds_nothing(settings: Settings) -> None:
    assert not hasattr(create_app(settings), "resources")
    assert not settings.data_dir.exists()
