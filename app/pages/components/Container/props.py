"""Holds components together, one below the other or side by side."""

from typing import Annotated, Literal

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.layout import Width


class ContainerProps(Props):
    """The props of a Container."""

    width: Annotated[Width, Field(description="How wide it may grow.")] = "normal"
    direction: Annotated[
        Literal["column", "row"],
        Field(description="`row`: side by side, blocks in equal shares, wrapping on small screens."),
    ] = "column"
    align: Annotated[Literal["start", "center"], Field(description="Where children of a `row` stand.")] = "start"
    surface: Annotated[Literal["plain", "card"], Field(description="`card` draws a framed surface.")] = "plain"


COMPONENT = Component(
    title="Container",
    tier="layout",
    props=ContainerProps,
    has_children=True,
    group="Layout",
    icon="square",
)
