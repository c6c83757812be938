"""The HTML document around a page's components, and the headers it is sent with."""

from markupsafe import escape

from app.pages.compile import CompiledPage
from app.pages.program import Scope, attribute, run
from app.pages.registry import island_script, style_sheet
from app.pages.schemas import Seo

MEDIA_TYPE = "text/html; charset=utf-8"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The builder frames the preview; nothing in it runs or is sent.
PREVIEW_CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self' https: data:; font-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)


def _head(title: str, seo: Seo, canonical: str | None) -> str:
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{escape(title)}</title>\n",
    ]
    if seo.description:
        parts.append(f'<meta name="description"{attribute("content", seo.description)}>\n')
    if seo.noindex:
        parts.append('<meta name="robots" content="noindex">\n')
    if canonical:
        parts.append(f'<link rel="canonical"{attribute("href", canonical)}>\n')
        parts.append(f'<meta property="og:title"{attribute("content", title)}>\n')
        if seo.description:
            parts.append(f'<meta property="og:description"{attribute("content", seo.description)}>\n')
        if seo.image:
            parts.append(f'<meta property="og:image"{attribute("content", seo.image)}>\n')
    # An empty icon: without one, browsers ask for /favicon.ico on each page.
    parts.append('<link rel="icon" href="data:,">\n')
    parts.append(f'<link rel="stylesheet" href="{style_sheet().url}">\n</head>\n')
    return "".join(parts)


def write_document(
    compiled: CompiledPage, scope: Scope, *, title: str, seo: Seo, canonical: str | None, script: bool = True
) -> bytes:
    """Return the whole HTML of a page. The script is loaded only where the page has islands."""
    out = [_head(title, seo, canonical), '<body>\n<main class="of-main" id="of.main">']
    run(compiled.ops, scope, out)
    out.append("</main>\n")
    if script and compiled.has_islands:
        out.append(f'<script src="{island_script().url}" defer></script>\n')
    out.append("</body>\n</html>\n")
    # A query may return half of a surrogate pair, which UTF-8 has no bytes for.
    return "".join(out).encode("utf-8", "replace")


def write_notice(title: str, message: str) -> bytes:
    """Return a small page for people that says what is the matter."""
    head = _head(title, Seo(noindex=True), None)
    body = (
        f'<body>\n<main class="of-main" id="of.main"><h1 class="of-heading of-heading--1">{escape(title)}</h1>'
        f'<p class="of-text of-text--lead">{escape(message)}</p></main>\n</body>\n</html>\n'
    )
    return (head + body).encode("utf-8", "replace")
