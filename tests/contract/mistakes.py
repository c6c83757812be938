"""Mistakes of a first day, and what is answered to each of them, to the letter."""

import gzip
from dataclasses import dataclass, field
from typing import Any

KEY = "of_sk_not-a-key"
"""What no answer may repeat."""
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Mistake:
    """A request, and the status, code and detail of the answer. `{workflow}` is one that is stored."""

    request: str
    status: int
    code: str
    detail: str
    json: Any = None
    content: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    signed_in: bool = True


def not_json(content: str, detail: str) -> Mistake:
    """A body that says it is JSON and is not."""
    return Mistake(
        "POST /api/workflows",
        400,
        "bad_request",
        f"The body is not valid JSON: {detail}.",
        content=content.encode(),
        headers=JSON,
    )


def untyped(detail: str, **headers: str) -> Mistake:
    """JSON that does not say that it is."""
    return Mistake(
        "POST /api/workflows",
        415,
        "unsupported_media_type",
        f"Send `Content-Type: application/json`: the body came {detail}.",
        content=b'{"name": "Ada"}',
        headers=headers,
    )


def wrong(request: str, json: Any, detail: str) -> Mistake:
    """A body of good JSON that does not fit."""
    return Mistake(request, 422, "invalid_input", detail, json=json)


def unsigned(detail: str, path: str = "/api/workflows", **headers: str) -> Mistake:
    """A call without a key where keys are looked for."""
    return Mistake(f"GET {path}", 401, "unauthenticated", detail, headers=headers, signed_in=False)


def posted(content: str, detail: str, headers: dict[str, str]) -> Mistake:
    """A body that a webhook cannot read."""
    return Mistake("POST /webhook/hello", 400, "bad_request", detail, content=content.encode(), headers=headers)


def missing(path: str, detail: str) -> Mistake:
    """An address that leads nowhere."""
    return Mistake(f"GET {path}", 404, "not_found", f"There is nothing at {detail}")


REQUESTS = [
    untyped("without a content type"),
    untyped("as application/x-www-form-urlencoded", **FORM),
    untyped("as text/plain", **{"Content-Type": "text/plain; charset=utf-8"}),
    not_json('{\n  "name": "Ada",\n}', "line 2, column 16: no comma may stand before '}'"),
    not_json('{"name": ["Ada",]}', "line 1, column 16: no comma may stand before ']'"),
    not_json("{'name': 'Ada'}", "line 1, column 2: names and strings stand in double quotes"),
    not_json('{name: "Ada"}', "line 1, column 2: expecting a name in double quotes"),
    not_json('{"name" "Ada"}', "line 1, column 9: expecting a colon behind the name"),
    not_json('{"name": "Ada" "draft": {}}', "line 1, column 16: expecting a comma, or the end of the list or object"),
    not_json(
        '{"name": None}',
        "line 1, column 10: expecting a string in double quotes, a number, true, false, null, a list or an object",
    ),
    not_json('{"name": "Ada"', "line 1, column 15: the text ends before the JSON does"),
    not_json('{"name": "Ada}', "line 1, column 10: the string that begins here has no end"),
    not_json('{"name": "A\nda"}', "line 1, column 12: a string may not hold a line break; write \\n"),
    not_json('{"name": "Ada"}}', "line 1, column 16: the JSON has ended before this"),
    Mistake("POST /api/workflows", 422, "invalid_input", "body: The request needs a body of JSON, {} at least"),
    wrong("POST /api/workflows", [], "body: Should be an object, not a list"),
    wrong(
        "POST /api/workflows",
        {"name": "Ada", "setings": {}},
        "body.setings: There is no field 'setings' here; did you mean 'settings'? There are: draft, name, settings.",
    ),
    wrong("POST /api/workflows", {}, "body.name: This field is required"),
    wrong("POST /api/workflows", {"name": 5}, "body.name: Should be a string, not a number"),
    wrong("POST /api/workflows", {"name": ""}, "body.name: Should have at least 1 character"),
    wrong("POST /api/workflows", {"name": "x" * 201}, "body.name: Should have at most 200 characters"),
    wrong(
        "POST /api/workflows",
        {"name": "Ada", "draft": {"nodes": [{"id": 1}, {"id": "b", "kind": "log", "join": "al"}], "edges": {}}},
        "body.draft.nodes.0.id: Should be a string, not a number; body.draft.nodes.0.kind: This field is required; "
        "body.draft.nodes.1.join: Should be 'all' or 'any', not 'al'; did you mean 'all'?; and 1 more in `errors`.",
    ),
    wrong(
        "POST /api/workflows/{workflow}/execute",
        {"name": "Ada"},
        "body.name: There is no field 'name' here. There are: input, target, wait_seconds. "
        "What the workflow reads goes into `input`.",
    ),
    wrong(
        "POST /api/workflows/{workflow}/execute",
        {"target": "publishd"},
        "body.target: Should be 'published' or 'draft' or an object, not 'publishd'; did you mean 'published'?",
    ),
    wrong(
        "POST /api/workflows/{workflow}/execute",
        {"target": {"version": "two"}},
        "body.target.version: Should be a whole number, not 'two'",
    ),
    wrong(
        "POST /api/workflows/{workflow}/execute",
        {"wait_seconds": 61},
        "body.wait_seconds: Should be at most 60, not 61",
    ),
    Mistake(
        "POST /api/workflows/{workflow}/execute",
        409,
        "workflow_not_published",
        "Publish the workflow first, or execute its draft.",
        json={},
    ),
    wrong(
        "POST /api/users",
        {"email": "ada", "password": "long enough words", "role": "editr"},
        "body.email: Should be an e-mail address; "
        "body.role: Should be 'owner', 'editor', 'operator' or 'viewer', not 'editr'; did you mean 'editor'?",
    ),
    wrong(
        "POST /api/users",
        {"email": "ada@example.com", "password": 1234567890, "role": "viewer"},
        "body.password: Should be a string, not a number",
    ),
    wrong(
        "POST /api/api-keys",
        {"name": "x", "scopes": ["action:read"], "expires_at": "tomorrow"},
        "body.scopes.0: Should be 'actions:read', 'actions:write', 'actions:run', 'pages:read', 'pages:write', "
        "'data:read', 'data:write', 'files:read', 'files:write' or 'admin', not 'action:read'; did you mean "
        "'actions:read'?; body.expires_at: Should be a date and time such as 2026-03-01T12:00:00Z, not 'tomorrow'",
    ),
    wrong(
        "POST /api/api-keys",
        {"name": "x", "scopes": ["admin"], "expires_at": "2027-01-01T00:00:00"},
        "body.expires_at: Should say its offset from UTC, as in 2026-03-01T12:00:00Z",
    ),
    wrong(
        "POST /api/api-keys",
        {"name": "x", "scopes": ["admin"], "cidrs": ["10.0.0.0/33"]},
        "body.cidrs.0: this is no network like 203.0.113.0/24 or 2001:db8::/32",
    ),
    wrong(
        "POST /api/pages",
        {"slug": "My Page", "title": "x", "access": "publc"},
        "body.slug: a slug has lower-case letters, digits and hyphens, in segments separated by /; "
        "a whole segment may be a parameter, such as {id}; "
        "body.access: Should be 'public', 'visitors' or 'members', not 'publc'; did you mean 'public'?",
    ),
    wrong(
        "POST /api/pages",
        {"slug": "x", "title": "x", "draft": {"root": {"children": [{"id": "a", "typ": "Text"}]}}},
        "body.draft.root.children.0.type: This field is required; body.draft.root.children.0.typ: There is no field "
        "'typ' here; did you mean 'type'? There are: children, id, props, style, type, v, visible.",
    ),
    wrong(
        "POST /api/data-sources",
        {"name": "My Notes", "kind": "postgresql", "url": "x"},
        "body.name: Should be lower-case letters, digits, _ and -, at most 63 and a letter first; "
        "body.kind: Should be 'sqlite' or 'postgres', not 'postgresql'; did you mean 'postgres'?",
    ),
    Mistake(
        "POST /api/workflows/{checked}/execute",
        422,
        "input_invalid",
        'input: "name" is a required property; input.age: "old" is not of type "integer"',
        json={"input": {"age": "old"}},
    ),
    wrong(
        "POST /api/data-sources/local/tables",
        {"name": "things", "columns": [{"name": "Title", "type": "strng"}]},
        "body.columns.0.name: Should be lower-case letters, digits and _, at most 63 and no digit first; "
        "body.columns.0.type: Should be 'text', 'integer', 'number', 'boolean', 'json', 'datetime', 'date' or "
        "'uuid', not 'strng'",
    ),
    Mistake(
        "POST /api/data-sources/local/tables/books/rows",
        422,
        "column_unknown",
        "There is no column 'titel' in books; did you mean 'title'? There are: count, created_at, id, title.",
        json={"values": {"titel": "x"}},
    ),
    wrong(
        "POST /api/data-sources/local/tables/books/rows",
        {"values": {"title": "x", "count": "many"}},
        "body.values.count: Should be a whole number",
    ),
    Mistake(
        "POST /api/queries/fuond/run",
        404,
        "query_not_found",
        "There is no query 'fuond'; did you mean 'found'? There are: found.",
        json={"params": {}},
    ),
    Mistake(
        "GET /api/data-sources/locla/tables",
        404,
        "source_not_found",
        "There is no data source 'locla'; did you mean 'local'? There are: local.",
    ),
    Mistake(
        "POST /api/queries/found/run",
        422,
        "query_param_unknown",
        "There is no parameter 'titel' of the query; did you mean 'title'? There are: title.",
        json={"params": {"titel": "x"}},
    ),
    Mistake(
        "POST /api/queries/found/run",
        422,
        "query_param_missing",
        "The query needs a value for title.",
        json={"params": {}},
    ),
    wrong(
        "POST /api/queries",
        {"name": "x", "source": "local", "sql": "SELECT :a", "params": [{"name": "b", "type": "text"}]},
        "body.params: :a stands in the SQL and is not declared; body.params: b is declared and not in the SQL",
    ),
    Mistake(
        "POST /api/queries",
        422,
        "statement_refused",
        "A statement that starts with 'SELEC' is not run here; did you mean 'SELECT'?",
        json={"name": "x", "source": "local", "sql": "SELEC 1"},
    ),
    Mistake(
        "GET /api/workflows?limt=5",
        422,
        "invalid_input",
        "There is no query parameter 'limt'; did you mean 'limit'? There are: cursor, limit, search.",
    ),
    Mistake("GET /api/workflows?limit=1000", 422, "invalid_input", "query.limit: Should be at most 200, not '1000'"),
    Mistake(
        "GET /api/executions?status=runing",
        422,
        "invalid_input",
        "query.status: Should be 'queued', 'running', 'waiting', 'completed', 'failed', 'cancelled' or 'timed_out', "
        "not 'runing'; did you mean 'running'?",
    ),
    Mistake(
        "GET /api/workflows/first", 422, "invalid_input", "path.workflow_id: Should be an id (a UUID), not 'first'"
    ),
    Mistake(
        f"POST /api/workflows/{{workflow}}/versions/{10**30}/restore",
        422,
        "invalid_input",
        f"path.number: Should be at most 2147483647, not '{10**30}'",
    ),
    Mistake(
        f"POST /api/pages/{{workflow}}/versions/{10**30}/restore",
        422,
        "invalid_input",
        f"path.number: Should be at most 2147483647, not '{10**30}'",
    ),
    Mistake("GET /api/workflow", 404, "not_found", "There is nothing at /api/workflow; did you mean /api/workflows?"),
    Mistake(
        "GET /api/data_sources",
        404,
        "not_found",
        "There is nothing at /api/data_sources; did you mean /api/data-sources?",
    ),
    Mistake(
        "POST /api/workflows/{workflow}/exeucte",
        404,
        "not_found",
        "There is nothing at /api/workflows/{workflow}/exeucte; did you mean /api/workflows/{workflow}/execute?",
        json={},
    ),
    Mistake("GET /workflows", 404, "not_found", "There is nothing at /workflows; did you mean /api/workflows?"),
    Mistake(
        "GET /api/workflows/",
        404,
        "not_found",
        "There is nothing at /api/workflows/; leave out the slash at its end.",
    ),
    Mistake("GET /api/colours", 404, "not_found", "There is nothing at /api/colours; /docs shows what there is."),
    unsigned("Sign in, or send a key as `Authorization: Bearer of_sk_…`."),
    unsigned("Send the key as `Authorization: Bearer of_sk_…`, not as 'x-api-key'.", **{"X-API-Key": KEY}),
    unsigned("Send the key as `Authorization: Bearer of_sk_…`, not as 'x-token'.", **{"X-Token": KEY}),
    unsigned("Send the key as `Authorization: Bearer of_sk_…`.", Authorization=KEY),
    unsigned("Send the key as `Authorization: Bearer of_sk_…`.", Authorization=f"Token {KEY}"),
    unsigned(
        "Send the key as `Authorization: Bearer of_sk_…`, not in the address as 'api_key', where logs keep it.",
        path=f"/api/workflows?api_key={KEY}",
    ),
    Mistake(
        "GET /api/workflows",
        401,
        "key_malformed",
        "A key is of_sk_ and 46 letters and digits. Was it cut off, or does it stand in quotes?",
        headers={"Authorization": f"Bearer {KEY}"},
        signed_in=False,
    ),
    posted('{"name": "Ada",}', "The body is not valid JSON: line 1, column 15: no comma may stand before '}'.", JSON),
    posted(
        "'{name: Ada}'",
        "The body is not valid JSON: line 1, column 1: names and strings stand in double quotes.",
        FORM,
    ),
    posted('{"name": "Ada",}', "The body is not valid JSON: line 1, column 15: no comma may stand before '}'.", FORM),
    Mistake(
        "PATCH /api/workflows",
        405,
        "method_not_allowed",
        "PATCH is not allowed at /api/workflows; use GET or POST.",
        json={},
    ),
    Mistake(
        "PATCH /api/workflows/{workflow}",
        428,
        "if_match_required",
        "Send If-Match with the ETag of what you read and now change, or * for any.",
        json={"name": "x"},
    ),
    Mistake(
        "PATCH /api/workflows/{workflow}",
        400,
        "bad_request",
        'If-Match must be the ETag of the last answer, like "r3".',
        json={"name": "x"},
        headers={"If-Match": "1"},
    ),
    Mistake(
        "POST /api/variables",
        405,
        "method_not_allowed",
        "POST is not allowed at /api/variables; use GET or PUT /api/variables/{name}.",
        json={"name": "SHOP", "value": "x"},
    ),
    Mistake(
        "POST /api/workflows",
        415,
        "unsupported_media_type",
        "Send the body as it is, without the header Content-Encoding: it came with gzip.",
        content=gzip.compress(b'{"name": "Ada"}'),
        headers=JSON | {"Content-Encoding": "gzip"},
    ),
    wrong(
        "POST /api/workflows",
        {"name": "Ada", "draft": {"nodes": [], "edges": [{"source": "a", "target": "b"}]}},
        "body.draft.edges.0.from: This field is required; body.draft.edges.0.to: This field is required; "
        "body.draft.edges.0.source: There is no field 'source' here. There are: from, port, to; "
        "and 1 more in `errors`.",
    ),
    wrong(
        "POST /api/storage/buckets/files/copy",
        {"source": "a.txt", "target": "b.txt"},
        "body.from: This field is required; body.to: This field is required; body.source: There is no field 'source' "
        "here. There are: from, overwrite, to, to_bucket; and 1 more in `errors`.",
    ),
    Mistake(
        "POST /api/queries",
        422,
        "statement_refused",
        "Write parameters as `:name`; {{ … }} is not read here.",
        json={"name": "wrong", "source": "local", "sql": "SELECT * FROM books WHERE id = {{ id }}"},
    ),
    Mistake(
        "POST /api/queries",
        422,
        "statement_refused",
        "Write parameters as `:name`, not '$1'.",
        json={"name": "wrong", "source": "local", "sql": "SELECT * FROM books WHERE id = $1"},
    ),
    Mistake(
        "POST /api/data-sources/local/tables",
        422,
        "invalid_input",
        "These columns stand twice (every table has id and created_at): id.",
        json={"name": "things", "columns": [{"name": "id", "type": "text"}]},
    ),
    missing("/api", "/api; /docs shows what there is."),
    missing("/api/v1/workflows", "/api/v1/workflows; /docs shows what there is."),
    missing("/api/workflows/{workflow}/run", "/api/workflows/{workflow}/run; /docs shows what there is."),
    missing("/swagger", "/swagger; /docs shows what there is."),
    missing("/wp-admin", "/wp-admin."),
    missing(
        "/ws/executions/{workflow}",
        "/ws/executions/{workflow} for HTTP; WebSockets are at /ws/executions/{id}, and the same events at "
        "/api/executions/{id}/stream.",
    ),
    Mistake(
        "GET /api/data-sources/local/tables/books/rows?sort=title",
        422,
        "invalid_input",
        "There is no query parameter 'sort'. There are: cursor, limit.",
    ),
]
