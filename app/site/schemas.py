"""What crosses the wire where the look of the site is edited."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.core.request_body import MayBeLeftOut, RequestBody
from app.core.text import AsStored, StorableText
from app.core.times import UTCTime
from app.site.tokens import FILE_PATH, Scheme, Tokens

PresetName = Literal["paper", "studio", "journal", "harbor", "bloom", "meadow"]
Language = Annotated[
    str, Field(max_length=35, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", examples=["en", "de-AT", "ar"])
]
SiteFile = Annotated[
    StorableText,
    Field(
        max_length=1_000,
        pattern=FILE_PATH,
        description="Path of a file of a public bucket.",
        examples=["/files/a/b.svg"],
    ),
]


SiteText = Annotated[StorableText, Field(min_length=1, max_length=500)]


class Logo(BaseModel):
    """The picture that stands for the site."""

    model_config = ConfigDict(extra="forbid")

    src: SiteFile
    alt: StorableText = Field("", max_length=200, description="What it says; empty beside the name in words.")
    width: int | None = Field(None, ge=1, le=2_000, description="Pixels.")
    height: int | None = Field(None, ge=1, le=2_000, description="Pixels.")


class SiteHead(BaseModel):
    """What the head of every page says, where the page itself says nothing else."""

    model_config = ConfigDict(extra="forbid")

    title_suffix: StorableText = Field(
        "", max_length=60, description="After the title of each page but the home page."
    )
    description: StorableText = Field("", max_length=300, description="Of pages without a description.")
    image: SiteFile | None = Field(None, description="The preview picture of pages that have none.")
    noindex: bool = Field(False, description="Ask search engines to leave out the whole site.")
    twitter: Annotated[str, Field(pattern=r"^@[A-Za-z0-9_]{1,15}$", examples=["@onefold"])] | None = None
    google_verification: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,100}$")] | None = None
    bing_verification: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,100}$")] | None = None


SiteWords = Annotated[
    dict[Language, Annotated[dict[Annotated[str, Field(max_length=200)], SiteText], Field(max_length=300)]],
    Field(
        max_length=30,
        description="What pages say by themselves, by language and English text: "
        '`{"fr": {"Next": "Suivant", "Page {number}": "Page {number}"}}`.',
        examples=[{"fr": {"Next": "Suivant"}}],
    ),
]


class SiteChoices(BaseModel):
    """What is chosen for all pages."""

    model_config = ConfigDict(extra="forbid")

    name: StorableText = Field("", max_length=100, description="Of the site; expressions read it as `site.name`.")
    preset: PresetName = Field("paper", description="The design that the tokens begin with.")
    tokens: Tokens = Field(default_factory=Tokens)
    logo: Logo | None = None
    favicon: SiteFile | None = None
    lang: Language = Field("en", description="Language of pages that name none (BCP 47).")
    words: SiteWords = Field(default_factory=dict)
    head: SiteHead = Field(default_factory=SiteHead)


class SiteUpdate(RequestBody):
    """Changes of the site; fields left out stay. `tokens`, `words` and `head` are replaced as a whole."""

    name: MayBeLeftOut[Annotated[StorableText, Field(max_length=100)]] = None
    preset: MayBeLeftOut[PresetName] = None
    tokens: MayBeLeftOut[Tokens] = None
    logo: Logo | None = Field(None, description="Null removes it.")
    favicon: SiteFile | None = Field(None, description="Null removes it.")
    lang: MayBeLeftOut[Language] = None
    words: MayBeLeftOut[SiteWords] = None
    head: MayBeLeftOut[SiteHead] = None


class SiteRead(BaseModel):
    """The look of all pages, and the colours in effect by the names of their variables, without `--of-`."""

    name: str
    preset: AsStored[PresetName]
    tokens: AsStored[Tokens]
    logo: AsStored[Logo | None]
    favicon: str | None
    lang: str
    words: AsStored[SiteWords]
    head: AsStored[SiteHead]
    palettes: dict[Scheme, dict[str, str]]
    revision: int
    updated_at: UTCTime | None = Field(description="Null before the first change.")


class PresetRead(BaseModel):
    """A design that a site can begin with."""

    name: PresetName
    title: str
    description: str
    tokens: Tokens
    palettes: dict[Scheme, dict[str, str]]


def dump_choices(choices: SiteChoices) -> dict[str, Any]:
    """Return choices as JSON, without what nobody chose."""
    return choices.model_dump(mode="json", exclude_defaults=True)
