"""What other slices may call of actions: published workflows, starting them from a page, secrets and variables."""

from app.actions.errors import GraphUnreadable, InputInvalid, NotPublished, NoTrigger
from app.actions.launching import start_from_page
from app.actions.secret_service import reveal_secrets
from app.actions.variable_service import load_variables
from app.actions.workflow_service import find_published, load_stored_graph

__all__ = [
    "GraphUnreadable",
    "InputInvalid",
    "NoTrigger",
    "NotPublished",
    "find_published",
    "load_stored_graph",
    "load_variables",
    "reveal_secrets",
    "start_from_page",
]
