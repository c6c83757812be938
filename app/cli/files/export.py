"""What an export writes: everything, read in one transaction."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.cli.files.layout import DRAFT, SITE_FILE, Files, name_files, write_json
from app.core.db.database import is_same_json
from app.data.models import NamedQuery
from app.pages.models import Page, PageVersion
from app.site.service import find_site
from app.workflows.models import Workflow, WorkflowVersion


async def export_all(session: AsyncSession) -> Files:
    """Return every file with its content."""
    return {
        **await _export_site(session),
        **await _export_workflows(session),
        **await _export_pages(session),
        **await _export_queries(session),
    }


async def _export_site(session: AsyncSession) -> Files:
    site = await find_site(session)
    return {SITE_FILE: write_json(site.chosen)} if site is not None and site.chosen else {}


async def _export_workflows(session: AsyncSession) -> Files:
    rows = (await session.exec(select(Workflow).order_by(col(Workflow.id)))).all()
    names = name_files({row.id: row.name for row in rows})
    return {f"workflows/{names[row.id]}.json": write_workflow(await describe_workflow(session, row)) for row in rows}


async def describe_workflow(session: AsyncSession, row: Workflow) -> dict[str, Any]:
    """Return what the file of a workflow says."""
    published: Any = None
    if row.published_version is not None:
        version = await session.exec(
            select(WorkflowVersion.graph).where(
                WorkflowVersion.workflow_id == row.id, WorkflowVersion.number == row.published_version
            )
        )
        graph = version.one()
        published = DRAFT if is_same_json(graph, row.draft) else graph
    return {"id": str(row.id), "name": row.name, "settings": row.settings, "published": published, "draft": row.draft}


def write_workflow(content: Mapping[str, Any]) -> str:
    """Return the text of a workflow's file."""
    return write_json(content, ("id", "name", "settings", "published", "draft"))


async def _export_pages(session: AsyncSession) -> Files:
    rows = (await session.exec(select(Page).order_by(col(Page.id)))).all()
    return {f"pages/{row.slug}.json": write_page(await describe_page(session, row)) for row in rows}


async def describe_page(session: AsyncSession, row: Page) -> dict[str, Any]:
    """Return what the file of a page says."""
    published: Any = None
    if row.published_version is not None:
        found = await session.exec(
            select(PageVersion).where(PageVersion.page_id == row.id, PageVersion.number == row.published_version)
        )
        version = found.one()
        published = {"title": version.title, "seo": version.seo, "tree": version.tree}
        if is_same_json(published, {"title": row.title, "seo": row.seo, "tree": row.draft}):
            published = DRAFT
    return {
        "id": str(row.id), "slug": row.slug, "title": row.title, "access": row.access, "is_home": row.is_home,
        "role": row.role, "seo": row.seo, "published": published, "draft": row.draft,
    }  # fmt: skip


def write_page(content: Mapping[str, Any]) -> str:
    """Return the text of a page's file."""
    return write_json(content, ("id", "slug", "title", "access", "is_home", "role", "seo", "published", "draft"))


async def _export_queries(session: AsyncSession) -> Files:
    files: dict[str, str] = {}
    for row in (await session.exec(select(NamedQuery).order_by(col(NamedQuery.id)))).all():
        content = describe_query(row)
        files[f"queries/{row.name}.sql"] = f"{content.pop('sql')}\n"
        files[f"queries/{row.name}.json"] = write_json(content, ("id", "name", "source", "mode", "params"))
    return files


def describe_query(row: NamedQuery) -> dict[str, Any]:
    """Return what the files of a query say."""
    return {
        "id": str(row.id), "name": row.name, "source": row.source, "mode": str(row.mode), "params": row.params,
        "sql": row.sql,
    }  # fmt: skip


async def count_others(session: AsyncSession, known: set[UUID]) -> int:
    """Return how many workflows, pages and queries there are besides these."""
    count = 0
    for table in (Workflow, Page, NamedQuery):
        count += sum(one not in known for one in await session.exec(select(table.id)))
    return count
