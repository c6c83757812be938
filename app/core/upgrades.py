"""Stored JSON of an older version, made what the version of this build allows: node params and component props."""

import copy
from collections.abc import Callable, Mapping
from typing import Any

FIRST_VERSION = 1

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
Upgrades = Mapping[int, Upgrade]
"""By the version it starts from, what makes the JSON of each version that of the next one. It may change what it is
given."""


class UpgradeFailed(Exception):
    """What is stored is not what its version allowed."""


def check_upgrades(title: str, version: int, upgrades: Upgrades) -> None:
    """Return when there is an upgrade from each version before this one, and no other; raises ValueError."""
    if set(upgrades) != set(range(FIRST_VERSION, version)):
        raise ValueError(f"{title}: version {version} needs an upgrade from each version before it")


def upgrade(title: str, stored: Mapping[str, Any], since: int, version: int, upgrades: Upgrades) -> dict[str, Any]:
    """Return what was stored in version `since` as that of `version`; raises UpgradeFailed.

    What is given stays as it is.
    """
    upgraded = copy.deepcopy(dict(stored))
    try:
        for older in range(since, version):
            upgraded = upgrades[older](upgraded)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        # A draft may hold anything, where an upgrade expects what its version allowed.
        raise UpgradeFailed(f"{title} cannot be read as version {version}: {error!r}") from error
    return upgraded
