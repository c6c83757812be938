"""Whether what a page names exists: the workflows it runs and the queries it shows."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth.access import Principal, Scope
from app.core.draft_problems import DraftProblem
from app.core.errors import Forbidden
from app.core.text import no_such
from app.data.errors import QueryUnreadable
from app.data.queries.service import list_query_names
from app.data.service import find_query, read_params
from app.expressions.parse import ExpressionSyntaxError, compile_value, references
from app.pages.rendering.actions import RunWorkflow, read_actions
from app.pages.rendering.component import ComponentReference
from app.pages.rendering.declarations import PageData
from app.pages.rendering.node_props import UnknownToThisBuild, read_props
from app.pages.rendering.registry import components
from app.pages.rendering.tree import PageNode, PageTree, walk
from app.workflows.service import find_published


async def list_missing(session: AsyncSession, tree: PageTree) -> list[DraftProblem]:
    """Return what a tree without other problems names and a visitor could not use."""
    workflows: dict[UUID, str | None] = {}
    queries: dict[str, str | None] = {}
    problems: list[DraftProblem] = []
    declared = {data.name for data in tree.data}
    for at, data in enumerate(tree.data):
        code, message = await _data_problem(session, data)
        if message is not None:
            problems.append(DraftProblem(code=code, param=f"data.{at}", message=message))
    if tree.sitemap_query is not None:
        message = await _query_problem(session, tree.sitemap_query, ())
        if message is not None:
            problems.append(DraftProblem(code="query_not_usable", param="sitemap_query", message=message))
    for node, _ in walk(tree.root.children):
        for prop, workflow_id in list_workflows_run(node):
            if workflow_id not in workflows:
                workflows[workflow_id] = await _workflow_problem(session, workflow_id)
            _note(problems, "workflow_not_published", node, prop, workflows[workflow_id])
        for prop, name in _queries_of(node):
            if name in declared:
                continue
            if name not in queries:
                queries[name] = await _query_problem(session, name, ())
            _note(problems, "query_not_usable", node, prop, queries[name])
    return problems


def check_scopes(caller: Principal, tree: PageTree) -> None:
    """Return when the caller may show and run all that a tree, right or wrong, names; raises Forbidden.

    A page must not be a way around the scopes of an API key (ADR 11): what it shows, anybody may see.
    """
    if caller.scopes is None:
        return
    reads = {Scope.DATA_READ} if tree.sitemap_query or any(one.workflow_id is None for one in tree.data) else set()
    runs = {Scope.ACTIONS_RUN} if any(one.workflow_id is not None for one in tree.data) else set()
    for scope in (reads | runs) - caller.scopes:
        raise Forbidden(f"This key lacks the scope {scope}, which the data of the page needs.")
    for node, _ in walk(tree.root.children):
        for scope in _scopes_of(node) - caller.scopes:
            raise Forbidden(f"This key lacks the scope {scope}, which the component {node.id} needs.")


def _scopes_of(node: PageNode) -> set[Scope]:
    scopes: set[Scope] = set()
    known = components().get(node.type)
    if known is None:
        return scopes
    try:
        own = {reference.kind for reference in own_references(node)}
        shows_data = "query" in own or bool(_queries_read(node))
    except (UnknownToThisBuild, ExpressionSyntaxError, KeyError):
        # A tree with such an error is neither published nor shown in a preview; but it says what it is meant to show.
        own, shows_data = set(), known.component.rows is not None and "query" in node.props
    if shows_data:
        scopes.add(Scope.DATA_READ)
    actions = [node.props.get(event) for event in known.events]
    items = [item for listed in actions if isinstance(listed, list) for item in listed]
    runs = any(isinstance(item, dict) and item.get("do") == "run_workflow" for item in items)
    if runs or "workflow" in own:
        scopes.add(Scope.ACTIONS_RUN)
    return scopes


def _note(problems: list[DraftProblem], code: str, node: PageNode, prop: str, message: str | None) -> None:
    if message is not None:
        problems.append(DraftProblem(code=code, node_id=node.id, param=prop, message=message))


def own_references(node: PageNode) -> list[ComponentReference]:
    """Return what the component itself says that its props name; raises UnknownToThisBuild."""
    component = components()[node.type].component
    if component.rows is None and component.references is None:
        return []
    props = read_props(node)
    found = [ComponentReference("query", "query", props.rows.query)] if props.rows else []
    return [*found, *(component.references(props.declared) if component.references else ())]


def list_workflows_run(node: PageNode) -> list[tuple[str, UUID]]:
    """Return the workflows that a component runs, with the props that name them.

    Raises UnknownToThisBuild, ValidationError or ExpressionSyntaxError where this build cannot read its props.
    """
    run = [
        (f"{event}.{position}", action.workflow_id)
        for event in components()[node.type].events
        for position, action in enumerate(read_actions(node.props.get(event)))
        if isinstance(action, RunWorkflow)
    ]
    return run + [(one.prop, UUID(one.name)) for one in own_references(node) if one.kind == "workflow"]


def _queries_of(node: PageNode) -> list[tuple[str, str]]:
    own = [(one.prop, one.name) for one in own_references(node) if one.kind == "query"]
    return own + _queries_read(node)


def _queries_read(node: PageNode) -> list[tuple[str, str]]:
    """Return the queries that expressions of a component read, with the props they stand in."""
    found: list[tuple[str, str]] = []
    specs = components()[node.type].specs
    evaluated = [
        (prop, value) for prop, value in node.props.items() if specs[prop].bindable or specs[prop].kind == "event"
    ]
    for prop, value in [*evaluated, ("visible", node.visible), ("style", node.style)]:
        paths = references(compile_value(value))
        found += [(prop, path[1]) for path in sorted(paths) if path[0] == "data" and len(path) > 1]
    return found


async def _workflow_problem(session: AsyncSession, workflow_id: UUID) -> str | None:
    if await find_published(session, workflow_id) is None:
        return f"The workflow {workflow_id} is not published, or does not exist."
    return None


async def _data_problem(session: AsyncSession, data: PageData) -> tuple[str, str | None]:
    if data.workflow_id is not None:
        return "workflow_not_published", await _workflow_problem(session, data.workflow_id)
    return "query_not_usable", await _query_problem(session, data.query or "", data.args)


async def _query_problem(session: AsyncSession, name: str, given: Collection[str]) -> str | None:
    query = await find_query(session, name)
    if query is None:
        return no_such("query", name, await list_query_names(session))
    try:
        declared = read_params(query)
    except QueryUnreadable as error:
        return error.detail
    if query.mode != "read":
        return f"The query {name!r} may change data; pages show queries that only read."
    if unknown := sorted(set(given) - {param.name for param in declared}):
        known = [param.name for param in declared]
        return no_such("parameter", unknown[0], known, where=f" of the query {name!r}")
    needed = [param.name for param in declared if param.required and param.default is None]
    if needed := [param for param in needed if param not in given]:
        wanted = ", ".join(needed)
        return f"The query {name!r} needs a value for {wanted}: declare it in `data`, with `args` that give one."
    return None
