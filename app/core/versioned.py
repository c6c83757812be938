"""Drafts and the versions that were published of them: once, for whatever is edited so.

A draft may be wrong. Its `revision` grows whenever anything that is read of it changes, which version is published
included, so that a client's ETag is good only for what it saw. A version is what was published, and never changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy.orm import defer
from sqlmodel import Field as Column
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import JSONType, Table, UTCDateTime, is_same_json, utc_now
from app.core.errors import NotFound, RevisionConflict
from app.core.http.pagination import ListPage, PageRequest, keyset, to_page
from app.core.http.revisions import revision_etag
from app.core.times import UTCTime


class VersionNotFound(NotFound):
    """The draft exists and has no version of this number."""

    code, title = "version_not_found", "There is no such version"
    mend = "List the versions at `GET …/versions`."


class Publisher(BaseModel):
    """Who published a version."""

    id: UUID | None = Field(description="Null once the user was deleted.")
    email: str = Field(description="The user's address when they published.")


class VersionSummary(BaseModel):
    """A published version without its content, as lists show it."""

    number: int
    published_at: UTCTime
    published_by: Publisher | None = Field(description="Null where an older build did not store it.")


class Draft(Table):
    """The columns of what is edited as a draft. `published_version` is a number; None: nothing is published."""

    draft: dict[str, Any] = Column(sa_type=JSONType)
    revision: int = 1
    published_version: int | None = None
    updated_at: datetime = Column(default_factory=utc_now, sa_type=UTCDateTime)


class Version(Table):
    """The columns of a published version, beside its content and the id of its draft."""

    number: int
    published_at: datetime = Column(default_factory=utc_now, sa_type=UTCDateTime)
    published_by_id: UUID | None = Column(default=None, foreign_key="auth_user.id", ondelete="SET NULL")
    published_by_email: str | None = Column(default=None, max_length=254)

    @property
    def published_by(self) -> Publisher | None:
        """Who published it, where that is known."""
        if self.published_by_email is None:
            return None
        return Publisher(id=self.published_by_id, email=self.published_by_email)


D = TypeVar("D", bound=Draft)
V = TypeVar("V", bound=Version)
S = TypeVar("S", bound=VersionSummary)


def touch(draft: Draft) -> None:
    """Move the draft one revision on, since it or what is read beside it changed."""
    draft.revision += 1
    draft.updated_at = utc_now()


def check_revision(noun: str, revision: int, if_match: int | None) -> None:
    """Return when a change builds on this revision, or on any (None); raises RevisionConflict."""
    if if_match not in (None, revision):
        raise RevisionConflict(
            f"The {noun} is at revision {revision}; If-Match names {if_match}. Read it again.",
            extra={"current_revision": revision},
            headers={"ETag": revision_etag(revision)},
        )


@dataclass(frozen=True)
class Versioned(Generic[D, V]):
    """One kind of draft with its versions: what can be done with them."""

    draft_type: type[D]
    version_type: type[V]
    owner: str
    """The column of a version that holds its draft's id."""
    content: Mapping[str, str]
    """What is published and restored: a version's columns, each with the draft's column that it is a copy of."""
    not_found: type[NotFound]

    async def get(self, session: AsyncSession, draft_id: UUID, *, lock: bool = False) -> D:
        """Return the draft; with `lock` nobody else changes it until the transaction ends. Raises `not_found`."""
        statement = select(self.draft_type).where(self.draft_type.id == draft_id)
        found = (await session.exec(statement.with_for_update() if lock else statement)).one_or_none()
        if found is None:
            raise self.not_found(f"There is no {self._noun} {draft_id}.")
        return found

    async def get_for_change(self, session: AsyncSession, draft_id: UUID, if_match: int | None) -> D:
        """Return the draft, locked. Raises `not_found`, and RevisionConflict unless it is at revision `if_match`.

        None is any revision.
        """
        draft = await self.get(session, draft_id, lock=True)
        check_revision(self._noun, draft.revision, if_match)
        return draft

    async def replace_draft(
        self, session: AsyncSession, draft_id: UUID, new: dict[str, Any], if_match: int | None
    ) -> D:
        """Return it with another draft, right or wrong; raises as `get_for_change`."""
        draft = await self.get_for_change(session, draft_id, if_match)
        draft.draft = new
        touch(draft)
        return draft

    async def delete(self, session: AsyncSession, draft_id: UUID, if_match: int | None) -> None:
        """Delete the draft with its versions; raises as `get_for_change`."""
        await session.delete(await self.get_for_change(session, draft_id, if_match))
        await session.flush()

    async def publish(self, session: AsyncSession, draft: D, publisher: Publisher) -> V:
        """Return the version that a locked draft became, now shown: the newest again when nothing changed since."""
        version = await self.make_version(session, draft, publisher)
        self.show(draft, version.number)
        await session.flush()
        return version

    async def make_version(
        self, session: AsyncSession, draft: D, publisher: Publisher, published_at: datetime | None = None
    ) -> V:
        """Return a version that is as a locked draft is now: the newest one again when nothing changed since.

        `published_at` is when it shall be shown, if that is not now.
        """
        content: dict[str, Any] = {name: getattr(draft, source) for name, source in self.content.items()}
        version = await self._find_newest(session, draft.id)
        if version is None or not all(is_same_json(getattr(version, name), content[name]) for name in content):
            content |= {self.owner: draft.id, "number": version.number + 1 if version else 1}
            content |= {"published_at": published_at} if published_at else {}
            version = self.version_type(published_by_id=publisher.id, published_by_email=publisher.email, **content)
            session.add(version)
            await session.flush()
        return version

    async def unpublish(self, session: AsyncSession, draft_id: UUID, if_match: int | None) -> D:
        """Return the draft, of which nothing is published any more; its versions stay. Raises as `get_for_change`."""
        draft = await self.get_for_change(session, draft_id, if_match)
        self.show(draft, None)
        await session.flush()
        return draft

    async def restore(self, session: AsyncSession, draft_id: UUID, number: int, if_match: int | None) -> D:
        """Return the draft as it was in a version; what is published stays as it is.

        Raises VersionNotFound, and as `get_for_change`.
        """
        draft = await self.get_for_change(session, draft_id, if_match)
        version = await self.get_version(session, draft_id, number)
        for name, source in self.content.items():
            setattr(draft, source, getattr(version, name))
        touch(draft)
        await session.flush()
        return draft

    async def list_versions(
        self, session: AsyncSession, draft_id: UUID, page: PageRequest, summary: type[S]
    ) -> ListPage[S]:
        """Return a page of the versions, newest first, without what was the draft; raises `not_found`."""
        await self.get(session, draft_id)
        big = [getattr(self.version_type, name) for name, source in self.content.items() if source == "draft"]
        statement = self._versions(draft_id).options(*(defer(column, raiseload=True) for column in big))
        rows = (await session.exec(keyset(statement, self.version_type.id, page))).all()
        return to_page(rows, page, lambda row: summary.model_validate(row, from_attributes=True))

    async def find_version(self, session: AsyncSession, draft_id: UUID, number: int) -> V | None:
        """Return the version with this number."""
        found: V | None = (
            await session.exec(self._versions(draft_id).where(self.version_type.number == number))
        ).one_or_none()
        return found

    async def get_version(self, session: AsyncSession, draft_id: UUID, number: int) -> V:
        """Return the version with this number; raises `not_found` or VersionNotFound."""
        found = await self.find_version(session, draft_id, number)
        if found is None:
            await self.get(session, draft_id)
            raise VersionNotFound(f"The {self._noun} {draft_id} has no version {number}.")
        return found

    async def _find_newest(self, session: AsyncSession, draft_id: UUID) -> V | None:
        newest_first = self._versions(draft_id).order_by(col(self.version_type.number).desc())
        found: V | None = (await session.exec(newest_first.limit(1))).first()
        return found

    def _versions(self, draft_id: UUID) -> Any:
        return select(self.version_type).where(getattr(self.version_type, self.owner) == draft_id)

    def show(self, draft: D, number: int | None) -> None:
        """Publish a version of a locked draft; None withdraws it."""
        if draft.published_version != number:
            draft.published_version = number
            touch(draft)

    @property
    def _noun(self) -> str:
        return str(self.draft_type.__tablename__)
