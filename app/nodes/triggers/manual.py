"""Starts a run by hand or through the API.

`POST /api/workflows/{id}/execute` with `{"input": …}` starts here; the input is `trigger.input` to every node.
With `input_schema`, a JSON Schema, an input that does not fit is refused with 422 `input_invalid`.
"""

from collections.abc import Mapping

from pydantic import JsonValue

from app.engine.params import InputParams
from app.engine.shapes import PLAIN, Shape, shape_of_schema
from app.engine.triggers import Trigger, TriggerSource


def make_trigger(source: TriggerSource, given: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return what was given, from the API or a page."""
    return {"kind": source, **given}


def output(params: Mapping[str, JsonValue]) -> Shape:
    """Return what is known of the input by its schema; a page brings the rest."""
    input = shape_of_schema(params.get("input_schema"))
    return {"kind": PLAIN, "node_id": PLAIN, "input": input, "page": None, "visitor": None}


KIND = Trigger(
    name="trigger.manual",
    title="Manual trigger",
    params=InputParams,
    sources={"manual": 0, "page": 1},
    make_trigger=make_trigger,
    output=output,
    docs=__doc__ or "",
)
