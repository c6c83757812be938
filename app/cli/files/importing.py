"""What an import does: bring workflows, pages, queries and the site's look to what their files say, all or nothing.

It goes through the services that the API calls, so that whatever these refuse is refused here too.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth.access import Principal
from app.auth.audit import service as audit
from app.cli.files.export import count_others, describe_page, describe_query, describe_workflow
from app.cli.files.layout import DRAFT, SITE_FILE, FilesWrong, Folder, PageFile, QueryFile, WorkflowFile
from app.core.db.database import is_same_json
from app.core.errors import Invalid, OnefoldError
from app.core.usage import lock_for_use
from app.core.versioned import touch
from app.data.models import NamedQuery
from app.data.queries import service as queries
from app.data.schemas import NamedQueryCreate, NamedQueryUpdate
from app.data.sources.open_sources import DataSources
from app.pages.editing import service as page_service
from app.pages.editing.schemas import PageCreate, PageUpdate
from app.pages.models import Page, pages
from app.site import service as site_service
from app.site.schemas import SiteChoices, dump_choices
from app.workflows import definitions
from app.workflows.definitions import PublishListeners
from app.workflows.models import Workflow
from app.workflows.schemas import WorkflowCreate

NEW, CHANGED, SAME = "new", "changed", "same"


Apply = Callable[[Any, dict[str, Any]], Awaitable[tuple[str, ...] | None]]
"""Brings the database to one file; returns which parts differed, None for what is new."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """What an import does with one file, and which parts of it differ from the database."""

    file: str
    what: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Importer:
    """Applies files in a transaction of the caller's."""

    session: AsyncSession
    sources: DataSources
    on_publish: PublishListeners
    caller: Principal
    with_publishing: bool

    async def apply(self, folder: Folder) -> tuple[list[FileChange], int]:
        """Return what changed, and how many things the folder does not have; raises FilesWrong."""
        # Before any row is locked, for which a delete could wait that everything else waits for.
        await lock_for_use(self.session)
        changes = [
            *([await self._try(SITE_FILE, self._apply_site, folder.site, {})] if folder.site else []),
            *[await self._try(name, self._apply_query, file, content) for name, file, content in folder.queries],
            *[await self._try(name, self._apply_workflow, file, content) for name, file, content in folder.workflows],
            *[await self._try(name, self._apply_page, file, content) for name, file, content in folder.pages],
        ]
        known = {file.id for _, file, _ in folder.everything()}
        for change in changes:
            if change.what != SAME:
                target = f"{change.what} {change.file}"
                await audit.record(self.session, "file.imported", self.caller, target=target)
        return changes, await count_others(self.session, known)

    async def _try(self, name: str, apply: Apply, file: Any, content: dict[str, Any]) -> FileChange:
        try:
            parts = await apply(file, content)
        except OnefoldError as error:
            raise FilesWrong(f"{name}: {error.detail}") from error
        return FileChange(name, NEW) if parts is None else FileChange(name, CHANGED if parts else SAME, parts)

    async def _apply_site(self, choices: SiteChoices, _content: dict[str, Any]) -> tuple[str, ...] | None:
        row = await site_service.find_site(self.session)
        stored, wanted = row.chosen if row else {}, dump_choices(choices)
        parts = tuple(
            name for name in sorted({*stored, *wanted}) if not is_same_json(stored.get(name), wanted.get(name))
        )
        if parts:
            await site_service.replace_choices(self.session, choices)
        return None if row is None else parts

    async def _apply_query(self, file: QueryFile, content: dict[str, Any]) -> tuple[str, ...] | None:
        row = await self.session.get(NamedQuery, file.id)
        if row is None:
            body = NamedQueryCreate.model_validate(file.model_dump(exclude={"id"}))
            made = await queries.create_query(self.session, self.sources, body)
            made.id, made.params = file.id, content.get("params", [])
            await self.session.flush()
            return None
        parts = _differing(describe_query(row), content)
        if fixed := {"name", "source"} & set(parts):
            raise Invalid(f"The {' and the '.join(sorted(fixed))} of a query never change. Give it another id.")
        if parts:
            changes = file.model_dump(include={"sql", "params", "mode"})
            await queries.update_query(
                self.session, self.sources, str(row.id), NamedQueryUpdate.model_validate(changes)
            )
            row.params = content.get("params", [])
        return parts

    async def _apply_workflow(self, file: WorkflowFile, content: dict[str, Any]) -> tuple[str, ...] | None:
        row = await self.session.get(Workflow, file.id)
        is_new = row is None
        if row is None:
            row = await definitions.create_workflow(self.session, WorkflowCreate(name=file.name))
            row.id = file.id
            await self.session.flush()
        parts = self._parts(await describe_workflow(self.session, row), content)
        if "published" in parts:
            wanted = content["draft"] if file.published == DRAFT else content["published"]
            if wanted is None:
                await definitions.unpublish_workflow(self.session, row.id, None, self.on_publish)
            else:
                row.draft = wanted
                await self.session.flush()
                await definitions.publish_workflow(self.session, row.id, None, self.caller, self.on_publish)
        if parts:
            row.name, row.draft, row.settings = file.name, content["draft"], content.get("settings", {})
            touch(row)
            await self.session.flush()
        return None if is_new else parts

    async def _apply_page(self, file: PageFile, content: dict[str, Any]) -> tuple[str, ...] | None:
        row = await self.session.get(Page, file.id)
        is_new = row is None
        if row is None:
            chosen = file.model_dump(include={"slug", "title", "access", "is_home", "role"})
            body = PageCreate.model_validate(chosen)
            row = await page_service.create_page(self.session, body)
            row.id = file.id
            await self.session.flush()
        parts = self._parts(await describe_page(self.session, row), content)
        # A file of an older build says nothing of a role.
        own = {"slug", "access", "is_home", "role"} & content.keys()
        if own & set(parts):
            update = PageUpdate.model_validate(file.model_dump(include=own))
            await page_service.update_page(self.session, row.id, None, update)
        if "published" in parts:
            await self._publish_page(row, file, content)
        if parts:
            row.title, row.draft, row.seo = file.title, content["draft"], content.get("seo", {})
            touch(row)
            await self.session.flush()
        return None if is_new else parts

    async def _publish_page(self, row: Page, file: PageFile, content: dict[str, Any]) -> None:
        if content["published"] is None:
            await pages.unpublish(self.session, row.id, None)
            return
        wanted = content["published"]
        if file.published == DRAFT:
            wanted = {"title": file.title, "seo": content.get("seo", {}), "tree": content["draft"]}
        row.title, row.seo, row.draft = wanted["title"], wanted["seo"], wanted["tree"]
        await self.session.flush()
        await page_service.publish_page(self.session, row.id, None, self.caller)

    def _parts(self, stored: dict[str, Any], content: dict[str, Any]) -> tuple[str, ...]:
        """Return what differs; what is published counts by its content, whether it is the draft or not."""
        found = _differing(_with_content(stored), _with_content(content))
        return found if self.with_publishing else tuple(part for part in found if part != "published")


def _with_content(content: dict[str, Any]) -> dict[str, Any]:
    """Return what a file says with the published content spelled out."""
    if content.get("published") != DRAFT:
        return content
    if "slug" not in content:
        return content | {"published": content["draft"]}
    return content | {
        "published": {"title": content["title"], "seo": content.get("seo", {}), "tree": content["draft"]}
    }


def _differing(stored: dict[str, Any], content: dict[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in stored if name in content and not is_same_json(stored[name], content[name]))
