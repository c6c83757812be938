"""Running a published workflow for a visitor, who learns of it only what a `respond` node says."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import structlog
from pydantic import JsonValue

from app.core.db.database import Database
from app.engine.results import Respond
from app.engine.runner import Runner
from app.pages.visitors.schemas import FieldError
from app.workflows.service import GraphUnreadable, InputInvalid, NotPublished, NoTrigger, start_from_page

log = structlog.get_logger("onefold.pages.visitors.workflows")
WAIT_SECONDS = 10.0
_LONGEST_MESSAGE = 500
_FIRST_ERROR_STATUS = 400


@dataclass(frozen=True, slots=True)
class WorkflowResult:
    """How a visitor's run went. `result` is what a `respond` node answered, and nothing else of the run.

    One that `failed` without `errors` has nothing to say to the visitor.
    """

    run_id: UUID | None
    result: JsonValue = None
    errors: list[FieldError] = field(default_factory=list)
    still_running: bool = False
    failed: bool = False


async def run_workflow(
    database: Database, runner: Runner, workflow_id: UUID, given: dict[str, JsonValue], page: dict[str, Any]
) -> WorkflowResult:
    """Start the published workflow and wait for its answer, at most WAIT_SECONDS."""
    try:
        run_id = await start_from_page(database, runner, workflow_id, input=given, page=page, visitor={})
    except InputInvalid as error:
        return WorkflowResult(None, errors=[_field_error(one.loc, one.msg, given) for one in error.errors or []])
    except (NotPublished, NoTrigger, GraphUnreadable) as error:
        reason = {"reason": error.code, "detail": error.detail}
        log.warning("page_workflow_not_started", workflow_id=str(workflow_id), page=page["slug"], **reason)
        return WorkflowResult(None, failed=True)
    response = await runner.wait_response(run_id, WAIT_SECONDS)
    if response is None:
        return WorkflowResult(run_id, still_running=True)
    if isinstance(response, Respond):
        return _responded(run_id, response)
    return WorkflowResult(run_id, failed=response.status != "completed")


def _field_error(loc: list[str | int], message: str, given: dict[str, JsonValue]) -> FieldError:
    name = str(loc[1]) if len(loc) > 1 else None
    return FieldError(field=name if name in given else None, message=message)


def _responded(run_id: UUID, response: Respond) -> WorkflowResult:
    """Return what an author's `respond` means: a status from 400 on is an error, with the body's `message`."""
    if response.status < _FIRST_ERROR_STATUS:
        return WorkflowResult(run_id, response.body)
    said = response.body.get("message") if isinstance(response.body, dict) else None
    message = said[:_LONGEST_MESSAGE] if isinstance(said, str) else ""
    errors = [FieldError(field=None, message=message)] if message else []
    return WorkflowResult(run_id, response.body, errors, failed=True)
