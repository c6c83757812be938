"""Types that the params of several node kinds share."""

import json
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, SkipValidation

from app.engine.journal.stored_values import weigh

MAX_SCHEMA_BYTES = 64 * 1024
MAX_JSON = 16 * 1024 * 1024
"""About how many bytes of JSON a node makes of a value that it sends or writes as text."""


class Params(BaseModel):
    """Base of all params: unknown ones are refused."""

    model_config = ConfigDict(extra="forbid")


Value = Annotated[JsonValue, SkipValidation]
"""Any JSON. Graphs and expressions hold nothing else, so it is taken as it is: checking would copy big values."""


def to_text(value: Any) -> Any:
    """Return the text that stands for a JSON value where only text can go: strings as they are, others as JSON."""
    if isinstance(value, str):
        return value
    return json.dumps(check_json_size(value), ensure_ascii=False, separators=(",", ":"))


def check_json_size(value: Any) -> Any:
    """Return the value; raises ValueError when its JSON would be too long.

    A value that holds one big part many times takes little room until it is written.
    """
    if weigh(value, MAX_JSON) > MAX_JSON:
        raise ValueError(f"a value may have {MAX_JSON:,} bytes of JSON where it is written out")
    return value


def scalar_to_text(value: Any) -> Any:
    """Return the text of a string, number, boolean or nothing; lists and objects as they are, for a union."""
    return value if isinstance(value, list | dict | BaseModel) else to_text(value)


ScalarText = Annotated[str, BeforeValidator(scalar_to_text, json_schema_input_type=str)]
"""A string where a list or an object would mean something else."""

Text = Annotated[str, BeforeValidator(to_text, json_schema_input_type=str)]
"""A string; what an expression gives instead (a number, an object) becomes its JSON text."""


def literal(description: str, **options: Any) -> Any:
    """Return the field of a param that is read at publish, so that it may not hold an expression."""
    return Field(description=description, json_schema_extra={"x-literal": True}, **options)


def compile_schema(schema: dict[str, JsonValue] | bool) -> Any:
    """Return a validator for a JSON Schema (draft 2020-12 unless `$schema` says otherwise); raises ValueError.

    jsonschema-rs rather than jsonschema: its patterns run in linear time, so that an author's `pattern` cannot
    hang the process on a caller's input, and it is told to fetch nothing.
    """
    import jsonschema_rs  # noqa: PLC0415 - 3 MB that few workflows need

    try:
        return jsonschema_rs.validator_for(schema, offline=True, pattern_options=jsonschema_rs.RegexOptions())
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError) as error:
        message = getattr(error, "message", None) or str(error)
        raise ValueError(f"this is not a JSON Schema that can be used: {message[:300]}") from None


def _check_schema(schema: dict[str, JsonValue]) -> dict[str, JsonValue]:
    if len(json.dumps(schema)) > MAX_SCHEMA_BYTES:
        raise ValueError(f"a schema may have {MAX_SCHEMA_BYTES} bytes")
    compile_schema(schema)
    return schema


InputSchema = Annotated[dict[str, JsonValue], AfterValidator(_check_schema)]


class InputParams(Params):
    """Params of the triggers that take an input."""

    input_schema: InputSchema | None = literal(
        "JSON Schema of the input; an input that does not fit is refused before the run starts.", default=None
    )
