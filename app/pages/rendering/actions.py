"""What happens on an event of a component: the steps that an author lists."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from app.core.text import StorableJson, StorableText
from app.expressions.parse import compile_value
from app.pages.rendering.declarations import DeclaredName, VariableScope
from app.pages.rendering.props import Event, ShortText, edited_as


class Action(BaseModel):
    """Base of the actions: what happens on an event, one step of a list."""

    model_config = ConfigDict(extra="forbid")


class RunWorkflow(Action):
    """Run a published workflow on the server. `input` reaches it as `trigger.input`, under a form's fields."""

    do: Literal["run_workflow"]
    workflow_id: Annotated[UUID, edited_as("workflow-id")]
    input: dict[StorableText, StorableJson] = Field(default_factory=dict)


class Toast(Action):
    """Show a short message. It may read `result`, `fields` and `data`."""

    do: Literal["toast"]
    message: ShortText


class Navigate(Action):
    """Go to a page of this site or elsewhere. It may read `result`, `fields` and `data`."""

    do: Literal["navigate"]
    to: Annotated[StorableText, Field(max_length=2_000), edited_as("page-link")]


class Refresh(Action):
    """Fetch the rows of a data component again."""

    do: Literal["refresh"]
    target: Annotated[ShortText, edited_as("node-id")]


class SetVariable(Action):
    """Set a variable that the page declares. The value may read variables, `result`, `fields` and `data`."""

    do: Literal["set"]
    scope: VariableScope
    name: DeclaredName
    value: StorableJson = None


class Open(Action):
    """Open a component that opens and closes, such as a dialog, by its id."""

    do: Literal["open"]
    target: Annotated[ShortText, edited_as("node-id")]


class Close(Action):
    """Close a component that opens and closes, by its id."""

    do: Literal["close"]
    target: Annotated[ShortText, edited_as("node-id")]


AnyAction = Annotated[
    RunWorkflow | Toast | Navigate | Refresh | SetVariable | Open | Close, Field(discriminator="do")
]
Actions = Annotated[list[AnyAction], Field(max_length=20), Event()]

_actions = TypeAdapter[list[Any]](list[AnyAction])


def read_actions(value: Any) -> list[Any]:
    """Return the actions of an event prop; raises ValidationError and ExpressionSyntaxError for what is none here."""
    actions = [] if value is None else _actions.validate_python(value)
    for action in actions:
        compile_value(action.model_dump(mode="json"))
    return actions
