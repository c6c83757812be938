"""Something of another site in a frame: a film, a map, a drawing. It is loaded when a visitor asks for it.

Until then nothing is asked of the other site, which so does not learn who looks at the page. Known are YouTube
(without cookies), Vimeo, OpenStreetMap, Google Maps and Forms, Figma, CodePen, Spotify and Loom; copy the address of
a film, or the one that the site offers for embedding.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from app.pages.components.Embed.providers import PROVIDERS, find_frame
from app.pages.rendering.component import Component, Props
from app.pages.rendering.layout import Ratio
from app.pages.rendering.props import ShortText, is_in_request


class FrameUrl(str):
    """The address of a frame, and whose it is."""

    __slots__ = ("provider",)
    provider: str

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(cls._check, core_schema.str_schema(max_length=2_000))

    @classmethod
    def _check(cls, address: str, info: ValidationInfo) -> "FrameUrl | None":
        found = find_frame(address)
        if found is None:
            if is_in_request(info):
                return None
            names = ", ".join(provider.name for provider in PROVIDERS)
            raise PydanticCustomError("no_embed", "use an address to embed of {names}", {"names": names})
        made = cls(found[1])
        made.provider = found[0].name
        return made


class EmbedProps(Props):
    """The props of an Embed."""

    url: FrameUrl = Field(description="The address of the film, map or drawing.")
    title: ShortText = Field(description="What it shows, for those who cannot see it.")
    load: Annotated[
        Literal["click", "at_once"],
        Field(description="When: as a visitor asks for it, or with the page."),
    ] = "click"
    ratio: Annotated[Ratio, Field(description="Its shape.")] = "16:9"


def _sources(props: Any) -> Mapping[str, list[str]]:
    """Return the host of its frame; of an address that is known only later, all hosts there are."""
    url = getattr(props, "url", None)
    hosts = [provider.host for provider in PROVIDERS if url is None or provider.name == url.provider]
    return {"frame-src": [f"https://{host}" for host in hosts]}


COMPONENT = Component(
    title="Embed", tier="static", props=EmbedProps, sources=_sources, group="Media", icon="square-play"
)
