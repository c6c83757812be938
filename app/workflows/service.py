"""What other slices may call of actions: published workflows, and starting them from a page."""

from app.workflows.definitions import find_published, load_run_graph
from app.workflows.errors import GraphUnreadable, InputInvalid, NotPublished, NoTrigger
from app.workflows.start import start_from_page

__all__ = [
    "GraphUnreadable",
    "InputInvalid",
    "NoTrigger",
    "NotPublished",
    "find_published",
    "load_run_graph",
    "start_from_page",
]
