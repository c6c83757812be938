"""Who may do what: roles in order, scopes of API keys, and the caller of a request."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID


class Role(StrEnum):
    """What a person may do. Each role may do all that the ones after it may."""

    OWNER = "owner"
    EDITOR = "editor"
    OPERATOR = "operator"
    VIEWER = "viewer"

    def includes(self, other: "Role") -> bool:
        """Return whether this role may do what `other` may."""
        order = list(Role)
        return order.index(self) <= order.index(other)


class Scope(StrEnum):
    """What an API key may do, within the role its owner has at the time of the call."""

    ACTIONS_READ = "actions:read"
    ACTIONS_WRITE = "actions:write"
    ACTIONS_RUN = "actions:run"
    PAGES_READ = "pages:read"
    PAGES_WRITE = "pages:write"
    DATA_READ = "data:read"
    DATA_WRITE = "data:write"
    FILES_READ = "files:read"
    FILES_WRITE = "files:write"
    ADMIN = "admin"


def find_role(stored: str) -> Role | None:
    """Return a stored role; None for one that only another build knows, which grants nothing here."""
    return next((role for role in Role if role == stored), None)


def known_scopes(stored: Any) -> frozenset[Scope]:
    """Return the stored scopes without those that only another build knows, which grant nothing here."""
    return frozenset(scope for scope in Scope if scope in stored) if isinstance(stored, list) else frozenset()


@dataclass(frozen=True, slots=True)
class Principal:
    """The caller: a signed-in person (`session_id`) or an API key (`key_id`, `scopes`)."""

    user_id: UUID
    email: str
    role: Role
    session_id: UUID | None = None
    key_id: UUID | None = None
    scopes: frozenset[Scope] | None = None

    def may(self, role: Role, scope: Scope | None) -> bool:
        """Return whether role and, for a key, scope allow it; routes without a scope are not for keys."""
        if not self.role.includes(role):
            return False
        if self.scopes is None:
            return True
        return scope is not None and scope in self.scopes


@dataclass(frozen=True, slots=True)
class ClientInfo:
    """Where a request comes from: its address and what its browser calls itself."""

    ip: str = ""
    user_agent: str = ""


ACCESS_CHANGED = "auth.access_changed"


@dataclass(frozen=True, slots=True)
class AccessChanged:
    """Published as `auth.access_changed`: what this person may do changed, or one session or key of theirs ended.

    Whoever holds a connection of `user_id` open follows it with `app.auth.watch`.
    """

    user_id: UUID
    session_id: UUID | None = None
    key_id: UUID | None = None
