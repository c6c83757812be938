"""Starts a run from a published page: a button, a form, any component's event.

What the page sends is `trigger.input` (the fields of a form, or the input its event names), `trigger.page` says
which page and component, `trigger.visitor` who pressed. `input_schema` works as in `trigger.manual`.
"""

from collections.abc import Mapping

from pydantic import JsonValue

from app.engine.params import InputParams
from app.engine.shapes import PLAIN, Shape, shape_of_schema
from app.engine.triggers import Trigger, TriggerSource


def make_trigger(source: TriggerSource, given: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return what the page sent; a run by hand has neither page nor visitor."""
    return {"kind": "page", "page": None, "visitor": None, **given}


def output(params: Mapping[str, JsonValue]) -> Shape:
    """Return what is known of the input by its schema; a page brings the rest."""
    input = shape_of_schema(params.get("input_schema"))
    return {"kind": PLAIN, "node_id": PLAIN, "input": input, "page": None, "visitor": None}


KIND = Trigger(
    name="trigger.page",
    title="Page trigger",
    params=InputParams,
    sources={"page": 0, "manual": 1},
    make_trigger=make_trigger,
    output=output,
    docs=__doc__ or "",
)
