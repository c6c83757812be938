"""What is probably not meant in a graph that can run: nothing here keeps it from being published."""

import re
from collections.abc import Iterator

from app.core.draft_problems import DraftProblem
from app.core.text import no_such
from app.engine.graph import Graph, Node
from app.engine.shapes import PLAIN, Shape, either, find_absent, node_shape
from app.expressions.names_read import strings
from app.expressions.parse import ExpressionSyntaxError, is_template, parse_template, references
from app.nodes.registry import node_kinds
from app.workflows.validation import walk_graphs, walk_nodes

# `${trigger.input.name}`, `{trigger.input.name}`, `{% trigger.input.name %}`, `<%= trigger.input.name %>`
_MARKED_OTHERWISE = re.compile(r"(?<!\{)(?:\$\{|\{%|<%=?|\{)([^{}%]+)(?:\}|%\}|%>)(?!\})")
_READS_A_ROOT = re.compile(r"(?:not\s+)?(?:trigger|nodes|env|secrets|execution|item)[.\[]")


def list_warnings(graph: Graph) -> list[DraftProblem]:
    """Return what looks wrong in a graph without problems."""
    return [*_failures_that_nobody_sees(graph), *_expressions(graph)]


def _warning(code: str, node_id: str | None, param: str | None, message: str) -> DraftProblem:
    return DraftProblem(code=code, node_id=node_id, param=param, message=message, severity="warning")


def _failures_that_nobody_sees(graph: Graph) -> Iterator[DraftProblem]:
    """A node whose failure leaves by a port that leads nowhere: the run ends there, and as completed."""
    for part in walk_graphs(graph):
        handled = {edge.source for edge in part.edges if edge.port == "error"}
        for node in part.nodes:
            if node.on_error == "port" and node.id not in handled:
                message = f"No edge leaves {node.id!r} by its port 'error': when it fails, nobody will notice."
                yield _warning("error_unhandled", node.id, "on_error", message)


def _expressions(graph: Graph) -> Iterator[DraftProblem]:
    """Expressions that give nothing in every run, as far as the kinds say what they leave, or are only text."""
    nodes = list(walk_nodes(graph))
    roots = _shapes_of_roots(nodes)
    for node in nodes:
        bodies = node_kinds()[node.kind].bodies_of(node.params)
        own = {name: value for name, value in node.params.items() if name not in bodies}
        for place, text in strings(own):
            param = ".".join(str(step) for step in place)
            if meant := _find_unmarked(text):
                message = (
                    f"This is taken as the text it is. An expression stands in double braces: {{{{ {meant} }}}}."
                )
                yield _warning("expression_is_text", node.id, param, message)
            if is_template(text):
                for path in sorted(references(parse_template(text))):
                    if said := _judge(roots, path):
                        yield _warning(said[0], node.id, param, said[1])


def _find_unmarked(text: str) -> str | None:
    """Return the expression that a text is meant to hold, where it stands bare or as other languages mark it."""
    found = _MARKED_OTHERWISE.search(text)
    meant = (found[1] if found else text).strip()
    if not _READS_A_ROOT.match(meant):
        return None
    try:
        parse_template(f"{{{{ {meant} }}}}")
    except ExpressionSyntaxError:
        return None
    return meant


def _shapes_of_roots(nodes: list[Node]) -> dict[str, Shape]:
    """Return what is known of each name that expressions begin with."""
    kinds = node_kinds()
    outputs = {node.id: kinds[node.kind].output_of(node.params) for node in nodes}
    return {
        "nodes": {node_id: node_shape(output) for node_id, output in outputs.items()},
        "trigger": either(outputs[node.id] for node in nodes if kinds[node.kind].is_trigger),
        "now": PLAIN,
        "index": PLAIN,
    }


def _judge(roots: dict[str, Shape], path: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the code and the words of a warning about what an expression reads, if there is one."""
    written = ".".join(path)
    if path[0] == "nodes" and len(path) == 2:
        return "whole_node", f"{written} is an object with what happened; what the node left is {written}.output."
    shape = roots.get(path[0])
    absent = find_absent(shape, path[1:])
    # Elsewhere everything that can be counted has a length; here it is a key as any other, and rarely one.
    if path[-1] == "length" and len(path) > 1 and not _has_length(shape, path[1:-1]):
        counted = ".".join(path[:-1])
        return "length_is_a_key", f"{written} reads a key named length; to count, write {counted}|length."
    if absent is None:
        return None
    before = ".".join([path[0], *absent.path])
    if not absent.known:
        return "unknown_member", f"{before} is no object, so that {written} is always nothing."
    return "unknown_member", no_such("member", absent.name, absent.known, where=f" of {before}")


def _has_length(shape: Shape, path: tuple[str, ...]) -> bool:
    """Return whether the key `length` is known to be there, or something before it is known not to be."""
    if find_absent(shape, path):
        return True
    for name in path:
        shape = shape[name] if shape is not None else None
    return shape is not None and "length" in shape
