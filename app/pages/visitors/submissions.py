"""A visitor pressed a button or sent a form: its actions run here, and the browser is told what to do next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urljoin
from uuid import UUID

import structlog
from pydantic import JsonValue, ValidationError

from app.expressions.evaluate import EvaluationError, render
from app.expressions.parse import ExpressionSyntaxError, compile_value, references
from app.expressions.values import MAX_STEPS, text
from app.pages.errors import ComponentNotFound
from app.pages.models import Page, PageVersion
from app.pages.rendering.actions import Close, Navigate, Open, Refresh, RunWorkflow, SetVariable, Toast, read_actions
from app.pages.rendering.bindings import make_bindings
from app.pages.rendering.component import Component
from app.pages.rendering.cookies import read_cookies, written_cookie
from app.pages.rendering.declarations import PageVariable
from app.pages.rendering.forms import form_fields
from app.pages.rendering.live import reads_browser
from app.pages.rendering.node_props import is_known
from app.pages.rendering.props import safe_url
from app.pages.rendering.query import Asked
from app.pages.rendering.registry import components
from app.pages.rendering.stored import read_tree
from app.pages.rendering.tree import PageNode, PageTree, walk
from app.pages.rendering.variables import VARIABLES_FIELD, convert, default_variables, sent_variables
from app.pages.rendering.words import Words
from app.pages.serving.data import load_data
from app.pages.serving.renderer import get_program
from app.pages.serving.services import PageServices
from app.pages.visitors.forms import at_shown_fields, read_fields
from app.pages.visitors.schemas import FieldError
from app.pages.visitors.workflows import run_workflow

log = structlog.get_logger("onefold.pages.visitors.submissions")
_Able = TypeVar("_Able")
FAILED = "Something went wrong. Please try again."
KEPT = "$cookies"
"""Where the variables hold the declarations of those in cookies; no expression can name it."""
RELOAD = {"do": "reload"}
"""What a cookie changes is the server's: the page is fetched again."""
STILL_RUNNING = "This takes longer than usual. It goes on in the background."


@dataclass(frozen=True, slots=True)
class Submission:
    """What a visitor sent, on which page and version, to which component, and what its address asks."""

    page: Page
    version: PageVersion
    component_id: str
    fields: Mapping[str, str]
    asked: Asked
    params: Mapping[str, JsonValue]
    words: Words
    """What says our texts in the language of the page."""

    @property
    def address(self) -> str:
        """The path of the page that it was sent from."""
        return f"/p/{self.asked.address(self.page.slug)}"


@dataclass(slots=True)
class SubmissionResult:
    """What came of it. `errors` of fields mean that nothing was started. `cookies` are variables as they are kept."""

    effects: list[dict[str, Any]] = field(default_factory=list)
    result: JsonValue = None
    errors: list[FieldError] = field(default_factory=list)
    run_id: UUID | None = None
    still_running: bool = False
    cookies: dict[str, tuple[PageVariable, str]] = field(default_factory=dict)

    @property
    def destination(self) -> str | None:
        """Where the first `navigate` leads."""
        return next((effect["to"] for effect in self.effects if effect["do"] == "navigate"), None)


async def get_component(
    services: PageServices,
    version: PageVersion,
    component_id: str,
    params: Mapping[str, JsonValue],
    cookies: Mapping[str, str],
    can: Callable[[Component], _Able | None],
) -> tuple[PageNode, _Able]:
    """Return a component that is shown for these parameters as things stand now, and what makes it able to do this.

    `can` returns that, and None for components that cannot. Raises ComponentNotFound.
    """
    tree = read_tree(version.tree)
    for node, parents in walk(tree.root.children):
        known = components().get(node.type)
        able = can(known.component) if known else None
        if node.id == component_id and able is not None:
            around = (node, *parents)
            if any(one.visible is False or not is_known(one) for one in around):
                break
            if not await _are_shown(services, tree, around, params, cookies):
                break
            return node, able
    raise ComponentNotFound(f"The page has no component {component_id[:64]!r} that does this.")


async def _are_shown(
    services: PageServices,
    tree: PageTree,
    nodes: tuple[PageNode, ...],
    params: Mapping[str, JsonValue],
    cookies: Mapping[str, str],
) -> bool:
    written = [compile_value(node.visible) for node in nodes if isinstance(node.visible, str)]
    # What the browser's variables show may be shown.
    conditions = [one for one in written if not reads_browser(references(one))]
    if not conditions:
        return True
    names = {path[1] for one in conditions for path in references(one) if path[0] == "data" and len(path) > 1}
    declared = {one.name: one for one in tree.variables if one.scope == "cookies"}
    scope = {**default_variables(tree.variables), "params": params, "cookies": read_cookies(declared, cookies)}
    scope |= await load_data(services, make_bindings(tree.data, names, {}), scope, {})
    try:
        return all(render(one, scope) for one in conditions)
    except EvaluationError:
        return False


async def submit(services: PageServices, submission: Submission, *, is_form: bool) -> SubmissionResult:
    """Check the fields, run the actions of the component in order, and return what came of it.

    Raises ComponentNotFound. A step that fails ends the list; then the effects of `on_error` follow.
    """
    node, sends = await get_component(
        services,
        submission.version,
        submission.component_id,
        submission.params,
        submission.asked.cookies,
        lambda it: it.sends if it.sends and it.sends.takes_fields is is_form else None,
    )
    declared = form_fields(node) if is_form else []
    fields, errors = read_fields(declared, submission.fields, submission.words)
    if errors:
        return SubmissionResult(errors=at_shown_fields(errors, declared))
    done = SubmissionResult()
    try:
        actions = read_actions(node.props.get(sends.event))
        on_error = read_actions(node.props.get(sends.on_error))
    except (ValidationError, ExpressionSyntaxError) as error:
        log.warning("page_actions_unknown", component=node.id, reason=str(error))
        done.errors.append(_failure(submission))
        return done
    compiled = await get_program(services, submission.page, submission.version)
    scope: dict[str, Any] = {
        **compiled.variables,
        **sent_variables(compiled.browser, submission.fields.get(VARIABLES_FIELD)),
        "cookies": read_cookies(compiled.cookies, submission.asked.cookies),
        KEPT: compiled.cookies,
        "fields": fields,
        "result": None,
        "params": submission.params,
    }
    scope |= await _data(services, submission, actions + on_error, scope)
    try:
        for action in actions:
            await _act(services, submission, action, scope, done)
            if done.errors:
                break
    except EvaluationError as error:
        log.warning("page_action_failed", component=submission.component_id, reason=str(error))
        done.errors.append(_failure(submission))
    if done.errors:
        done.errors = at_shown_fields(done.errors, declared)
        done.effects, done.cookies = [], {}
        _add_effects_of_error(submission, on_error, scope, done)
    return done


def _failure(submission: Submission) -> FieldError:
    return FieldError(field=None, message=submission.words(FAILED))


def _add_effects_of_error(
    submission: Submission, actions: list[Any], scope: dict[str, Any], done: SubmissionResult
) -> None:
    for action in actions:
        try:
            _add_effect(submission, action, scope, done)
        except EvaluationError as error:
            log.warning("page_action_failed", component=submission.component_id, reason=str(error))


async def _data(
    services: PageServices, submission: Submission, actions: list[Any], variables: Mapping[str, Any]
) -> dict[str, Any]:
    """Return `data` as expressions of the actions read it."""
    names: set[str] = set()
    for action in actions:
        paths = references(compile_value(action.model_dump(mode="json")))
        names |= {path[1] for path in paths if path[0] == "data" and len(path) > 1}
    declared = read_tree(submission.version.tree).data
    return await load_data(services, make_bindings(declared, names, {}), variables, {})


async def _act(
    services: PageServices, submission: Submission, action: Any, scope: dict[str, Any], done: SubmissionResult
) -> None:
    if not isinstance(action, RunWorkflow):
        _add_effect(submission, action, scope, done)
        return
    given = render(compile_value(action.input), scope)
    assert isinstance(given, dict)
    page = {
        "id": str(submission.page.id),
        "slug": submission.page.slug,
        "params": dict(submission.params),
        "version": submission.version.number,
        "component_id": submission.component_id,
    }
    ended = await run_workflow(
        services.database, services.runner, action.workflow_id, {**given, **scope["fields"]}, page
    )
    done.run_id, done.still_running = ended.run_id, done.still_running or ended.still_running
    done.errors += ended.errors or ([_failure(submission)] if ended.failed else [])
    if ended.still_running:
        done.effects.append({"do": "toast", "message": submission.words(STILL_RUNNING)})
    done.result = scope["result"] = ended.result


def _add_effect(submission: Submission, action: Any, scope: dict[str, Any], done: SubmissionResult) -> None:
    if isinstance(action, Toast):
        done.effects.append({"do": "toast", "message": _words(action.message, scope)})
    elif isinstance(action, Navigate):
        to = safe_url(_words(action.to, scope))
        if to:
            done.effects.append({"do": "navigate", "to": _from_page(submission.address, to)})
    elif isinstance(action, SetVariable):
        _set(action, scope, done)
    elif isinstance(action, Refresh | Open | Close):
        done.effects.append(action.model_dump(mode="json"))


def _set(action: SetVariable, scope: dict[str, Any], done: SubmissionResult) -> None:
    value = render(compile_value(action.value), scope)
    known = scope.get(action.scope, {})
    if action.name not in known:
        raise EvaluationError(f"there is no variable {action.scope}.{action.name}")
    if (variable := scope[KEPT].get(action.name)) is not None and action.scope == variable.scope:
        value = convert(variable.type, value)
        done.cookies[action.name] = variable, written_cookie(value)
        if RELOAD not in done.effects:
            done.effects.append(RELOAD)
    else:
        done.effects.append({"do": "set", "scope": action.scope, "name": action.name, "value": ["lit", value]})
    scope[action.scope] = {**known, action.name: value}


def _from_page(address: str, to: str) -> str:
    """Return where a way leads: `welcome` is beside the page's own address, also where it is shown at `/`.

    What begins with `#` or `?` stays as it is, since only the browser knows the whole address it stands at.
    """
    return to if to[0] in "#?" else urljoin(address, to)


def _words(template: str, scope: Mapping[str, Any]) -> str:
    return text(render(compile_value(template), scope), [MAX_STEPS])
