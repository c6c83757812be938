"""Renders a published page for a visitor: found, compiled, filled with rows, and cached for the next one."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import structlog

from app.core.db.database import Database
from app.core.http.negotiation import choose_coding
from app.data.sources.open_sources import DataSources
from app.engine.runner import Runner
from app.pages.models import Page, PageVersion
from app.pages.rendering.compile import CompiledPage, compile_page
from app.pages.rendering.component import Rows
from app.pages.rendering.context import NEUTRAL, PageState
from app.pages.rendering.document import CSP, MEDIA_TYPE, write_document
from app.pages.rendering.program import STATE, render_program
from app.pages.rendering.query import NOTHING, Asked
from app.pages.rendering.rows import read_rows
from app.pages.rendering.stored import read_seo, read_tree, wrong_seo_fields
from app.pages.rendering.tree import PageNode, PageRoot, PageTree
from app.pages.serving import service
from app.pages.serving.body import CachedBody, encode_variants
from app.pages.serving.cache import Entry, Key, PageCache
from app.pages.serving.schemas import TableRows

log = structlog.get_logger("onefold.pages.serving.renderer")
STATIC_POLICY = "public, max-age=0, must-revalidate"
LIVE_POLICY = "no-cache"


@dataclass(frozen=True, slots=True)
class PageServices:
    """What pages are served from."""

    database: Database
    cache: PageCache
    sources: DataSources
    runner: Runner
    origin: str


async def load_data(services: PageServices, queries: Iterable[str]) -> dict[str, Any]:
    """Return the rows of queries by name; nothing for those that cannot be read."""
    return {name: await read_rows(services.sources, name) for name in sorted(queries)}


async def load_scope(services: PageServices, compiled: CompiledPage, state: PageState) -> dict[str, Any]:
    """Return what the page is written from: rows of its queries, the parameters it heeds, what a request did."""
    return {
        "data": await load_data(services, compiled.names_read("data")),
        "params": dict(state.asked.params),
        STATE: state,
    }


def _compile(page: Page, version: PageVersion, stored: Any) -> CompiledPage:
    """Return the program of a stored tree; says in the log what this build leaves out of the version."""
    of = log.bind(slug=page.slug, version=version.number)
    tree = read_tree(stored, lambda node, why: of.warning("page_node_left_out", node=node, reason=why))
    if fields := wrong_seo_fields(version.seo):
        of.warning("page_seo_read_in_part", fields=sorted(fields))
    return compile_page(tree, slug=page.slug, version=version.number)


async def get_program(services: PageServices, page: Page, version: PageVersion) -> CompiledPage:
    """Return the program of a version, compiled once a process; its tree is read only for that."""
    known = services.cache.program(version.id, page.slug)
    if known is None:
        async with services.database.reader() as session:
            stored = await service.get_version_tree(session, version.id)
        known = _compile(page, version, stored)
        services.cache.keep_program(version.id, page.slug, known)
    return known


def write_page(
    services: PageServices, page: Page, version: PageVersion, compiled: CompiledPage, scope: Mapping[str, Any]
) -> bytes:
    """Return the HTML of a version."""
    canonical = f"{services.origin}/" if page.is_home else f"{services.origin}/p/{page.slug}"
    seo = read_seo(version.seo)
    return write_document(compiled, scope, title=version.title, seo=seo, canonical=canonical)


async def get_page_body(
    services: PageServices, path: str, slug: str | None, query: bytes, accept_encoding: bytes
) -> CachedBody:
    """Return the page at a slug (None: the home page) as it is sent; raises PageNotFound."""
    same = (path, query, choose_coding(accept_encoding))
    return await services.cache.rendered_once(
        same, lambda: _check_or_render(services, path, slug, query, accept_encoding)
    )


async def _check_or_render(
    services: PageServices, path: str, slug: str | None, query: bytes, accept_encoding: bytes
) -> CachedBody:
    """Return the kept page when the database still has that version, else the page as it is now."""
    generation, started_at = services.cache.generation, time.monotonic()
    async with services.database.reader() as session:
        page, version = await service.get_published(session, slug, with_tree=False)
    compiled = await get_program(services, page, version)
    asked = compiled.heeded.read(query)
    key: Key = (path, asked.sent)
    keep = not compiled.heeded.params and not asked.pages
    made_of = (version.id, page.slug, page.is_home)
    entry = services.cache.get(key) if keep else None
    if entry is not None and entry.made_of == made_of and not entry.reads_data:
        entry.checked_at, entry.is_being_checked = started_at, False
        return entry.body
    state = NEUTRAL if asked == NOTHING else PageState(sent=asked.sent or None, asked=asked)
    scope = await load_scope(services, compiled, state)
    reads_data = bool(scope["data"])
    live = reads_data or bool(compiled.heeded.params)
    body = encode_variants(
        write_page(services, page, version, compiled, scope),
        media_type=MEDIA_TYPE,
        cache_control=LIVE_POLICY if live else STATIC_POLICY,
        csp=CSP,
        quality=4 if live or asked.sent else 9,
        once_for=None if keep else accept_encoding,
    )
    if keep:
        entry = Entry(body, made_of, reads_data, compiled.heeded, started_at)
        services.cache.put(key, entry, generation)
    return body


async def read_query(
    services: PageServices, page: Page, version: PageVersion, query: bytes, prefix: str = ""
) -> Asked:
    """Return what a query string asks of a version; `prefix` stands before the names of its parameters."""
    return (await get_program(services, page, version)).heeded.read(query, prefix)


async def write_with_state(services: PageServices, page: Page, version: PageVersion, state: PageState) -> bytes:
    """Return the HTML of a page for one visitor alone, such as a form with what is wrong in it."""
    compiled = await get_program(services, page, version)
    return write_page(services, page, version, compiled, await load_scope(services, compiled, state))


async def write_rows(
    services: PageServices, page: Page, version: PageVersion, node: PageNode, number: int, asked: Asked
) -> str:
    """Return the HTML of a table of a page that was asked for so, with one page of its rows."""
    state = PageState(asked=replace(asked, pages={**asked.pages, node.id: number}))
    tree = PageTree(root=PageRoot(children=[node.model_copy(update={"visible": None})]))
    compiled = compile_page(tree, slug=page.slug, version=version.number)
    out: list[str] = []
    render_program(compiled.ops, await load_scope(services, compiled, state), out)
    return "".join(out)


async def read_table(services: PageServices, shown: Rows, page: int) -> TableRows:
    """Return one page of the rows that a component shows, with nothing but its columns."""
    found = await read_rows(services.sources, shown.query) or {"rows": []}
    start = (page - 1) * shown.page_size
    end = start + shown.page_size
    keys = [column["key"] for column in shown.columns]
    return TableRows(
        columns=[dict(column) for column in shown.columns],
        rows=[{key: row.get(key) for key in keys} for row in found["rows"][start:end]],
        page=page,
        has_more=len(found["rows"]) > end,
    )
