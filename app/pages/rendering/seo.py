"""What a page tells search engines and link previews."""

from pydantic import BaseModel, ConfigDict, Field

from app.core.text import StorableText


class Seo(BaseModel):
    """What search engines and link previews are told."""

    model_config = ConfigDict(extra="forbid")

    description: StorableText = Field("", max_length=300)
    image: StorableText = Field("", max_length=2000, description="Absolute http(s) URL of the preview picture.")
    lang: str | None = Field(
        None,
        max_length=35,
        pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        description="Language of the page (BCP 47), such as `en`, `de-AT` or `ar`; the direction of writing follows. "
        "Left out, it is that of the site.",
    )
    noindex: bool = Field(False, description="Ask search engines to leave this page out; also not in the sitemap.")
