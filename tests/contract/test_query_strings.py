"""A query parameter that an operation does not know is refused, with those that there are; pages take any."""

import httpx
from fastapi import FastAPI

from tests.conftest import ONE_DATABASE, client_of
from tests.contract.test_access import methods_of, url_of

pytestmark = ONE_DATABASE


async def test_every_operation_of_the_api_refuses_a_parameter_that_it_does_not_know(
    app: FastAPI, owner: httpx.AsyncClient
) -> None:
    paths = [(route, method) for route, method in methods_of(app) if str(route.path).startswith("/api/")]
    assert len(paths) > 100
    # Signing out is last: nobody is there after it.
    for route, method in sorted(paths, key=lambda found: "logout" in str(found[0].path)):
        answer = await owner.request(method, f"{url_of(route)}?colour=red")
        name = f"{method} {route.path}: {answer.text}"
        assert answer.status_code == 422, name
        if method != "HEAD":
            problems = {tuple(problem["loc"]): problem["msg"] for problem in answer.json()["errors"]}
            assert problems[("query", "colour")].startswith("There is no query parameter 'colour'"), name


async def test_the_right_name_is_guessed_and_all_are_listed(owner: httpx.AsyncClient) -> None:
    answer = await owner.get("/api/executions?state=failed&limt=5")
    assert answer.json()["code"] == "invalid_input"
    first, second = answer.json()["errors"]
    assert first == {
        "loc": ["query", "state"],
        "msg": "There is no query parameter 'state'; did you mean 'status'? "
        "There are: cursor, limit, queued_before, queued_from, status, workflow_id.",
    }
    assert "did you mean 'limit'?" in second["msg"]
    assert first["msg"] in answer.json()["detail"]


async def test_a_stranger_is_told_to_sign_in_first(app: FastAPI) -> None:
    async with client_of(app) as client:
        assert (await client.get("/api/workflows?colour=red")).json()["code"] == "unauthenticated"


async def test_what_is_no_part_of_the_api_takes_any_parameter(owner: httpx.AsyncClient) -> None:
    page = await owner.post("/api/pages", json={"slug": "open", "title": "Open"})
    await owner.post(f"/api/pages/{page.json()['id']}/publish")
    for path in ("/p/open", "/healthz", "/readyz", "/metrics", "/robots.txt", "/sitemap.xml", "/openapi.json"):
        assert (await owner.get(f"{path}?utm_source=mail")).status_code == 200, path
