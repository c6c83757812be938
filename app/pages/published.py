"""A published page for a visitor: found, compiled, filled with rows, and kept for the next one."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.actions.runtime.runner import Runner
from app.core.db import Database
from app.data.runtime import DataRuntime
from app.pages import service
from app.pages.cache import TTL_SECONDS, Body, Entry, Key, PageCache, make_body
from app.pages.compile import CompiledPage, compile_page
from app.pages.document import CSP, MEDIA_TYPE, write_document
from app.pages.models import Page, PageVersion
from app.pages.program import run
from app.pages.registry import components
from app.pages.rows import read_rows
from app.pages.schemas import Seo, TableRows
from app.pages.tree import NODE_ID, PageNode, PageRoot, PageTree
from app.pages.view import PAGE_PREFIX, PageState

STATIC_POLICY = "public, max-age=0, must-revalidate"
LIVE_POLICY = "no-cache"
MAX_PARAM = 500
MAX_TABLE_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Site:
    """What pages are served from."""

    database: Database
    cache: PageCache
    data: DataRuntime
    runner: Runner
    origin: str


async def load_data(site: Site, queries: Iterable[str]) -> dict[str, Any]:
    """Return the rows of queries by name; nothing for those that cannot be read."""
    return {name: await read_rows(site.data, name) for name in sorted(queries)}


async def load_scope(site: Site, compiled: CompiledPage, query: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page's expressions read: rows of its queries, and the query parameters it names."""
    return {
        "data": await load_data(site, compiled.names_read("data")),
        "params": {
            name: query[name][:MAX_PARAM].replace("\0", "\ufffd")
            for name in compiled.names_read("params")
            if name in query
        },
    }


def program_of(site: Site, page: Page, version: PageVersion, sent: str | None = None) -> CompiledPage:
    """Return the program of a version with its tree loaded, compiled once a process."""
    known = site.cache.program(version.id, page.slug, sent)
    if known is None:
        tree = PageTree.model_validate(version.tree)
        known = compile_page(tree, slug=page.slug, version=version.number, state=PageState(sent=sent))
        site.cache.keep_program(version.id, page.slug, sent, known)
    return known


def write_page(
    site: Site, page: Page, version: PageVersion, compiled: CompiledPage, scope: Mapping[str, Any]
) -> bytes:
    """Return the HTML of a version."""
    canonical = f"{site.origin}/" if page.is_home else f"{site.origin}/p/{page.slug}"
    seo = Seo.model_validate(version.seo)
    return write_document(compiled, scope, title=version.title, seo=seo, canonical=canonical)


def _table_pages(query: Mapping[str, str]) -> dict[str, int]:
    pages: dict[str, int] = {}
    for name, value in query.items():
        node_id = name.removeprefix(PAGE_PREFIX)
        if node_id != name and NODE_ID.fullmatch(node_id) and value.isascii() and value.isdigit() and len(value) < 6:
            pages[node_id] = min(max(int(value), 1), MAX_TABLE_PAGE)
    return pages


async def get_page_body(site: Site, path: str, slug: str | None, query: Mapping[str, str]) -> Body:
    """Return the page at a slug (None: the home page) as it is sent; raises PageNotFound."""
    generation, started_at = site.cache.generation, time.monotonic()
    sent = query.get("sent", "")
    key: Key = (path, f"sent={sent}".encode() if sent else b"")
    pages = _table_pages(query)
    async with site.database.reader() as session:
        page, version = await service.find_published(session, slug, with_tree=False)
        entry = site.cache.get(key)
        if entry is not None and not pages and _still_holds(entry, page, version):
            if not entry.reads_data:
                entry.checked_at = started_at
            return entry.body
        base = site.cache.program(version.id, page.slug, None)
        if base is None or sent or pages:
            page, version = await service.find_published(session, slug)
    compiled = program_of(site, page, version) if base is None else base
    if sent not in compiled.sendable:
        sent, key = "", (path, b"")
    if pages:
        state = PageState(sent=sent or None, pages=pages)
        tree = PageTree.model_validate(version.tree)
        compiled = compile_page(tree, slug=page.slug, version=version.number, state=state)
    elif sent:
        compiled = program_of(site, page, version, sent)
    body, reads_data = await _render(site, page, version, compiled, query)
    if not pages and not compiled.names_read("params"):
        site.cache.put(key, Entry(body, version.id, page.slug, reads_data, started_at), generation)
    return body


def _still_holds(entry: Entry, page: Page, version: PageVersion) -> bool:
    if entry.version_id != version.id or entry.slug != page.slug:
        return False
    return not entry.reads_data or time.monotonic() - entry.checked_at <= TTL_SECONDS


async def _render(
    site: Site, page: Page, version: PageVersion, compiled: CompiledPage, query: Mapping[str, str]
) -> tuple[Body, bool]:
    scope = await load_scope(site, compiled, query)
    reads_data = bool(scope["data"])
    live = reads_data or bool(compiled.names_read("params"))
    content = write_page(site, page, version, compiled, scope)
    body = make_body(
        content,
        media_type=MEDIA_TYPE,
        cache_control=LIVE_POLICY if live else STATIC_POLICY,
        csp=CSP,
        quality=4 if live else 9,
    )
    return body, reads_data


async def write_with_state(site: Site, page: Page, version: PageVersion, state: PageState) -> bytes:
    """Return the HTML of a page for one visitor alone, such as a form with what is wrong in it."""
    tree = PageTree.model_validate(version.tree)
    compiled = compile_page(tree, slug=page.slug, version=version.number, state=state)
    return write_page(site, page, version, compiled, await load_scope(site, compiled, {}))


async def write_component(site: Site, page: Page, version: PageVersion, node: PageNode, state: PageState) -> str:
    """Return the HTML of one component of a page."""
    tree = PageTree(root=PageRoot(children=[node.model_copy(update={"visible": None})]))
    compiled = compile_page(tree, slug=page.slug, version=version.number, state=state)
    out: list[str] = []
    run(compiled.ops, await load_scope(site, compiled, {}), out)
    return "".join(out)


async def read_table(site: Site, node: PageNode, page: int) -> TableRows:
    """Return one page of the rows of a DataTable, with nothing but its columns."""
    props: dict[str, Any] = dict(node.props)
    found = await read_rows(site.data, props["query"]) or {"rows": []}
    size: int = props.get("page_size", components()["DataTable"].specs["page_size"].default)
    start = (page - 1) * size
    keys = [column["key"] for column in props["columns"]]
    return TableRows(
        columns=props["columns"],
        rows=[{key: row.get(key) for key in keys} for row in found["rows"][start : start + size]],
        page=page,
        has_more=len(found["rows"]) > start + size,
    )
