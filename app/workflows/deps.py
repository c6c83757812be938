"""Dependencies of the actions routes."""

from typing import Annotated

from fastapi import Depends

from app.auth.access import Role, Scope
from app.auth.deps import require
from app.core.http.resources import Resource
from app.workflows.definitions import PublishListeners

READ = require(Role.VIEWER, Scope.ACTIONS_READ)
WRITE = require(Role.EDITOR, Scope.ACTIONS_WRITE)
RUN = require(Role.OPERATOR, Scope.ACTIONS_RUN)


OnPublishDep = Annotated[PublishListeners, Depends(Resource(PublishListeners))]
