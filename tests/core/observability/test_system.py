"""The system routes and the shape of every error."""

import asyncio

import httpx


async def test_a_running_process_is_healthy_and_ready(client: httpx.AsyncClient) -> None:
    assert (await client.get("/healthz")).json() == {"status": "ok"}
    answer = await client.get("/readyz")
    assert answer.status_code == 200, answer.text
    assert answer.json()["checks"]["database"] == "ok"


async def test_an_unknown_path_and_a_wrong_method_are_problems(client: httpx.AsyncClient) -> None:
    missing = await client.get("/nowhere")
    assert missing.status_code == 404
    assert missing.headers["content-type"] == "application/problem+json"
    assert missing.json()["code"] == "not_found"
    wrong = await client.post("/healthz")
    assert (wrong.status_code, wrong.json()["code"], wrong.headers["allow"]) == (
        405,
        "method_not_allowed",
        "GET, HEAD",
    )


async def test_a_trailing_slash_is_not_redirected(client: httpx.AsyncClient) -> None:
    assert (await client.get("/healthz/")).status_code == 404


async def test_others_are_answered_while_the_api_document_is_built(client: httpx.AsyncClient) -> None:
    document = asyncio.create_task(client.get("/openapi.json"))
    await asyncio.sleep(0)
    assert (await client.get("/healthz")).status_code == 200
    assert not document.done()
    assert (await document).json()["info"]["title"] == "Onefold"
    assert (await client.get("/openapi.json")).json()["openapi"].startswith("3.")


async def test_the_api_reference_loads_from_this_process_alone(client: httpx.AsyncClient) -> None:
    page = await client.get("/docs")
    assert page.status_code == 200
    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert "://" not in page.text
    for path in (
        "/docs/swagger-ui.js",
        "/docs/swagger-ui.css",
        "/docs/start.js",
        "/docs/favicon.png",
        "/openapi.json",
    ):
        assert (await client.get(path)).status_code == 200, path
