"""A paragraph: plain text with its line breaks, or words with links and emphasis."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from app.pages.rendering.component import Component, PropProblem, Props
from app.pages.rendering.props import LongText
from app.pages.rendering.richtext import RichLine


class TextProps(Props):
    """The props of a Text."""

    text: Annotated[LongText, Field(description="The words of the paragraph.")] = ""
    content: Annotated[
        RichLine | None,
        Field(
            title="Content",
            description="In place of `text`, words with links and emphasis: what a paragraph of a RichText holds.",
        ),
    ] = None
    variant: Annotated[
        Literal["body", "lead", "muted", "small"], Field(description="`lead` introduces, `muted` and `small` aside.")
    ] = "body"
    align: Annotated[Literal["start", "center"], Field(description="Where the lines stand.")] = "start"


def _problems(props: Mapping[str, Any]) -> Iterator[PropProblem]:
    if "text" not in props and props.get("content") is None:
        yield PropProblem("missing_prop", "text", "This prop is required")


COMPONENT = Component(
    title="Text",
    tier="static",
    props=TextProps,
    problems=_problems,
    group="Typography",
    icon="type",
    inline="text",
    tree=[{"type": "Text", "props": {"text": "Text"}}],
)
