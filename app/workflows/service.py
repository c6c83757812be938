"""What other slices may call of actions: published workflows, starting them from a page, secrets and variables."""

from app.secrets.named.service import reveal_secrets
from app.secrets.variables.service import load_variables
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
    "load_variables",
    "reveal_secrets",
    "start_from_page",
]
