"""What a page tells search engines and link previews."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.core.text import StorableText
from app.pages.rendering.props import SafeUrl
from app.pages.rendering.structured import StructuredData


class Alternate(BaseModel):
    """The same page in another language."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    lang: str = Field(
        max_length=35,
        pattern=r"^(x-default|[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)$",
        description="Its language (BCP 47); `x-default` for everybody else.",
    )
    url: SafeUrl = Field(description="A path on this site, or http(s).")


class Seo(BaseModel):
    """What search engines and link previews are told."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    description: StorableText = Field("", max_length=300)
    image: StorableText = Field("", max_length=2000, description="Absolute http(s) URL of the preview picture.")
    image_alt: StorableText = Field("", max_length=300, description="What the preview picture shows.")
    image_width: int | None = Field(None, ge=1, le=10_000, description="Pixels.")
    image_height: int | None = Field(None, ge=1, le=10_000, description="Pixels.")
    type: Literal["website", "article", "product", "profile"] = Field(
        "website", description="What link previews take the page for (Open Graph)."
    )
    lang: str | None = Field(
        None,
        max_length=35,
        pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        description="Language of the page (BCP 47), such as `en`, `de-AT` or `ar`; the direction of writing follows. "
        "Left out, it is that of the site.",
    )
    noindex: bool = Field(False, description="Ask search engines to leave this page out; also not in the sitemap.")
    alternates: list[Alternate] = Field(
        default_factory=list, max_length=100, description="The page in other languages, which name each other alike."
    )
    structured: list[StructuredData] = Field(
        default_factory=list, max_length=10, description="What search engines read as data (schema.org)."
    )
