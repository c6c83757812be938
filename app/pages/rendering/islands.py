"""What of a component its island is given in the browser: the props and the places that its `COMPONENT` names.

They stand in an attribute of the component's root element, so that what is fetched later or repeated brings its own.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from pydantic import BaseModel

if TYPE_CHECKING:
    from app.pages.rendering.context import ComponentContext

ISLAND = "data-island"
PROPS = "data-props"
SENDING_WORDS = (
    "Sending…",
    "Please look at the marked fields.",
    "This could not be sent. Check your connection, then try again.",
    "Something went wrong. Please try again.",
)
"""What an island says that sends in place."""


@dataclass(frozen=True, slots=True)
class Island:
    """The allow-list of one component, and what its island says by itself: nothing else goes to the browser."""

    name: str
    props: tuple[str, ...]
    context: tuple[str, ...]
    words: tuple[str, ...] = ()

    def attributes(self, props: Mapping[str, Any], context: "ComponentContext") -> Markup:
        """Return the attributes of the root element. What is empty in the context is left out, as in most places."""
        values: dict[str, Any] = {name: props[name] for name in self.props}
        known = {name: value for name in self.context if (value := getattr(context, name))}
        said = {text: context.words(text) for text in self.words}
        if other := {text: words for text, words in said.items() if words != text}:
            known["words"] = other
        if known:
            values["context"] = known
        given = f" {PROPS}='{escape_json(values)}'" if values else ""
        return Markup(f' {ISLAND}="{self.name}"{given}')  # noqa: S704 (escaped here)


def escape_json(values: Any) -> str:
    """Return JSON for an attribute in single quotes: its own double quotes stay, which keeps it short."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return text.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;").replace(">", "&gt;")


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)
