"""A framed surface. With `href` the whole card is one link, and what it holds may still have links of its own."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from app.pages.rendering.component import Component, PropProblem, Props
from app.pages.rendering.layout import Gap
from app.pages.rendering.props import FileUrl, PageLink, ShortText


class CardProps(Props):
    """The props of a Card."""

    variant: Annotated[
        Literal["outlined", "raised", "muted", "plain"],
        Field(description="How it stands out."),
    ] = "outlined"
    padding: Annotated[Literal["none", "s", "m", "l"], Field(description="Room inside, at its edges.")] = "m"
    gap: Annotated[Gap, Field(description="Room between what it holds.")] = "s"
    image: Annotated[FileUrl | None, Field(description="A picture at its top, from edge to edge.")] = None
    image_alt: Annotated[ShortText, Field(description="What the picture shows; empty when it is decoration.")] = ""
    href: Annotated[PageLink | None, Field(description="Where the whole card leads.")] = None
    label: Annotated[ShortText | None, Field(description="What its link is called: where it leads.")] = None


def _problems(props: Mapping[str, Any]) -> Iterator[PropProblem]:
    if props.get("href") and not props.get("label"):
        yield PropProblem("card_label", "label", "A card that leads somewhere needs a label: it names the link.")


COMPONENT = Component(
    title="Card",
    tier="layout",
    props=CardProps,
    has_children=True,
    problems=_problems,
    group="Layout",
    icon="panel-top",
    tree=[
        {
            "type": "Card",
            "props": {},
            "children": [
                {"type": "Heading", "props": {"text": "Card", "level": 3}},
                {"type": "Text", "props": {"text": "What it is about."}},
            ],
        }
    ],
)
