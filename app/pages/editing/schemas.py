"""What crosses the wire where pages are edited."""

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.core.draft_problems import DraftProblem
from app.core.request_body import MayBeLeftOut, RequestBody
from app.core.text import AsStored, StorableObject, StorableText
from app.core.times import UTCTime
from app.core.versioned import VersionSummary
from app.pages.rendering.component import Tier
from app.pages.rendering.declarations import PageData, PageParam, PageVariable
from app.pages.rendering.seo import Seo
from app.pages.rendering.tree import MAX_DEPTH, MAX_NODES, DraftNodes, DraftTree, PageNode, PageRoot, PageTree
from app.pages.slugs import Slug

PageAccess = Literal["public", "visitors", "members"]
PageRole = Literal["home", "not_found", "error"]
_ROLE = (
    "What the page is for the site, once it is published: `home` stands at `/`, `not_found` where there is no page, "
    "`error` where something failed."
)
Title = Annotated[StorableText, Field(min_length=1, max_length=200)]


class SeoRead(Seo):
    """Stored SEO fields; another build may have stored more."""

    model_config = ConfigDict(extra="ignore")


class PageNodeRead(PageNode):
    """A stored component; another build may have stored more fields."""

    model_config = ConfigDict(extra="ignore")

    children: list["PageNodeRead"] = Field(default_factory=list)  # type: ignore[assignment]  # read only


class PageRootRead(PageRoot):
    """The stored top of a page; another build may have stored more fields."""

    model_config = ConfigDict(extra="ignore")

    children: list[PageNodeRead] = Field(default_factory=list)  # type: ignore[assignment]  # read only


class PageParamRead(PageParam):
    """A stored parameter; another build may have stored more fields."""

    model_config = ConfigDict(extra="ignore")


class PageDataRead(PageData):
    """Stored data of a page; another build may have stored more fields."""

    model_config = ConfigDict(extra="ignore")


class PageVariableRead(PageVariable):
    """A stored variable; another build may have stored more fields."""

    model_config = ConfigDict(extra="ignore")


class PageTreeRead(PageTree):
    """A stored tree. Another build may have stored more fields; `validate` names what this one does not know."""

    model_config = ConfigDict(extra="ignore")

    root: PageRootRead = Field(default_factory=PageRootRead)
    params: list[PageParamRead] = Field(default_factory=list)  # type: ignore[assignment]  # read only
    data: list[PageDataRead] = Field(default_factory=list)  # type: ignore[assignment]  # read only
    variables: list[PageVariableRead] = Field(default_factory=list)  # type: ignore[assignment]  # read only


class PageCreate(RequestBody):
    """A new page."""

    slug: Slug
    title: Title
    draft: DraftTree = Field(default_factory=PageTree)
    seo: Seo = Field(default_factory=Seo)
    access: PageAccess = "public"
    is_home: bool = False
    role: PageRole | None = Field(None, description=_ROLE)

    @model_validator(mode="after")
    def _one_role(self) -> Self:
        _check_role(self.is_home, self.role)
        return self


def _check_role(is_home: bool | None, role: PageRole | None) -> None:
    if is_home and role not in (None, "home"):
        raise ValueError(f"a page has one role: leave out is_home, or the role {role!r}")


class PageUpdate(RequestBody):
    """Changes of a page besides its tree; fields left out stay. Slug, access and is_home act at once."""

    slug: MayBeLeftOut[Slug] = None
    title: MayBeLeftOut[Title] = None
    seo: MayBeLeftOut[Seo] = None
    access: MayBeLeftOut[PageAccess] = None
    is_home: MayBeLeftOut[bool] = None
    role: PageRole | None = Field(None, description=f"{_ROLE} Null: nothing special.")

    @model_validator(mode="after")
    def _one_role(self) -> Self:
        _check_role(self.is_home, self.role)
        return self


class PageSchedule(RequestBody):
    """When the draft of a page is published as it is now, and when the page is withdrawn; null: never."""

    publish_at: UTCTime | None = Field(description="When visitors see the draft as it is now.")
    unpublish_at: UTCTime | None = Field(description="When they no longer find the page.")


class PageSummary(BaseModel):
    """A page in a list, without its tree."""

    id: UUID
    slug: str
    title: str
    revision: int
    published_version: int | None
    access: AsStored[PageAccess]
    is_home: bool
    role: AsStored[PageRole | None]
    publish_at: UTCTime | None = Field(description="When `publish_version` is published.")
    publish_version: int | None
    unpublish_at: UTCTime | None = Field(description="When the page is withdrawn.")
    created_at: UTCTime
    updated_at: UTCTime


class PageRead(PageSummary):
    """A page with its draft."""

    draft: AsStored[PageTreeRead]
    seo: AsStored[SeoRead]


class PageVersionSummary(VersionSummary):
    """A published version in a list, without its tree."""

    title: str


class PageVersionRead(PageVersionSummary):
    """A published version; it never changes."""

    tree: AsStored[PageTreeRead]
    seo: AsStored[SeoRead]


class PublishedPage(PageVersionRead):
    """A version that was published just now, and what is probably not meant in it."""

    warnings: list[DraftProblem]


MAX_PREVIEW_SECONDS = 30 * 24 * 3600


class PreviewTokenCreate(RequestBody):
    """What a preview link shows, and for how long."""

    version: int | None = Field(None, ge=1, le=2**31 - 1, description="A version of the page; null: its draft.")
    expires_in: int = Field(1800, ge=60, le=MAX_PREVIEW_SECONDS, description="Seconds until it expires.")


class PreviewToken(BaseModel):
    """Lets anybody who has it see the draft, or a version, until it expires."""

    token: str
    url: str
    canvas_url: str | None = Field(description="The same draft for a builder to frame; null for a version.")
    expires_at: UTCTime


class CanvasAncestor(RequestBody):
    """A component that the rendered ones stand in. Its props matter where those around look at them."""

    id: StorableText = Field(max_length=64)
    type: StorableText = Field(max_length=64)
    props: StorableObject = Field(default_factory=dict)


class CanvasState(RequestBody):
    """What a visitor would have: values in place of the defaults that the page declares."""

    params: StorableObject = Field(default_factory=dict)
    page: StorableObject = Field(default_factory=dict)
    session: StorableObject = Field(default_factory=dict)
    cookies: StorableObject = Field(default_factory=dict)


class CanvasRender(RequestBody):
    """Which part of a page to write anew, as it is in a builder; nothing is stored."""

    root: DraftNodes | None = Field(
        None, description="Components as they are now, with those inside; null: those of the draft as it is stored."
    )
    only: list[StorableText] | None = Field(
        None,
        max_length=MAX_NODES,
        description="Ids of the components to write; an empty text is the whole body. Null: each of the outermost.",
    )
    ancestors: list[CanvasAncestor] = Field(
        default_factory=list, max_length=MAX_DEPTH, description="What `root` stands in, outermost first."
    )
    data: Literal["live", "sample"] = Field("live", description="Whether queries that only read are run.")
    state: CanvasState = Field(default_factory=CanvasState)


class CanvasFragment(BaseModel):
    """The HTML of one component, between the comments that mark it."""

    id: str = Field(description="The component; empty for the whole body.")
    html: str


class CanvasRendering(BaseModel):
    """Parts of a draft as the canvas shows them."""

    fragments: list[CanvasFragment]
    css: str = Field(description="The rules of the style of these components.")
    problems: list[DraftProblem] = Field(
        description="What is wrong with what was rendered; it is shown all the same."
    )
    reads: list[list[str]] = Field(description="The paths that expressions read, such as `data`, `products`, `rows`.")


class ComponentRead(BaseModel):
    """A component the builder can place. `props` is the JSON schema of its props."""

    type: str
    v: int
    tier: Tier
    group: str = Field(description="Where a palette shows it.")
    icon: str = Field(description="Name of a Lucide icon.")
    title: str
    docs: str
    inline: str | None = Field(description="The text prop that is edited in place.")
    tree: list[dict[str, Any]] | None = Field(
        description="What to insert: nodes without ids. Where null, the component alone."
    )
    parents: list[str] | None = Field(description="The only components it may stand in; null: anywhere.")
    children: list[str] | None = Field(description="The only components it may hold; null: any.")
    has_children: bool
    island: bool
    props: dict[str, Any]
    events: list[str]
