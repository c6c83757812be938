"""Renders a published page for a visitor: found, compiled, filled with rows, and cached for the next one."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.core.http.negotiation import choose_coding
from app.pages.errors import MembersOnly, PageNotFound
from app.pages.models import Page, PageVersion
from app.pages.rendering.bindings import ROWS as ROWS_SHOWN
from app.pages.rendering.bindings import PageBindings
from app.pages.rendering.compile import CompiledPage, compile_page
from app.pages.rendering.context import NEUTRAL, PageState
from app.pages.rendering.cookies import read_cookies, sent_cookies
from app.pages.rendering.document import MEDIA_TYPE, policy_of, write_document
from app.pages.rendering.head import PageHead, link_sheet
from app.pages.rendering.head_texts import make_head_texts
from app.pages.rendering.params import ParamUnfit
from app.pages.rendering.program import STATE, render_program
from app.pages.rendering.query import NOTHING, Asked
from app.pages.rendering.stored import read_seo, read_tree, wrong_seo_fields
from app.pages.rendering.table_views import TableView
from app.pages.rendering.tree import PageNode, PageRoot
from app.pages.rendering.words import Words, words_of
from app.pages.serving import service
from app.pages.serving.body import CachedBody, encode_variants
from app.pages.serving.cache import HOME, ROWS, SITE, Entry, Key, Watch, page_tag
from app.pages.serving.data import load_data
from app.pages.serving.schemas import TableRows
from app.pages.serving.services import PageServices
from app.pages.serving.styles import current_sheet, keep_sheet
from app.site.current import SiteLook

log = structlog.get_logger("onefold.pages.serving.renderer")
STATIC_POLICY = "public, max-age=0, must-revalidate"
LIVE_POLICY = "no-cache"
PRIVATE_POLICY = "private, no-store"
ANSWER_SECONDS = 2.0
"""How long the database may take to say which page to send, before what is kept is sent without its word."""


async def load_scope(services: PageServices, compiled: CompiledPage, state: PageState) -> dict[str, Any]:
    """Return what the page is written from: its data, the parameters it heeds, the site, what a request did.

    Raises PageNotFound where a row is missing that must exist.
    """
    scope = {
        **compiled.variables,
        "params": compiled.heeded.values(state.asked),
        "site": services.site.known.facts,
        STATE: state,
    }
    if state.asked.cookies:
        scope["cookies"] = read_cookies(compiled.cookies, state.asked.cookies)
    return scope | await load_data(services, compiled.bindings, scope, state.asked.views)


def lang_of(services: PageServices, version: PageVersion) -> str:
    """Return the language of a version: its own, or that of the site."""
    return read_seo(version.seo).lang or services.site.known.choices.lang


def words_for(services: PageServices, version: PageVersion) -> Words:
    """Return what says our texts in the language of a version, and in the words of the site."""
    return words_of(lang_of(services, version), services.site.known.choices.words)


def _compile(page: Page, version: PageVersion, stored: Any, words: Words) -> CompiledPage:
    """Return the program of a stored tree; says in the log what this build leaves out of the version."""
    of = log.bind(slug=page.slug, version=version.number)
    tree = read_tree(stored, lambda node, why: of.warning("page_node_left_out", node=node, reason=why))
    if fields := wrong_seo_fields(version.seo):
        of.warning("page_seo_read_in_part", fields=sorted(fields))
    texts = make_head_texts(version.title, read_seo(version.seo))
    return compile_page(tree, slug=page.slug, version=version.number, words=words, texts=texts)


async def get_program(services: PageServices, page: Page, version: PageVersion) -> CompiledPage:
    """Return the program of a version, compiled once a process; its tree is read only for that."""
    key = f"{lang_of(services, version)}:{services.site.known.words_key}:{page.slug}"
    known = services.cache.program(version.id, key)
    if known is None:
        async with services.database.reader() as session:
            stored = await service.get_version_tree(session, version.id)
        known = _compile(page, version, stored, words_for(services, version))
        services.cache.keep_program(version.id, key, known)
    return known


def write_page(
    services: PageServices,
    page: Page,
    version: PageVersion,
    compiled: CompiledPage,
    scope: Mapping[str, Any],
    look: SiteLook,
    asked: Asked,
) -> bytes:
    """Return the HTML of a version, in the look of the site."""
    title, seo = compiled.texts.fill(scope)
    path = "/" if page.is_home else f"/p/{asked.address(page.slug)}"
    canonical: str | None = f"{services.origin}{path}{compiled.heeded.canonical_query(asked)}"
    if page.special_role is not None:  # it stands in place of other pages, and is nothing to find by itself
        seo, canonical = seo.model_copy(update={"noindex": True}), None
    head = PageHead(
        title=title,
        seo=seo,
        look=look,
        style=link_sheet(keep_sheet(services.cache, version.id, compiled, look)),
        canonical=canonical,
        origin=services.origin,
        is_home=page.is_home,
    )
    return write_document(compiled, scope, head)


def read_asked(compiled: CompiledPage, query: bytes, prefix: str = "", *, address: str | None, cookies: str) -> Asked:
    """Return what a request asks of a page; `prefix` stands before the names of its parameters in the query.

    `address` is where the page was visited, None for `/`, and `cookies` the header of that name. Raises PageNotFound
    where no such page can be.
    """
    try:
        if address is None and compiled.heeded.path:
            raise ParamUnfit
        asked = compiled.heeded.read(query, prefix, address)
    except ParamUnfit:
        raise service.no_page_at(address) from None
    sent = sent_cookies(cookies) if compiled.cookies else {}
    return replace(asked, cookies=sent) if sent else asked


async def get_page_body(
    services: PageServices, path: str, slug: str | None, query: bytes, accept_encoding: bytes, cookies: str = ""
) -> CachedBody:
    """Return the page at a slug (None: the home page) as it is sent; raises PageNotFound."""
    same = (path, query, choose_coding(accept_encoding), *sorted(sent_cookies(cookies).items()))
    return await services.cache.rendered_once(
        same, lambda watch: _check_or_render(services, watch, path, slug, query, accept_encoding, cookies)
    )


async def _load_program(
    services: PageServices, path: str, slug: str | None, query: bytes
) -> tuple[Page, PageVersion, CompiledPage, SiteLook] | CachedBody:
    """Return what the database says that visitors see; the kept page when it does not answer. Raises PageNotFound."""
    kept = services.cache.stale(path, query)
    try:
        async with asyncio.timeout(None if kept is None else ANSWER_SECONDS):
            async with services.database.reader() as session:
                page, version = await service.get_published(session, slug, with_tree=False)
                look = await services.site.look(session)
            compiled = await get_program(services, page, version)
    except (PageNotFound, MembersOnly):
        # Not even while the database is away: it said last that this is for nobody, or not for everybody.
        services.cache.drop_page(path)
        raise
    except (SQLAlchemyError, OSError) as error:  # a timeout is an OSError
        services.cache.database_is_away()
        if kept is None:
            raise
        log.warning("page_sent_stale", path=path, age_s=round(kept.age), cause=type(error).__name__)
        return kept.body
    services.cache.database_answered()
    return page, version, compiled, look


def _tags_of(page: Page, path: str, *, reads_data: bool) -> frozenset[str]:
    """Return the tags of what a page depends on."""
    tags = {page_tag(page.id), SITE}
    if page.is_home or path == "/":
        tags.add(HOME)
    if reads_data:
        tags.add(ROWS)
    return frozenset(tags)


async def _check_or_render(
    services: PageServices,
    watch: Watch,
    path: str,
    slug: str | None,
    query: bytes,
    accept_encoding: bytes,
    cookies: str,
) -> CachedBody:
    """Return the kept page when the database still has that version, else the page as it is now."""
    started_at = time.monotonic()
    found = await _load_program(services, path, slug, query)
    if isinstance(found, CachedBody):
        return found
    page, version, compiled, look = found
    asked = read_asked(compiled, query, address=slug, cookies=cookies)
    key: Key = (path, asked.variant)
    keep = compiled.heeded.is_bounded and not asked.views and not compiled.reads_cookies
    made_of = (version.id, page.slug, page.role, look.revision)
    entry = services.cache.get(key) if keep else None
    if entry is not None and entry.made_of == made_of and not entry.has_old_rows:
        entry.checked_at, entry.is_being_checked = started_at, False
        return entry.body
    reads_data = bool(compiled.bindings)
    watch.tags = _tags_of(page, path, reads_data=reads_data)
    state = NEUTRAL if asked == NOTHING else PageState(sent=asked.sent or None, asked=asked)
    scope = await load_scope(services, compiled, state)
    live = reads_data or bool(compiled.heeded.params) or bool(compiled.heeded.undeclared)
    body = encode_variants(
        write_page(services, page, version, compiled, scope, look, asked),
        media_type=MEDIA_TYPE,
        cache_control=PRIVATE_POLICY if compiled.reads_cookies else LIVE_POLICY if live else STATIC_POLICY,
        csp=policy_of(compiled),
        quality=4 if live or asked.sent else 9,
        once_for=None if keep else accept_encoding,
    )
    if keep:
        entry = Entry(body, made_of, reads_data, compiled.heeded, watch.tags, started_at)
        entry.rows_until = started_at + (compiled.bindings.ttl_seconds or 0)
        services.cache.put(key, entry, watch, is_open=compiled.heeded.is_open)
    return body


async def get_style_sheet(services: PageServices, path: str, version_id: UUID) -> CachedBody:
    """Return the style sheet of a version, asked for at a path; raises PageNotFound."""
    async with services.database.reader() as session:
        page, version = await service.get_version(session, version_id)
        look = await services.site.look(session)
    return current_sheet(services.cache, path, version_id, await get_program(services, page, version), look)


async def write_with_state(
    services: PageServices, page: Page, version: PageVersion, state: PageState
) -> tuple[bytes, str]:
    """Return the HTML of a page for one visitor alone, such as a form with what is wrong in it, and its policy."""
    compiled = await get_program(services, page, version)
    async with services.database.reader() as session:
        look = await services.site.look(session)
    scope = await load_scope(services, compiled, state)
    html = write_page(services, page, version, compiled, scope, look, state.asked)
    return html, policy_of(compiled)


async def write_rows(
    services: PageServices, page: Page, version: PageVersion, node: PageNode, view: TableView, asked: Asked
) -> str:
    """Return the HTML of a component of a page that was asked for so, with the rows of a view."""
    state = PageState(asked=asked.with_view(node.id, view))
    async with services.database.reader() as session:
        whole = read_tree(await service.get_version_tree(session, version.id))
    tree = whole.model_copy(update={"root": PageRoot(children=[node.model_copy(update={"visible": None})])})
    compiled = compile_page(tree, slug=page.slug, version=version.number, words=words_for(services, version))
    out: list[str] = []
    render_program(compiled.ops, await load_scope(services, compiled, state), out)
    return "".join(out)


async def read_table(
    services: PageServices,
    compiled: CompiledPage,
    node_id: str,
    view: TableView,
    params: Mapping[str, Any],
    cookies: Mapping[str, str],
) -> TableRows:
    """Return one page of the rows that a component shows, with nothing but its columns."""
    shown, binding = compiled.bindings.shown[node_id]
    only = PageBindings({}, {node_id: (shown, binding)})
    scope = {**compiled.variables, "params": params, "cookies": read_cookies(compiled.cookies, cookies)}
    found = await load_data(services, only, scope, {node_id: view})
    result = found[ROWS_SHOWN][node_id]
    return TableRows(
        columns=[dict(column) for column in shown.columns],
        rows=[{column["key"]: row.get(column["key"]) for column in shown.columns} for row in result.get("rows", [])],
        page=view.page,
        has_more=result.get("has_more", False),
        total=result.get("total"),
        error=(result.get("error") or {}).get("code"),
    )
