"""The context that a macro is given at compile time: it notes what the macro looks at."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from app.pages.rendering.context import OF_REQUEST, ComponentContext
from app.pages.rendering.holes import Hole


class WatchedContext:
    """A context that notes which of what a request adds was looked at, and whether the component is an island."""

    def __init__(self, context: ComponentContext) -> None:
        self._context = context
        self.seen: set[str] = set()
        self.is_island = False
        self.write_island: Callable[[], Markup] = Markup
        self.style_hole: Hole | None = None
        self.id_hole: Hole | None = None

    def __getattr__(self, name: str) -> Any:
        if name == "style" and self.style_hole is not None:
            return self.style_hole
        if name == "id" and self.id_hole is not None:
            return self.id_hole
        if name == "island":
            self.is_island = True
            return self.write_island()
        if name in OF_REQUEST:
            self.seen.add(name)
        return getattr(self._context, name)
