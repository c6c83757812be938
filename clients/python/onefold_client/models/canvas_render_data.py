from typing import Literal, cast

CanvasRenderData = Literal["live", "sample"]


def check_canvas_render_data(value: str) -> CanvasRenderData:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(CanvasRenderData, value)
