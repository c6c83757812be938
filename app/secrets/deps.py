"""Dependencies of the routes of secrets and variables."""

from typing import Annotated

from fastapi import Depends

from app.auth.access import Role, Scope
from app.auth.deps import require
from app.core.http.resources import Resource
from app.secrets.usage import FindReaders

READ = require(Role.VIEWER, Scope.ACTIONS_READ)
WRITE = require(Role.EDITOR, Scope.ACTIONS_WRITE)

FindReadersDep = Annotated[FindReaders, Depends(Resource(FindReaders))]
