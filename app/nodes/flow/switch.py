"""Goes on by the port of the first case that equals `value`, or by `default`.

`cases` is a list of `{port, equals}`: `port` names the way out, `equals` is any JSON, expressions included. Values
are equal as in expressions: `1` and `1.0` are, `1` and `"1"` are not. The other branches are skipped. The output is
`{"port": …, "value": …}`.

A condition of its own for each case: `"value": true`, and in the cases `"equals": "{{ trigger.input.total > 100 }}"`.
"""

from pydantic import Field

from app.engine.kinds import NodeError, NodeKind, Output, PortsFrom, RunContext
from app.engine.params import Params, Value, literal
from app.engine.shapes import PLAIN
from app.expressions.values import MAX_STEPS, EvaluationError, equal

MAX_CASES = 100
DEFAULT = "default"


class Case(Params):
    """One way out."""

    port: str = literal("The port, which edges name.", min_length=1, max_length=64)
    equals: Value = Field(description="What the value is compared with.")


class SwitchParams(Params):
    """Params of `switch`."""

    value: Value = Field(description="What decides.")
    cases: list[Case] = Field(
        description="The ways out; the first that fits is taken.", min_length=1, max_length=MAX_CASES
    )


async def run(ctx: RunContext, params: SwitchParams) -> Output:
    """Return the port of the branch to take; fails with `expression_failed` where values are too big to compare."""
    budget = [MAX_STEPS]
    try:
        port = next((case.port for case in params.cases if equal(params.value, case.equals, budget)), DEFAULT)
    except EvaluationError as error:
        raise NodeError("expression_failed", str(error)) from error
    return Output({"port": port, "value": params.value}, port=port)


KIND = NodeKind(
    name="switch",
    title="Switch",
    params=SwitchParams,
    run=run,
    ports=(DEFAULT,),
    ports_from=PortsFrom("cases", "port"),
    output={"port": PLAIN, "value": None},
    docs=__doc__ or "",
)
