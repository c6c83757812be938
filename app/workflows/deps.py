"""Dependencies of the actions routes."""

from typing import Annotated

from fastapi import Depends, Request

from app.auth.access import Role, Scope
from app.auth.deps import require
from app.core.errors import PreconditionRequired
from app.core.http.deps import IfMatch
from app.core.security.key_ring import KeyRing
from app.engine.runner import Runner

READ = require(Role.VIEWER, Scope.ACTIONS_READ)
WRITE = require(Role.EDITOR, Scope.ACTIONS_WRITE)
RUN = require(Role.OPERATOR, Scope.ACTIONS_RUN)


async def get_runner(request: Request) -> Runner:
    """Return the runner of this process."""
    runner: Runner = request.app.state.runner
    return runner


async def get_key_ring(request: Request) -> KeyRing:
    """Return the key ring that secrets are encrypted with."""
    key_ring: KeyRing = request.app.state.key_ring
    return key_ring


async def demand_if_match(request: Request, if_match: IfMatch) -> int | None:
    """Return the revision that If-Match names, None for `*`; raises PreconditionRequired when it is missing."""
    if "if-match" not in request.headers:
        raise PreconditionRequired("Send If-Match with the ETag of the workflow that this change builds on.")
    return if_match


RunnerDep = Annotated[Runner, Depends(get_runner)]
KeyRingDep = Annotated[KeyRing, Depends(get_key_ring)]
RequiredIfMatch = Annotated[int | None, Depends(demand_if_match)]
