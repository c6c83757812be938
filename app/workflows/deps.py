"""Dependencies of the actions routes."""

from typing import Annotated

from fastapi import Depends, Request

from app.auth.access import Role, Scope
from app.auth.deps import require
from app.core.errors import PreconditionRequired
from app.core.http.deps import IfMatch
from app.engine.runner import Runner
from app.workflows.definitions import OnPublish

READ = require(Role.VIEWER, Scope.ACTIONS_READ)
WRITE = require(Role.EDITOR, Scope.ACTIONS_WRITE)
RUN = require(Role.OPERATOR, Scope.ACTIONS_RUN)


async def get_runner(request: Request) -> Runner:
    """Return the runner of this process."""
    runner: Runner = request.app.state.runner
    return runner


async def get_on_publish(request: Request) -> OnPublish:
    """Return what is told of each publish."""
    on_publish: OnPublish = request.app.state.on_publish
    return on_publish


async def demand_if_match(request: Request, if_match: IfMatch) -> int | None:
    """Return the revision that If-Match names, None for `*`; raises PreconditionRequired when it is missing."""
    if "if-match" not in request.headers:
        raise PreconditionRequired("Send If-Match with the ETag of the workflow that this change builds on.")
    return if_match


RunnerDep = Annotated[Runner, Depends(get_runner)]
OnPublishDep = Annotated[OnPublish, Depends(get_on_publish)]
RequiredIfMatch = Annotated[int | None, Depends(demand_if_match)]
