"""The addresses of published pages, for sitemaps: one each, or all that a query lists for a slug with parameters."""

from collections.abc import Iterator, Mapping
from itertools import islice, product
from typing import Any

import structlog

from app.core.errors import OnefoldError
from app.data.service import run_named_query
from app.pages.models import Page, PageVersion
from app.pages.rendering.params import ParamUnfit, read_param, write_param
from app.pages.rendering.query import Heeded
from app.pages.serving.renderer import get_program
from app.pages.serving.services import PageServices
from app.pages.slugs import fill_path

log = structlog.get_logger("onefold.pages.serving.addresses")
MAX_ADDRESSES = 10_000
"""Addresses of one page with parameters."""


async def list_addresses(services: PageServices, page: Page, version: PageVersion) -> list[str]:
    """Return the addresses of a published page, percent-encoded, without `/p/`.

    Of one with parameters they are what its `sitemap_query` lists, or every choice where all parameters have choices.
    """
    if page.shape is None:
        return [page.slug]
    compiled = await get_program(services, page, version)
    if compiled.sitemap_query is None:
        return list(islice(_chosen(compiled.heeded), MAX_ADDRESSES))
    try:
        found = await run_named_query(
            services.sources, compiled.sitemap_query, {}, read_only=True, max_rows=MAX_ADDRESSES
        )
    except OnefoldError as error:
        log.warning("sitemap_query_failed", query=compiled.sitemap_query[:100], code=error.code, reason=error.detail)
        return []
    return list(dict.fromkeys(_filled(compiled.heeded, found.rows)))


def _chosen(heeded: Heeded) -> Iterator[str]:
    """Yield the address of each combination of choices; none where a parameter has no choices."""
    choices = [[(name, value) for value in param.choices or []] for name, param in heeded.path.items()]
    yield from _filled(heeded, (dict(chosen) for chosen in product(*choices)))


def _filled(heeded: Heeded, rows: Any) -> Iterator[str]:
    """Yield the address of each row whose values fit the parameters."""
    for row in rows:
        values = _values(heeded, row)
        address = fill_path(heeded.slug, values) if values else None
        if address is not None:
            yield address


def _values(heeded: Heeded, row: Mapping[str, Any]) -> dict[str, str] | None:
    values = {name: write_param(row[name]) for name in heeded.path if row.get(name) is not None}
    try:
        for name, param in heeded.path.items():
            read_param(param, values[name])
    except (KeyError, ParamUnfit):
        return None
    # A slash would be another segment, whether it is encoded or not.
    return values if all(value and "/" not in value for value in values.values()) else None
