"""What callers of a webhook are answered."""

from uuid import UUID

from pydantic import BaseModel, JsonValue


class WebhookAccepted(BaseModel):
    """The run a webhook call started."""

    execution_id: UUID


class WebhookFinished(BaseModel):
    """The run a webhook call started and waited for."""

    execution_id: UUID
    status: str
    result: JsonValue = None
