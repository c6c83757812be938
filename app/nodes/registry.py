"""The node kinds: each file in a folder of `app/nodes/` holds one, as its `KIND`; nothing else registers it.

A file whose name begins with an underscore holds what kinds of its folder share.
"""

import importlib
import pkgutil
from functools import cache

from app import nodes
from app.engine.kinds import NodeKind


@cache
def node_kinds() -> dict[str, NodeKind]:
    """Return every kind by name."""
    kinds: dict[str, NodeKind] = {}
    for folder in pkgutil.iter_modules(nodes.__path__, f"{nodes.__name__}."):
        if folder.ispkg:
            package = importlib.import_module(folder.name)
            for module in pkgutil.iter_modules(package.__path__):
                if not module.name.startswith("_"):
                    kind: NodeKind = importlib.import_module(f"{folder.name}.{module.name}").KIND
                    kinds[kind.name] = kind
    return kinds
