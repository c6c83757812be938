"""What is wrong with what a page declares beside its components."""

import re
from collections.abc import Collection, Iterator, Sequence

from pydantic import JsonValue

from app.core.draft_problems import DraftProblem
from app.core.text import did_you_mean, no_such
from app.expressions.parse import ExpressionSyntaxError, compile_value, references
from app.pages.models import Page
from app.pages.rendering.declarations import PageData, PageParam, PageVariable
from app.pages.rendering.params import fits
from app.pages.rendering.tree import PageTree
from app.pages.slugs import path_names

ARG_NAMES = frozenset({"params", "cookies"})
"""What values for a query's parameters may read."""
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_TYPES: dict[str, tuple[type, ...]] = {"string": (str,), "number": (int, float), "boolean": (bool,)}


def list_declaration_problems(tree: PageTree) -> list[DraftProblem]:
    """Return what is wrong with the parameters, data and variables of a tree."""
    return [
        *_name_problems("params", [(one.name, one.name) for one in tree.params]),
        *_name_problems("data", [(one.name, one.name) for one in tree.data]),
        *_name_problems("variables", [(one.name, f"{one.scope}.{one.name}") for one in tree.variables]),
        *(problem for at, param in enumerate(tree.params) for problem in _param_problems(f"params.{at}", param)),
        *(problem for at, data in enumerate(tree.data) for problem in _data_problems(f"data.{at}", data)),
        *(problem for at, one in enumerate(tree.variables) for problem in _variable_problems(f"variables.{at}", one)),
    ]


def list_address_problems(page: Page, tree: PageTree) -> list[DraftProblem]:
    """Return what of the parameters does not go with the address of the page."""
    in_slug = path_names(page.slug)
    of_path = [(at, one.name) for at, one in enumerate(tree.params) if one.source == "path"]
    problems = [
        _problem("unknown_param", f"params.{at}.name", no_such("parameter", name, in_slug, where=" in the slug"))
        for at, name in of_path
        if name not in in_slug
    ]
    if page.is_home and in_slug:
        message = f"The home page stands at /, where {{{in_slug[0]}}} has no value. Take it out of the slug."
        problems.append(_problem("home_with_params", "is_home", message))
    return problems


def _problem(code: str, path: str, message: str) -> DraftProblem:
    return DraftProblem(code=code, param=path, message=message)


def _name_problems(where: str, names: Sequence[tuple[str, str]]) -> Iterator[DraftProblem]:
    seen: set[str] = set()
    for at, (name, full) in enumerate(names):
        if _NAME.fullmatch(name) is None:
            message = "A name is a letter or `_`, then letters, digits and `_`; at most 64 of them."
            yield _problem("bad_name", f"{where}.{at}.name", message)
        elif full in seen:
            yield _problem("duplicate_name", f"{where}.{at}.name", f"There are two of the name {name!r}.")
        seen.add(full)


def _param_problems(path: str, param: PageParam) -> Iterator[DraftProblem]:
    plain = param.model_copy(update={"choices": None})
    for at, choice in enumerate(param.choices or []):
        if not fits(plain, choice):
            yield _problem("invalid_value", f"{path}.choices.{at}", f"This is no {param.type} of an address.")
    if param.default is not None and not fits(param, param.default):
        one = "one of the choices" if param.choices else f"a {param.type} of an address"
        yield _problem("invalid_value", f"{path}.default", f"The default is {one}.")


def _data_problems(path: str, data: PageData) -> Iterator[DraftProblem]:
    if (data.query is None) is (data.workflow_id is None):
        yield _problem("invalid_data", path, "Name a query or a workflow, and not both.")
    for name, value in data.args.items():
        yield from _arg_problems(f"{path}.args.{name}", value)


def _arg_problems(path: str, value: JsonValue) -> Iterator[DraftProblem]:
    try:
        paths = references(compile_value(value))
    except ExpressionSyntaxError as error:
        yield _problem("expression_syntax", path, f"The expression does not parse: {error}.")
        return
    for message in unknown_names(paths, ARG_NAMES):
        yield _problem("unknown_name", path, message)


def unknown_names(paths: Collection[tuple[str, ...]], names: frozenset[str]) -> Iterator[str]:
    """Yield what to say of each name that paths begin with and that is none of those that can be read."""
    for root in sorted({path[0] for path in paths if path} - names):
        hint = did_you_mean(root, names)
        yield f"{root!r} cannot be read here{hint} These can: {', '.join(sorted(names))}."


def _variable_problems(path: str, variable: PageVariable) -> Iterator[DraftProblem]:
    default, types = variable.default, _TYPES.get(variable.type)
    is_number_for_python = isinstance(default, bool) and variable.type == "number"
    if default is not None and types and (not isinstance(default, types) or is_number_for_python):
        yield _problem("invalid_value", f"{path}.default", f"The default is a {variable.type}.")
    if variable.scope != "cookies" and (variable.max_age is not None or variable.http_only):
        yield _problem("invalid_variable", path, "Only cookies have an age and can be kept from scripts.")
