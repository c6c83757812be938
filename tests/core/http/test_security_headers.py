import httpx
from starlette.responses import PlainTextResponse, Response

from app.core.http.security_headers import SecurityHeadersMiddleware
from tests.core.http.conftest import ClientFor


async def test_a_plain_response_gets_every_header(client_for: ClientFor) -> None:
    response = await client_for(SecurityHeadersMiddleware(PlainTextResponse("ok"))).get("/")

    headers = response.headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert "strict-transport-security" not in headers


async def test_hsts_is_sent_over_https_only(client_for: ClientFor) -> None:
    client = client_for(SecurityHeadersMiddleware(PlainTextResponse("ok")))

    assert "max-age=" in (await client.get("https://test/")).headers["strict-transport-security"]


async def test_a_response_keeps_what_it_set_itself(client_for: ClientFor) -> None:
    page = PlainTextResponse(
        "ok", headers={"Content-Security-Policy": "default-src 'self'", "X-Frame-Options": "SAMEORIGIN"}
    )
    response = await client_for(SecurityHeadersMiddleware(page)).get("/")

    assert response.headers.get_list("content-security-policy") == ["default-src 'self'"]
    assert response.headers.get_list("x-frame-options") == ["SAMEORIGIN"]
    assert response.headers["x-content-type-options"] == "nosniff"


async def test_not_modified_does_not_overwrite_the_stored_policy(client_for: ClientFor) -> None:
    response: httpx.Response = await client_for(SecurityHeadersMiddleware(Response(status_code=304))).get("/")

    assert "content-security-policy" not in response.headers
