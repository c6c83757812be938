"""The actions of an event that the browser takes by itself, so that nothing is sent."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from app.expressions.parse import compile_value, references
from app.expressions.scan import ExpressionSyntaxError
from app.pages.rendering.actions import Close, Navigate, Open, Refresh, SetVariable, Toast, read_actions
from app.pages.rendering.context import ComponentContext
from app.pages.rendering.live import BROWSER_SCOPES, reads_only_browser
from app.pages.rendering.registry import find_component, find_sends
from app.pages.rendering.tree import PageNode

COMMANDS = {
    ("open", "dialog"): "show-modal",
    ("close", "dialog"): "close",
    ("open", "popover"): "show-popover",
    ("close", "popover"): "hide-popover",
}
"""What an action is called where the button names its target itself (HTML, section 4.10.6)."""


def in_browser(context: ComponentContext, node: PageNode, types: Mapping[str, str]) -> ComponentContext:
    """Return the context with what happens without the server when the component is pressed.

    `types` are the components of the page by id.
    """
    sends = find_sends(node.type)
    if sends is None or sends.takes_fields or not context.has_actions:
        return context
    try:
        actions = read_actions(node.props.get(sends.event))
    except (ValidationError, ExpressionSyntaxError):
        return context  # the answer to a post says so
    if len(actions) == 1 and isinstance(actions[0], Open | Close):
        target = find_component(types.get(actions[0].target, ""))
        command = COMMANDS.get((actions[0].do, target.opens or "")) if target else None
        if command:
            return replace(context, command=command, command_for=actions[0].target)
    return replace(context, steps=browser_steps(actions))


def browser_steps(actions: Iterable[Any]) -> list[dict[str, Any]] | None:
    """Return the effects of a list of actions; None where the server must take part.

    It is asked whenever nothing is there that only the browser does, so that a page works the same without a script.
    """
    listed = list(actions)
    if not any(_is_of_browser(action) for action in listed):
        return None
    steps = [_step(action) for action in listed]
    return None if None in steps else [step for step in steps if step is not None]


def _is_of_browser(action: Any) -> bool:
    return isinstance(action, Open | Close) or (isinstance(action, SetVariable) and action.scope in BROWSER_SCOPES)


def _step(action: Any) -> dict[str, Any] | None:
    if isinstance(action, SetVariable):
        compiled = compile_value(action.value)
        if action.scope not in BROWSER_SCOPES or not reads_only_browser(references(compiled)):
            return None
        return {"do": "set", "scope": action.scope, "name": action.name, "value": compiled.ast}
    if isinstance(action, Toast | Navigate):
        words = action.message if isinstance(action, Toast) else action.to
        # What stands beside the page is found from its own address, which the server knows.
        is_plain = "{{" not in words and (isinstance(action, Toast) or words[:1] in "/#?")
        return action.model_dump(mode="json") if is_plain else None
    return action.model_dump(mode="json") if isinstance(action, Open | Close | Refresh) else None
