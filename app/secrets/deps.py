"""Dependencies of the routes of secrets and variables."""

from typing import Annotated

from fastapi import Depends, Request

from app.auth.access import Role, Scope
from app.auth.deps import require
from app.core.security.key_ring import KeyRing
from app.secrets.usage import FindReaders

READ = require(Role.VIEWER, Scope.ACTIONS_READ)
WRITE = require(Role.EDITOR, Scope.ACTIONS_WRITE)


async def get_key_ring(request: Request) -> KeyRing:
    """Return the key ring that secrets are encrypted with."""
    key_ring: KeyRing = request.app.state.key_ring
    return key_ring


async def get_find_readers(request: Request) -> FindReaders:
    """Return who knows the published workflows."""
    find_readers: FindReaders = request.app.state.find_readers
    return find_readers


KeyRingDep = Annotated[KeyRing, Depends(get_key_ring)]
FindReadersDep = Annotated[FindReaders, Depends(get_find_readers)]
