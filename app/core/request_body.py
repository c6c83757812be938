"""The base of every body that callers send as JSON."""

from pydantic import BaseModel, ConfigDict


class RequestBody(BaseModel):
    """What a caller sends: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")
