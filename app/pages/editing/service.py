"""Pages: drafts, publishing, versions, and what visitors may find."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth.access import Principal
from app.core.db.database import utc_now
from app.core.draft_problems import DraftProblem, DraftValidation
from app.core.http.pagination import PageRequest
from app.core.stored_drafts import StoredUnreadable, read_stored
from app.core.usage import lock_for_use
from app.core.versioned import Publisher, touch
from app.data.sources.open_sources import DataSources
from app.expressions.parse import ExpressionSyntaxError, compile_value, references
from app.pages.editing import repository
from app.pages.editing.declarations import list_address_problems, unknown_names
from app.pages.editing.diff import VersionDiff, compare
from app.pages.editing.references import check_scopes, list_missing
from app.pages.editing.schemas import PageCreate, PageRead, PageSchedule, PageSummary, PageUpdate, PageVersionRead
from app.pages.editing.styles import list_low_contrasts
from app.pages.editing.validation import list_problems
from app.pages.editing.warnings import list_warnings
from app.pages.errors import AccessUnsupported, PageInvalid, ScheduleImpossible, SlugTaken
from app.pages.models import Page, PageVersion, pages
from app.pages.redirects import service as redirects
from app.pages.rendering.head_texts import HEAD_NAMES, list_texts, picture
from app.pages.rendering.seo import Seo
from app.pages.rendering.stored import read_draft, read_seo, read_tree, upgrade_tree
from app.pages.rendering.tree import PageTree
from app.pages.slugs import find_shape
from app.site.service import find_site, read_choices
from app.site.theme import make_theme


def to_read(page: Page) -> PageRead:
    """Return the page with its draft as this build would write it."""
    summary = PageSummary.model_validate(page, from_attributes=True)
    return PageRead(**summary.model_dump(), draft=upgrade_tree(page.draft)[0], seo=page.seo)


def to_version_read(version: PageVersion) -> PageVersionRead:
    """Return the version with its tree as it was published."""
    return PageVersionRead.model_validate(version, from_attributes=True)


async def create_page(session: AsyncSession, body: PageCreate) -> Page:
    """Return the new page; raises SlugTaken and AccessUnsupported."""
    _check_access(body.access)
    page = Page(
        slug=body.slug,
        shape=find_shape(body.slug),
        title=body.title,
        draft=body.draft.dump(),
        seo=body.seo.model_dump(mode="json"),
        access=body.access,
        is_home=body.is_home or body.role == "home",
        special_role=body.role if body.role != "home" else None,
    )
    await _check_slug(session, page.slug)
    session.add(page)
    await _flush(session, page.slug)
    return page


async def list_pages(session: AsyncSession, request: PageRequest, search: str | None) -> Sequence[Page]:
    """Return pages, newest first; `search` is a part of title or slug."""
    return await repository.list_pages(session, request, search)


def _check_access(access: str | None) -> None:
    if access == "visitors":
        raise AccessUnsupported("Visitors cannot have accounts yet; `members` are the people with an account here.")


async def _check_slug(session: AsyncSession, slug: str, but: UUID | None = None) -> None:
    taken = await repository.find_taken_slug(session, slug, find_shape(slug), but)
    if taken is not None:
        same = "" if taken == slug else f", which stands at the same addresses as {slug!r}"
        raise SlugTaken(f"Another page has the slug {taken!r}{same}.")


async def _flush(session: AsyncSession, slug: str) -> None:
    try:
        await session.flush()
    except IntegrityError as error:
        raise SlugTaken(f"Another page has the slug {slug!r}.") from error


async def update_page(session: AsyncSession, page_id: UUID, revision: int | None, body: PageUpdate) -> Page:
    """Return the changed page; raises PageNotFound, RevisionConflict, SlugTaken, AccessUnsupported."""
    page = await pages.get_for_change(session, page_id, revision)
    _check_access(body.access)
    if body.slug is not None:
        await _check_slug(session, body.slug, page.id)
        if page.published_version is not None:
            await redirects.record_rename(session, page, body.slug)
        page.slug, page.shape = body.slug, find_shape(body.slug)
    if body.title is not None:
        page.title = body.title
    if body.seo is not None:
        page.seo = body.seo.model_dump(mode="json")
    if body.access is not None:
        page.access = body.access
    _change_role(page, body)
    if page.role is not None and page.published_version is not None:
        await repository.clear_role(session, page)
    touch(page)
    await _flush(session, page.slug)
    return page


def _change_role(page: Page, body: PageUpdate) -> None:
    if "role" in body.model_fields_set:
        page.is_home = body.role == "home"
        page.special_role = body.role if body.role != "home" else None
    if body.is_home is not None:
        page.is_home = body.is_home
        page.special_role = None if page.is_home else page.special_role


async def list_draft_problems(session: AsyncSession, page: Page) -> list[DraftProblem]:
    """Return what keeps the page's draft from being published."""
    try:
        tree, seo = read_draft(page.draft), read_stored(Seo, page.seo, field="seo")
    except StoredUnreadable as error:
        return error.problems
    if own := list_problems(tree) + list_address_problems(page, tree) + _head_problems(page.title, seo):
        return own
    choices = read_choices(await find_site(session))
    theme = make_theme(choices.tokens, choices.preset)
    return list_low_contrasts(tree, theme) + await list_missing(session, tree)


async def validate_draft(session: AsyncSession, sources: DataSources | None, page: Page) -> DraftValidation:
    """Return what is wrong with the page's draft; with `sources`, its queries are run for their columns."""
    problems = await list_draft_problems(session, page)
    warnings = [] if problems else await list_warnings(session, sources, page)
    return DraftValidation(valid=not problems, problems=problems, warnings=warnings)


def _head_problems(title: str, seo: Seo) -> list[DraftProblem]:
    """Return what is wrong with the title and the SEO fields."""
    problems: list[DraftProblem] = []
    bound: set[str] = set()
    for name, value in list_texts(title, seo).items():
        path = name if name == "title" else f"seo.{name}"
        try:
            compiled = compile_value(value)
        except ExpressionSyntaxError as error:
            message = f"The expression does not parse: {error}."
            problems.append(DraftProblem(code="expression_syntax", param=path, message=message))
            continue
        bound |= {name} if compiled.dynamic else set()
        problems += [
            DraftProblem(code="unknown_name", param=path, message=message)
            for message in unknown_names(references(compiled), HEAD_NAMES)
        ]
    if seo.image and "image" not in bound and not picture(seo.image):
        message = "seo.image: use the whole http(s) address of a picture, since other sites load it."
        problems.append(DraftProblem(code="unsafe_url", param="seo.image", message=message))
    return problems


async def publish_page(
    session: AsyncSession, page_id: UUID, revision: int | None, caller: Principal
) -> tuple[Page, PageVersion]:
    """Return the page and the version that its draft became, which visitors see from the commit on.

    Raises PageInvalid, RevisionConflict, and Forbidden when the caller's key lacks scopes that the page needs.
    """
    await lock_for_use(session)
    page = await pages.get_for_change(session, page_id, revision)
    version = await _make_version(session, page, caller)
    await show_version(session, page, version.number)
    return page, version


async def _make_version(
    session: AsyncSession, page: Page, caller: Principal, published_at: datetime | None = None
) -> PageVersion:
    check_scopes(caller, read_tree(page.draft))
    problems = await list_draft_problems(session, page)
    if problems:
        raise PageInvalid(problems)
    publisher = Publisher(id=caller.user_id, email=caller.email)
    return await pages.make_version(session, page, publisher, published_at)


async def show_version(session: AsyncSession, page: Page, number: int) -> None:
    """Have visitors see a version of a locked page from the commit on."""
    await redirects.end_redirect(session, page.slug)
    pages.show(page, number)
    await session.flush()
    if page.role is not None:
        # Only now does the mark count: the page that had the role until then keeps it while this one is a draft.
        await repository.clear_role(session, page)


async def schedule_page(
    session: AsyncSession, page_id: UUID, revision: int | None, body: PageSchedule, caller: Principal
) -> Page:
    """Return the page with the times at which its draft, as it is now, is published, and the page withdrawn.

    Raises as `publish_page`, and ScheduleImpossible.
    """
    await lock_for_use(session)
    page = await pages.get_for_change(session, page_id, revision)
    now = utc_now()
    if any(at is not None and at <= now for at in (body.publish_at, body.unpublish_at)):
        raise ScheduleImpossible("A page cannot be published or withdrawn at a time that is past.")
    if body.publish_at and body.unpublish_at and body.unpublish_at <= body.publish_at:
        raise ScheduleImpossible("The page would be withdrawn before it is published.")
    version = await _make_version(session, page, caller, body.publish_at) if body.publish_at else None
    page.publish_at, page.publish_version = body.publish_at, version.number if version else None
    page.unpublish_at = body.unpublish_at
    touch(page)
    await session.flush()
    return page


async def compare_versions(
    session: AsyncSession, page_id: UUID, number: int, to: int | Literal["draft"]
) -> VersionDiff:
    """Return what differs between a version and another one, or the draft; raises PageNotFound, VersionNotFound."""
    before = await pages.get_version(session, page_id, number)
    if to == "draft":
        page = await pages.get(session, page_id)
        after = {name: getattr(page, source) for name, source in pages.content.items()}
    else:
        after = _content_of(await pages.get_version(session, page_id, to))
    return compare(_content_of(before), after)


async def read_content(session: AsyncSession, page: Page, number: int | None) -> tuple[PageTree, str, Seo]:
    """Return the tree, the title and the SEO fields of a version, or of the draft (None), as they can be shown.

    Raises VersionNotFound, and PageInvalid for a draft with problems.
    """
    if number is not None:
        version = await pages.get_version(session, page.id, number)
        return read_tree(version.tree), version.title, read_seo(version.seo)
    if problems := await list_draft_problems(session, page):
        raise PageInvalid(problems)
    return read_draft(page.draft), page.title, read_seo(page.seo)


def _content_of(version: PageVersion) -> dict[str, Any]:
    return {name: getattr(version, name) for name in pages.content}
