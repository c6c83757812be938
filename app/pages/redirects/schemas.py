"""What crosses the wire of redirects."""

from typing import Annotated, Literal
from urllib.parse import unquote
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from app.core.request_body import MayBeLeftOut, RequestBody
from app.core.text import AsStored, StorableText
from app.core.times import UTCTime
from app.pages.rendering.props import SafeUrl
from app.pages.slugs import MAX_REDIRECT_PATH, PREFIX


def _valid_path(path: str) -> str:
    path = unquote(path).rstrip("/")
    if not path.startswith(PREFIX) or path == PREFIX.rstrip("/"):
        raise ValueError(f"begin with {PREFIX}: pages, and so redirects, are there")
    if any(character < " " or character in "?#\\\x7f" for character in path) or "//" in path:
        raise ValueError("give the path alone, without a query, a fragment, backslashes or empty segments")
    return path


RedirectPath = Annotated[
    StorableText,
    Field(
        max_length=MAX_REDIRECT_PATH,
        description="The path that leads elsewhere, below `/p/`; `{name}` stands for any one segment.",
        examples=["/p/old-shop", "/p/products/{id}"],
    ),
    AfterValidator(_valid_path),
]
RedirectStatus = Literal[301, 302, 308]
STATUS = "301 and 308: moved for good, 302: for now."
RedirectTarget = Annotated[
    SafeUrl,
    Field(
        min_length=1,
        description="Where it leads: a path on this site, or http(s). The path of a page stands for the page, under "
        "whatever slug it has later. `{name}` is what stood there in `path`.",
        examples=["/p/shop", "https://shop.example.com/item?id={id}"],
    ),
]


class RedirectCreate(RequestBody):
    """A new redirect."""

    path: RedirectPath
    to: RedirectTarget
    status: RedirectStatus = Field(301, description=STATUS)


class RedirectUpdate(RequestBody):
    """Changes of a redirect; what is left out stays."""

    path: MayBeLeftOut[RedirectPath] = None
    to: MayBeLeftOut[RedirectTarget] = None
    status: MayBeLeftOut[RedirectStatus] = Field(None, description=STATUS)


class RedirectRead(BaseModel):
    """A redirect. It leads somewhere only while no published page has its path."""

    id: UUID
    path: str
    to: str = Field(description="The address it leads to now.")
    page_id: UUID | None = Field(description="The page it leads to, null for another address.")
    status: AsStored[RedirectStatus]
    created_at: UTCTime
    updated_at: UTCTime
