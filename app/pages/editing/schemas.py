"""What crosses the wire for pages."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.core.draft_problems import DraftProblem
from app.core.text import AsStored, StorableText
from app.core.versioned import VersionSummary
from app.pages.rendering.tree import PageRoot, PageTree

Access = Literal["public", "visitors", "members"]
_SLUG = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*(?:/[a-z0-9]+(?:-+[a-z0-9]+)*)*")
MAX_SLUG = 200
_RESERVED = frozenset({"actions", "forms", "data"})


def is_slug(text: str) -> bool:
    """Return whether a page could have this slug."""
    return len(text) <= MAX_SLUG and _SLUG.fullmatch(text) is not None


def _valid_slug(slug: str) -> str:
    if not is_slug(slug):
        raise ValueError("a slug has lower-case letters, digits and hyphens, in segments separated by /")
    segments = slug.split("/")
    if len(segments) > 1 and segments[-2] in _RESERVED:
        raise ValueError(f"the segment before the last one may not be {segments[-2]!r}: that path has another use")
    return slug


Slug = Annotated[str, Field(min_length=1, max_length=MAX_SLUG, examples=["guestbook"]), AfterValidator(_valid_slug)]
Title = Annotated[StorableText, Field(min_length=1, max_length=200)]


class Seo(BaseModel):
    """What search engines and link previews are told."""

    model_config = ConfigDict(extra="forbid")

    description: StorableText = Field("", max_length=300)
    image: StorableText = Field("", max_length=2000, description="Absolute http(s) URL of the preview picture.")
    lang: str = Field(
        "en",
        max_length=35,
        pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        description="Language of the page (BCP 47), such as `en`, `de-AT` or `ar`; the direction of writing follows.",
    )
    noindex: bool = Field(False, description="Ask search engines to leave this page out; also not in the sitemap.")


class PageCreate(BaseModel):
    """A new page."""

    model_config = ConfigDict(extra="forbid")

    slug: Slug
    title: Title
    draft: PageTree = Field(default_factory=PageTree)
    seo: Seo = Field(default_factory=Seo)
    access: Access = "public"
    is_home: bool = False


class PageUpdate(BaseModel):
    """Changes of a page besides its tree; fields left out stay. Slug, access and is_home act at once."""

    model_config = ConfigDict(extra="forbid")

    slug: Slug | None = None
    title: Title | None = None
    seo: Seo | None = None
    access: Access | None = None
    is_home: bool | None = None


class PageSummary(BaseModel):
    """A page in a list, without its tree."""

    id: UUID
    slug: str
    title: str
    revision: int
    published_version: int | None
    access: AsStored[Access]
    is_home: bool
    created_at: datetime
    updated_at: datetime


class PageRead(PageSummary):
    """A page with its draft."""

    draft: PageTree
    seo: Seo


class PageVersionSummary(VersionSummary):
    """A published version in a list, without its tree."""

    title: str


class PageVersionRead(PageVersionSummary):
    """A published version."""

    root: PageRoot
    seo: Seo


class PublishedVersion(PageVersionRead):
    """A version that was published just now, and what is probably not meant in it."""

    warnings: list[DraftProblem]


class PreviewToken(BaseModel):
    """Lets anybody who has it see the draft until it expires."""

    token: str
    url: str
    expires_at: datetime


class ComponentRead(BaseModel):
    """A component the builder can place. `props` is the JSON schema of its props."""

    type: str
    v: int
    tier: Literal["static", "interactive", "data", "layout"]
    title: str
    docs: str
    has_children: bool
    island: bool
    props: dict[str, Any]
    events: list[str]


class PublicPage(BaseModel):
    """What anybody may know of a published page."""

    slug: str
    title: str
    seo: Seo
    version: int
    published_at: datetime


class TableRows(BaseModel):
    """One page of the rows that a table shows: the values of its own columns, no others."""

    columns: list[dict[str, str]]
    rows: list[dict[str, Any]]
    page: int
    has_more: bool


class FieldError(BaseModel):
    """What is wrong with one field of a form; `field` is null when it concerns the whole."""

    field: str | None
    message: str


class VisitorRun(BaseModel):
    """The run a visitor started. `ticket` opens its stream; null where streams for visitors are not offered."""

    id: UUID
    ticket: str | None = None


class VisitorAnswer(BaseModel):
    """The answer to a visitor's button or form: what the browser does next, and the workflow's result."""

    effects: list[dict[str, Any]]
    result: Any = None
    errors: list[FieldError]
    run: VisitorRun | None = None
