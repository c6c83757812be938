"""The components as clients see them."""

from app.pages.editing.schemas import ComponentRead
from app.pages.rendering.registry import Registered, components


def read_components() -> list[ComponentRead]:
    """Return every component, by name."""
    return [_read(known) for known in components().values()]


def _read(known: Registered) -> ComponentRead:
    component = known.component
    return ComponentRead(
        type=known.name,
        v=component.version,
        tier=component.tier,
        group=component.group,
        icon=component.icon,
        title=component.title,
        docs=known.docs,
        inline=component.inline,
        tree=component.tree,
        parents=component.parents,
        children=component.children,
        has_children=component.has_children,
        island=known.island is not None,
        props=component.props.model_json_schema(),
        events=known.events,
    )
