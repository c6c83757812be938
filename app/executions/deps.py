"""What the routes of this slice get."""

from typing import Annotated

from fastapi import Depends
from fastapi.requests import HTTPConnection

from app.core.security.key_ring import KeyRing
from app.engine.claims import ExecutionProcess


async def get_process(connection: HTTPConnection) -> ExecutionProcess:
    """Return this process as an owner of runs."""
    process: ExecutionProcess = connection.app.state.executions
    return process


async def get_key_ring(connection: HTTPConnection) -> KeyRing:
    """Return the key ring."""
    key_ring: KeyRing = connection.app.state.key_ring
    return key_ring


ProcessDep = Annotated[ExecutionProcess, Depends(get_process)]
KeyRingDep = Annotated[KeyRing, Depends(get_key_ring)]
