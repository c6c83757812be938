"""What a visitor's browser is answered when a button was pressed or a form was sent."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel


class FieldError(BaseModel):
    """What is wrong with one field of a form; `field` is null when it concerns the whole."""

    field: str | None
    message: str


class VisitorRun(BaseModel):
    """The run a visitor started. `ticket` opens its stream; null where streams for visitors are not offered."""

    id: UUID
    ticket: str | None = None


class SubmissionResponse(BaseModel):
    """The answer to a visitor's button or form: what the browser does next, and the workflow's result."""

    effects: list[dict[str, Any]]
    result: Any = None
    errors: list[FieldError]
    run: VisitorRun | None = None
