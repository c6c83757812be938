"""Starts a run by hand or through the API.

`POST /api/workflows/{id}/execute` with `{"input": …}` starts here; the input is `trigger.input` to every node.
With `input_schema`, a JSON Schema, an input that does not fit is refused with 422 `input_invalid`.
"""

from collections.abc import Mapping

from pydantic import JsonValue

from app.engine.params import InputParams
from app.engine.triggers import Trigger, TriggerSource


def make_trigger(source: TriggerSource, given: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return what was given, from the API or a page."""
    return {"kind": source, **given}


KIND = Trigger(
    name="trigger.manual",
    title="Manual trigger",
    params=InputParams,
    sources={"manual": 0, "page": 1},
    make_trigger=make_trigger,
    docs=__doc__ or "",
)
