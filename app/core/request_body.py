"""The base of every body that callers send as JSON, and of a change the fields that may be left out."""

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


class RequestBody(BaseModel):
    """What a caller sends: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class _NotNull:
    """Refuses null, which the type takes for the default's sake, and keeps it out of the API's document."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        assert schema["type"] == "nullable"
        return core_schema.no_info_before_validator_function(_refuse_null, schema["schema"])


def _refuse_null(value: Any) -> Any:
    if value is None:
        raise PydanticCustomError("null_not_allowed", "This cannot be null: give a value, or leave the field out")
    return value


_Changed = TypeVar("_Changed")
MayBeLeftOut = Annotated[_Changed | None, _NotNull()]
"""A field of a change: left out, it is None, and what is stored stays. Null is refused: it would change nothing."""
