"""Mistakes in what is drawn: what the publish of a workflow or page is refused with, and what it is warned of."""

from typing import Any

from tests.pages.conftest import node as component
from tests.pages.conftest import tree
from tests.workflows.graphs import MANUAL, chain, node, webhook

Draft = dict[str, Any]


def edged(*edges: tuple[str, str, str]) -> Draft:
    """A graph of a trigger, an `if` and a `set` with these edges."""
    nodes = [MANUAL, node("check", "if", condition=True), node("greet", "set", values={})]
    return {"nodes": nodes, "edges": [{"from": a, "port": port, "to": b} for a, port, b in edges]}


def reading(expression: str) -> Draft:
    """A graph whose last node holds an expression, behind a trigger and a node `g`."""
    return chain(MANUAL, node("g", "set", values={"a": "text", "b": "{{ trigger.input }}"}), _set(expression))


def _set(expression: str) -> dict[str, Any]:
    return node("s", "set", values={"x": expression})


ROOTS = "An expression may begin with nodes, trigger, secrets, env, execution, now."
KINDS = (
    "data.insert, data.query, delay, for_each, http.request, if, log, respond, set, switch, trigger.manual, "
    "trigger.page, trigger.schedule, trigger.webhook"
)
WORKFLOWS: list[tuple[Draft, str]] = [
    (
        chain(MANUAL, node("a", "http.requst")),
        f"node 'a': There is no node kind 'http.requst'; did you mean 'http.request'? There are: {KINDS}.",
    ),
    (
        chain(MANUAL, node("a", "http", url="https://example.com")),
        f"node 'a': There is no node kind 'http'; did you mean 'http.request'? There are: {KINDS}.",
    ),
    (
        chain(MANUAL, node("a", "data.select")),
        f"node 'a': There is no node kind 'data.select'. There are: {KINDS}.",
    ),
    (
        chain(MANUAL, node("a", "log", mesage="Hello")),
        "node 'a', message: This param is required; node 'a', mesage: There is no param 'mesage' here; "
        "did you mean 'message'? There are: data, level, message.",
    ),
    (
        chain(MANUAL, node("a", "log", message="Hello", level="warn")),
        "node 'a', level: Should be 'debug', 'info', 'warning' or 'error', not 'warn'; did you mean 'warning'?",
    ),
    (
        chain(MANUAL, node("a", "http.request", url="https://example.com", body={"kind": "jsn", "value": 1})),
        "node 'a', body: There is no kind 'jsn'; did you mean 'json'? There are: form, json, multipart, text.",
    ),
    (
        chain(webhook("x", {"mode": "header", "secrt": "A"})),
        "node 'hook', auth.secret: This param is required; node 'hook', auth.secrt: There is no param 'secrt' here; "
        "did you mean 'secret'? There are: mode, name, secret.",
    ),
    (
        chain(webhook("x", {})),
        "node 'hook', auth: The field 'mode' is required: it says what the others mean",
    ),
    (
        chain(webhook("x", {"mode": "none"}, allow_from=["10.0.0.0/33"])),
        "node 'hook', allow_from.0: Should be a network such as 203.0.113.0/24, not '10.0.0.0/33'",
    ),
    (
        chain(node("t", "trigger.schedule", cron="* * *")),
        "node 't', cron: a cron expression has five fields (minute, hour, day of month, month, day of week); "
        "this has 3",
    ),
    (
        chain(MANUAL, node("check", "if", condition="{{ secrets.TOKEN == trigger.input.token }}")),
        "node 'check', condition: 'check' only computes, and what it makes is shown to everybody who may see the "
        "run. Write the secret where it is sent: in a node that reaches outside, like http.request (url, headers, "
        "body).",
    ),
    (
        chain(MANUAL, node("q", "data.query", source="locl", sql="SELECT 1")),
        "node 'q', source: There is no data source 'locl'; did you mean 'local'? There are: local.",
    ),
    (
        edged(("start", "out", "check"), ("check", "yes", "greet")),
        "node 'check', edges.1: There is no port 'yes' at 'check'. There are: false, true.",
    ),
    (
        edged(("start", "out", "check"), ("check", "true", "gret")),
        "node 'check', edges.1: There is no node 'gret'; did you mean 'greet'? There are: check, greet, start.",
    ),
    (
        edged(("start", "out", "check")),
        "node 'greet': No path leads from a trigger to 'greet', so that it would never run.",
    ),
    (
        chain(MANUAL, *(node(f"n{at}", "lgo") for at in range(5))),
        "; ".join(
            f"node 'n{at}': There is no node kind 'lgo'; did you mean 'log'? There are: {KINDS}" for at in range(3)
        )
        + "; and 2 more in `problems`.",
    ),
    (reading("{{ triger.input }}"), f"node 's', values.x: There is no 'triger'; did you mean 'trigger'? {ROOTS}"),
    (
        reading("{{ body.name }}"),
        f"node 's', values.x: There is no 'body'. {ROOTS} What started the run is in `trigger`.",
    ),
    (
        reading("{{ item.name }}"),
        f"node 's', values.x: There is no 'item'. {ROOTS} `item` and `index` are read inside a loop.",
    ),
    (
        reading("{{ nodes.gg.output }}"),
        "node 's', values.x: There is no node 'gg'; did you mean 'g'? There are: g, s, start.",
    ),
    (
        reading("{{ nodes.g.outptu.a }}"),
        "node 's', values.x: There is no member 'outptu' of nodes.g; did you mean 'output'? "
        "There are: error, output.",
    ),
    (
        reading("{{ execution.idd }}"),
        "node 's', values.x: There is no member 'idd' of execution; did you mean 'id'? There are: id, workflow_id.",
    ),
    (
        reading("{{ env.SHOP_ULR }}"),
        "node 's', values.x: There is no variable 'SHOP_ULR'; did you mean 'SHOP_URL'? There are: SHOP_URL. "
        "Make it under /api/variables.",
    ),
    (
        chain(MANUAL, node("a", "http.request", url="https://example.com/{{ secrets.TOKN }}")),
        "node 'a', url: There is no secret 'TOKN'; did you mean 'TOKEN'? There are: TOKEN. "
        "Make it under /api/secrets.",
    ),
    (
        reading("{{ a && b }}"),
        "node 's', values.x: The expression does not parse: write `and` for && (at character 5).",
    ),
]
WARNINGS: list[tuple[Draft, str, str]] = [
    (
        reading("{{ nodes.g }}"),
        "whole_node",
        "nodes.g is an object with what happened; what the node left is nodes.g.output.",
    ),
    (
        reading("{{ nodes.g.output.c }}"),
        "unknown_member",
        "There is no member 'c' of nodes.g.output. There are: a, b.",
    ),
    (
        reading("{{ nodes.g.output.a.b }}"),
        "unknown_member",
        "nodes.g.output.a is no object, so that nodes.g.output.a.b is always nothing.",
    ),
    (
        reading("{{ trigger.inptu.name }}"),
        "unknown_member",
        "There is no member 'inptu' of trigger; did you mean 'input'? "
        "There are: input, kind, node_id, page, visitor.",
    ),
    (
        chain(webhook("orders/{id}", {"mode": "none"}), _set("{{ trigger.bdy.name }}")),
        "unknown_member",
        "There is no member 'bdy' of trigger; did you mean 'body'? "
        "There are: body, headers, is_base64, kind, method, node_id, path_params, query.",
    ),
    (
        chain(webhook("paid/{id}", {"mode": "none"}), _set("{{ trigger.path_params.ids }}")),
        "unknown_member",
        "There is no member 'ids' of trigger.path_params; did you mean 'id'? There are: id.",
    ),
    (
        reading("{{ trigger.input.names.length }}"),
        "length_is_a_key",
        "trigger.input.names.length reads a key named length; to count, write trigger.input.names|length.",
    ),
    *(
        (
            reading(text),
            "expression_is_text",
            "This is taken as the text it is. An expression stands in double braces: {{ trigger.input.name }}.",
        )
        for text in (
            "trigger.input.name",
            "Hello ${trigger.input.name}!",
            "Hello {trigger.input.name}!",
            "{% trigger.input.name %}",
            "<%= trigger.input.name %>",
        )
    ),
    (
        reading("trigger.input.total > 100"),
        "expression_is_text",
        "This is taken as the text it is. An expression stands in double braces: {{ trigger.input.total > 100 }}.",
    ),
    (reading("{{ now.year }}"), "unknown_member", "now is no object, so that now.year is always nothing."),
]
NO_WARNINGS: list[Draft] = [
    reading("trigger.dev and nodes.js are other things; {a} and ${b} are text, and {{ trigger.input }} is read"),
    reading("{{ nodes.g.output.b.anything.length2 }} {{ nodes.g.error.code }} {{ trigger.page.slug }}"),
    chain(MANUAL, node("g", "set", values={"length": 1}), _set("{{ nodes.g.output.length }}")),
    chain(MANUAL, node("g", "set", values="{{ trigger.input }}"), _set("{{ nodes.g.output.name }}")),
    chain(
        node("m", "trigger.manual", input_schema={"type": "object", "properties": {"a": {"type": "object"}}}),
        _set("{{ trigger.input.b.c }}"),
    ),
]
PAGES: list[tuple[Draft, str]] = [
    (
        tree(component("a", "Buton", label="x")),
        "component 'a': There is no component 'Buton'; did you mean 'Button'? There are: {components}.",
    ),
    (
        tree(component("a", "Text", txt="x")),
        "component 'a', txt: There is no prop 'txt' here; did you mean 'text'? "
        "There are: align, content, text, variant; component 'a', text: This prop is required",
    ),
    (
        tree(component("a", "Heading", text="x", level="big")),
        "component 'a', level: Should be 1, 2, 3, 4, 5 or 6, not 'big'",
    ),
    (
        tree(component("a", "Button", label="x", on_click=[{"do": "run_workflw"}])),
        "component 'a', on_click.0: There is no do 'run_workflw'; did you mean 'run_workflow'? "
        "There are: close, navigate, open, refresh, run_workflow, set, toast.",
    ),
    (
        tree(component("a", "Button", label="x", on_click=[{"do": "toast", "mesage": "x"}])),
        "component 'a', on_click.0.message: This field is required; component 'a', on_click.0.mesage: "
        "There is no field 'mesage' here; did you mean 'message'? There are: do, message.",
    ),
    (
        tree(component("a", "Text", text="{{ dta.posts.rows }}")),
        "component 'a', text: 'dta' cannot be read here; did you mean 'data'? "
        "These can: cookies, data, page, params, session, site.",
    ),
    (
        tree(component("a", "Text", text="{{ data.post.rows }}")),
        "component 'a', text: There is no query 'post'; did you mean 'posts'? There are: posts.",
    ),
    (
        tree(component("a", "Text", text="{{ data.posts.rows|frist }}")),
        "component 'a', text: The expression does not parse: there is no filter 'frist'; did you mean 'first'? "
        "(at character 19).",
    ),
    (
        tree(component("a", "Link", text="x", href="javascript:alert(1)")),
        "component 'a', href: use an http(s), mailto or tel address, or a path on this site",
    ),
    (
        tree(*(component(f"c{at}", "Text") for at in range(5))),
        "component 'c0', text: This prop is required; component 'c1', text: This prop is required; "
        "component 'c2', text: This prop is required; and 2 more in `problems`.",
    ),
]
PAGE_WARNINGS: list[tuple[Draft, str, str]] = [
    (
        tree(component("h", "Heading", text="{{ data.posts.row_cont }}", level=1)),
        "unknown_member",
        "There is no member 'row_cont' of data.posts; did you mean 'row_count'? "
        "There are: error, row, row_count, rows.",
    ),
    (
        tree(component("h", "Heading", text="{{ data.posts.rows[0].titel }}", level=1)),
        "unknown_column",
        "There is no column 'titel' in what the query 'posts' gives; did you mean 'title'? There are: title.",
    ),
]
