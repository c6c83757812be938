"""Waiting for what a run answers: in this process on its futures, else on its events."""

import asyncio
import json
from collections.abc import Container
from typing import Any
from uuid import UUID

from app.core.db.database import Database
from app.engine import queries
from app.engine.journal.events import TERMINAL_TYPES
from app.engine.journal.stored_values import StoredValues
from app.engine.ownership.process import ExecutionProcess
from app.engine.results import Respond, RunResult, limit_result, read_respond


async def wait_finished(process: ExecutionProcess, execution_id: UUID, timeout: float) -> RunResult | None:
    """Return how the run ended, or None when it has not within `timeout` seconds."""
    try:
        async with asyncio.timeout(timeout):
            run = process.active.find(execution_id)
            result = await asyncio.shield(run.result) if run else None
            return result or await _follow_result(process, execution_id)
    except TimeoutError:
        return None


async def wait_response(
    process: ExecutionProcess, responding: Container[str], execution_id: UUID, timeout: float
) -> Respond | RunResult | None:
    """Return what a node of a `responding` kind said, or how the run ended; None if neither within `timeout` s."""
    try:
        async with asyncio.timeout(timeout):
            run = process.active.find(execution_id)
            if run is None:
                return await _follow_response(process, responding, execution_id)
            respond = await asyncio.shield(run.respond)
            if respond is not None:
                return respond
            return await asyncio.shield(run.result) or await _follow_response(process, responding, execution_id)
    except TimeoutError:
        return None


async def _follow_result(process: ExecutionProcess, execution_id: UUID) -> RunResult:
    async for seq, type, body in process.broadcaster.events(execution_id):
        if type in TERMINAL_TYPES:
            return await _read_result(process.database, execution_id, seq, json.loads(body))
    raise TimeoutError


async def _follow_response(
    process: ExecutionProcess, responding: Container[str], execution_id: UUID
) -> Respond | RunResult:
    responders: set[str] = set()
    async for seq, type, body in process.broadcaster.events(execution_id):
        event = json.loads(body)
        if type == "node.started" and event["kind"] in responding:
            responders.add(event["node_id"])
        elif type == "node.completed" and event["node_id"] in responders:
            event |= await _read_shown(process.database, execution_id, seq)
            return read_respond(event["output"])
        elif type in TERMINAL_TYPES:
            return await _read_result(process.database, execution_id, seq, event)
    raise TimeoutError


async def _read_result(database: Database, execution_id: UUID, seq: int, event: dict[str, Any]) -> RunResult:
    """Return what a terminal event stands for."""
    whole = event | await _read_shown(database, execution_id, seq)
    result = limit_result(whole.get("result"), event.get("result"))
    return RunResult(TERMINAL_TYPES[event["type"]], result, event.get("error"))


async def _read_shown(database: Database, execution_id: UUID, seq: int) -> dict[str, Any]:
    """Return the values of an event of which the event itself shows previews, whole, as people may see them."""
    async with database.reader() as session:
        kept = (await queries.read_kept(session, [execution_id])).get(execution_id, {}).get(seq)
        if kept is None or kept.packed is None:
            return {}
        values = StoredValues(await queries.read_values(session, execution_id), lambda row: row.body)
    found: dict[str, Any] = values.unpack(kept.packed)
    return found
