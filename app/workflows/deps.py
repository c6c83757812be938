"""Dependencies of the actions routes."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Request

from app.auth.access import Role, Scope
from app.auth.deps import require
from app.engine.runner import Runner
from app.workflows.definitions import OnPublish

READ = require(Role.VIEWER, Scope.ACTIONS_READ)
WRITE = require(Role.EDITOR, Scope.ACTIONS_WRITE)
RUN = require(Role.OPERATOR, Scope.ACTIONS_RUN)


async def get_runner(request: Request) -> Runner:
    """Return the runner of this process."""
    runner: Runner = request.app.state.runner
    return runner


async def get_on_publish(request: Request) -> Sequence[OnPublish]:
    """Return who is told of each publish."""
    on_publish: Sequence[OnPublish] = request.app.state.on_publish
    return on_publish


RunnerDep = Annotated[Runner, Depends(get_runner)]
OnPublishDep = Annotated[Sequence[OnPublish], Depends(get_on_publish)]
