"""The sitemap (sitemaps.org): one file, or an index of several where there are more addresses than one may hold.

Made once for all who ask within SITEMAP_SECONDS; a publish, or rows that change, drop it sooner in every process.
"""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from app.core.http.negotiation import choose_coding
from app.pages.errors import PageNotFound
from app.pages.rendering.query import Heeded
from app.pages.serving import service
from app.pages.serving.addresses import list_addresses
from app.pages.serving.body import CachedBody, encode_variants
from app.pages.serving.cache import PAGES, ROWS, SITE, Entry, Watch
from app.pages.serving.services import PageServices

INDEX = "/sitemap.xml"
MAX_URLS = 50_000
"""Addresses in one file (sitemaps.org protocol)."""
SITEMAP_SECONDS = 300.0
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_TAGS = frozenset({PAGES, SITE})


async def get_sitemap_body(services: PageServices, number: int | None, accept_encoding: bytes) -> CachedBody:
    """Return the sitemap, or a part of it by number from 1; raises PageNotFound for a part that there is not."""
    path = INDEX if number is None else part_path(number)
    kept = services.cache.get((path, ""))
    if kept is not None and kept.age < SITEMAP_SECONDS:
        return kept.body
    same = (path, choose_coding(accept_encoding))
    return await services.cache.rendered_once(same, lambda watch: _make(services, watch, path))


def part_path(number: int) -> str:
    """Return the path of a part of the sitemap."""
    return f"/sitemap-{number}.xml"


async def _make(services: PageServices, watch: Watch, path: str) -> CachedBody:
    watch.tags = _TAGS | {ROWS}
    addresses, reads_data = await _list_urls(services)
    tags = _TAGS | {ROWS} if reads_data else _TAGS
    parts = [addresses[start : start + MAX_URLS] for start in range(0, len(addresses), MAX_URLS)]
    if len(parts) < 2:
        files = {INDEX: _write_urls(parts[0] if parts else [])}
    else:
        files = {part_path(number): _write_urls(part) for number, part in enumerate(parts, start=1)}
        files[INDEX] = _write_index(services.origin, list(files))
    if path not in files:
        raise PageNotFound("The sitemap has no such part.")
    bodies = {}
    for name, xml in files.items():
        bodies[name] = await asyncio.to_thread(
            encode_variants,
            xml.encode(),
            media_type="application/xml",
            cache_control="public, max-age=300",
            quality=4,
        )
        entry = Entry(bodies[name], "sitemap", reads_data=True, heeded=Heeded(), tags=tags)
        services.cache.put((name, ""), entry, watch)
    return bodies[path]


async def _list_urls(services: PageServices) -> tuple[list[tuple[str, datetime]], bool]:
    """Return every address to list, with when its page was published, and whether rows gave any of them."""
    async with services.database.reader() as session:
        look = await services.site.look(session)
        listed = [] if look.choices.head.noindex else await service.list_sitemap(session)
    found: list[tuple[str, datetime]] = []
    for page in listed:
        if page.is_home:
            found.append(("/", page.published_at))
        elif page.shape is None:
            found.append((f"/p/{page.slug}", page.published_at))
        else:
            async with services.database.reader() as session:
                whole, version = await service.get_version(session, page.version_id)
            addresses = await list_addresses(services, whole, version)
            found += [(f"/p/{address}", page.published_at) for address in addresses]
    urls = [(f"{services.origin}{path}", changed) for path, changed in found]
    return urls, any(page.shape is not None for page in listed)


def _write_urls(urls: list[tuple[str, datetime]]) -> str:
    return f"{_HEAD}<urlset {_NAMESPACE}>\n{''.join(_url_lines(urls))}</urlset>\n"


def _url_lines(urls: list[tuple[str, datetime]]) -> Iterator[str]:
    for url, changed in urls:
        yield f"<url><loc>{escape(url)}</loc><lastmod>{changed:%Y-%m-%dT%H:%M:%SZ}</lastmod></url>\n"


def _write_index(origin: str, paths: list[str]) -> str:
    lines = "".join(f"<sitemap><loc>{escape(origin + path)}</loc></sitemap>\n" for path in paths)
    return f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{lines}</sitemapindex>\n"
