"""What the routes of this slice get."""

from typing import Annotated

from fastapi import Depends
from fastapi.requests import HTTPConnection

from app.core.secrets import KeyRing
from app.executions.process import ExecutionProcess
from app.executions.service import Tickets


async def get_process(connection: HTTPConnection) -> ExecutionProcess:
    """Return this process as an owner of runs."""
    process: ExecutionProcess = connection.app.state.executions
    return process


async def get_tickets(connection: HTTPConnection) -> Tickets:
    """Return the tickets this process has taken."""
    tickets: Tickets = connection.app.state.tickets
    return tickets


async def get_key_ring(connection: HTTPConnection) -> KeyRing:
    """Return the key ring."""
    key_ring: KeyRing = connection.app.state.key_ring
    return key_ring


ProcessDep = Annotated[ExecutionProcess, Depends(get_process)]
TicketsDep = Annotated[Tickets, Depends(get_tickets)]
KeyRingDep = Annotated[KeyRing, Depends(get_key_ring)]
