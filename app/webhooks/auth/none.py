"""Anybody who knows the path may call."""

from app.nodes.triggers.webhook import NoAuth
from app.webhooks.auth.mode import Attempt, AuthMode


async def verify(auth: NoAuth, attempt: Attempt) -> None:
    """Return, whoever calls."""


MODE = AuthMode(NoAuth, verify)
