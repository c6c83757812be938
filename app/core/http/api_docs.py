"""`/docs`: Swagger UI from a package, served by this process. Nothing comes from a CDN, nothing runs inline."""

from functools import cache
from importlib.resources import files

from fastapi.responses import HTMLResponse, Response

from app.core.http.routing import new_router
from app.core.observability.router import PUBLIC

router = new_router(prefix="/docs", include_in_schema=False, tags=["system"])

# Swagger UI sets style attributes of its own, which only 'unsafe-inline' for styles allows.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
RESOURCES = files("fastapi_swagger.resources")

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Onefold API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="/docs/favicon.png">
</head>
<body>
<div id="swagger-ui"></div>
<noscript>This page needs JavaScript; the document itself is <a href="/openapi.json">openapi.json</a>.</noscript>
<script src="/docs/swagger-ui.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
"""

# X-CSRF lets somebody who is signed in try writes here with their session.
START = """SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  persistAuthorization: false,
  requestInterceptor: (request) => { request.headers['X-CSRF'] = '1'; return request; },
});
"""


@router.get("", dependencies=[PUBLIC], response_class=HTMLResponse)
async def show_docs() -> HTMLResponse:
    """Show the API reference."""
    return HTMLResponse(PAGE, headers={"Content-Security-Policy": CONTENT_SECURITY_POLICY})


@router.get("/start.js", dependencies=[PUBLIC])
async def get_docs_start() -> Response:
    """Return the script that starts Swagger UI."""
    return Response(START, media_type="text/javascript")


@router.get("/swagger-ui.js", dependencies=[PUBLIC])
async def get_docs_script() -> Response:
    """Return Swagger UI itself."""
    return _resource("swagger-ui-bundle.js", "text/javascript")


@router.get("/swagger-ui.css", dependencies=[PUBLIC])
async def get_docs_style() -> Response:
    """Return its style sheet."""
    return _resource("swagger-ui.css", "text/css")


@router.get("/favicon.png", dependencies=[PUBLIC])
async def get_docs_icon() -> Response:
    """Return its icon."""
    return _resource("favicon-32x32.png", "image/png")


def _resource(name: str, media_type: str) -> Response:
    return Response(_read(name), media_type=media_type, headers={"Cache-Control": "public, max-age=86400"})


@cache
def _read(name: str) -> bytes:
    return (RESOURCES / name).read_bytes()
