"""What the routes of this slice get."""

from typing import Annotated

from fastapi import Depends
from fastapi.requests import HTTPConnection

from app.core.security.key_ring import KeyRing
from app.engine.runner import Runner


async def get_runner(connection: HTTPConnection) -> Runner:
    """Return the runner of this process."""
    runner: Runner = connection.app.state.runner
    return runner


async def get_key_ring(connection: HTTPConnection) -> KeyRing:
    """Return the key ring."""
    key_ring: KeyRing = connection.app.state.key_ring
    return key_ring


RunnerDep = Annotated[Runner, Depends(get_runner)]
KeyRingDep = Annotated[KeyRing, Depends(get_key_ring)]
