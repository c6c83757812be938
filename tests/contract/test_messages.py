"""What a mistake is answered with: where it is, what it is, and how to mend it."""

from collections.abc import Iterable, Iterator
from typing import Any

import httpx
from fastapi import FastAPI

from app.core.input_errors import PATTERNS
from app.nodes.registry import node_kinds
from app.pages.rendering.registry import components
from tests.conftest import ONE_DATABASE
from tests.contract.draft_mistakes import NO_WARNINGS, PAGE_WARNINGS, PAGES, WARNINGS, WORKFLOWS
from tests.contract.mistakes import KEY, REQUESTS
from tests.serving import Serve
from tests.workflows.graphs import HELLO, chain, make_workflow, node, publish, webhook

pytestmark = ONE_DATABASE


async def test_mistakes_in_requests(app: FastAPI, owner: httpx.AsyncClient, serve: Serve) -> None:
    workflow = await make_workflow(owner, HELLO)
    schema = {"type": "object", "properties": {"age": {"type": "integer"}}, "required": ["name"]}
    checked = await publish(owner, chain(node("start", "trigger.manual", input_schema=schema)))
    columns = [{"name": "title", "type": "text"}, {"name": "count", "type": "integer"}]
    await owner.post("/api/data-sources/local/tables", json={"name": "books", "columns": columns})
    query = {
        "name": "found",
        "source": "local",
        "sql": "SELECT :title AS t",
        "params": [{"name": "title", "type": "text"}],
    }
    await owner.post("/api/queries", json=query)
    await publish(owner, chain(webhook("hello", {"mode": "none"}), node("out", "set", values={"x": 1})))
    base_url = f"http://127.0.0.1:{await serve(app)}"
    wrong = []
    signed_in = httpx.AsyncClient(
        base_url=base_url, cookies=owner.cookies, headers={"Origin": base_url, "X-CSRF": "1"}
    )
    async with signed_in, httpx.AsyncClient(base_url=base_url) as stranger:
        for number, one in enumerate(REQUESTS):
            filled = one.request.replace("{workflow}", workflow).replace("{checked}", checked)
            method, path = filled.split(" ")
            client = signed_in if one.signed_in else stranger
            answer = await client.request(method, path, json=one.json, content=one.content, headers=one.headers)
            problem = answer.json()
            answered = (answer.status_code, problem["code"], problem["detail"])
            if answered != (one.status, one.code, one.detail.replace("{workflow}", workflow)):
                wrong.append(f"{number} {one.request}: {answered}")
            assert KEY not in answer.text
    assert not wrong, "\n".join(wrong)


def differing(said: Iterable[str], expected: Iterable[str]) -> str:
    """Return the messages that are not as expected, one below the other."""
    pairs = zip(said, expected, strict=True)
    return "\n".join(f"is:     {one}\nshould: {other}" for one, other in pairs if one != other)


async def test_mistakes_in_workflows(owner: httpx.AsyncClient) -> None:
    await owner.put("/api/variables/SHOP_URL", json={"value": "https://example.com"})
    await owner.post("/api/secrets", json={"name": "TOKEN", "value": "hidden away"})
    said = []
    for draft, _ in WORKFLOWS:
        refused = await owner.post(f"/api/workflows/{await make_workflow(owner, draft)}/publish")
        assert (refused.status_code, refused.json()["code"]) == (422, "graph_invalid"), (draft, refused.text)
        said.append(refused.json()["detail"])
    assert not (wrong := differing(said, (detail for _, detail in WORKFLOWS))), wrong


async def test_what_workflows_are_warned_of(owner: httpx.AsyncClient) -> None:
    for draft, code, message in WARNINGS:
        url = f"/api/workflows/{await make_workflow(owner, draft)}"
        found = (await owner.post(f"{url}/validate")).json()
        assert (found["valid"], found["problems"]) == (True, []), draft
        warning = {"code": code, "node_id": "s", "param": "values.x", "message": message, "severity": "warning"}
        assert found["warnings"] == [warning]
        assert (await owner.post(f"{url}/publish")).json()["warnings"] == [warning]
    for draft in NO_WARNINGS:
        found = (await owner.post(f"/api/workflows/{await make_workflow(owner, draft)}/validate")).json()
        assert found == {"valid": True, "problems": [], "warnings": []}


async def test_mistakes_in_pages(owner: httpx.AsyncClient) -> None:
    await owner.post("/api/queries", json={"name": "posts", "source": "local", "sql": "SELECT 1 AS title"})
    said = []
    for number, (draft, _) in enumerate(PAGES):
        made = await owner.post("/api/pages", json={"slug": f"wrong-{number}", "title": "x", "draft": draft})
        refused = await owner.post(f"/api/pages/{made.json()['id']}/publish")
        assert (refused.status_code, refused.json()["code"]) == (422, "page_invalid"), (draft, refused.text)
        said.append(refused.json()["detail"])
    names = ", ".join(sorted(components()))
    assert not (wrong := differing(said, (detail.replace("{components}", names) for _, detail in PAGES))), wrong
    for number, (draft, code, message) in enumerate(PAGE_WARNINGS):
        made = await owner.post("/api/pages", json={"slug": f"odd-{number}", "title": "x", "draft": draft})
        found = (await owner.post(f"/api/pages/{made.json()['id']}/validate")).json()
        warning = {"code": code, "node_id": "h", "param": "text", "message": message, "severity": "warning"}
        assert found == {"valid": True, "problems": [], "warnings": [warning]}


def patterns_in(schema: Any) -> Iterator[str]:
    """Yield the patterns of texts that a JSON Schema holds, at any depth."""
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for part in schema.values():
            yield from patterns_in(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from patterns_in(part)


def test_every_pattern_has_words(app: FastAPI) -> None:
    """A regular expression says nothing to most people."""
    models = [kind.params for kind in node_kinds().values()]
    models += [registered.component.props for registered in components().values()]
    found = {*patterns_in(app.openapi()["paths"]), *patterns_in(app.openapi()["components"])}
    for model in models:
        found.update(patterns_in(model.model_json_schema()))
    assert len(found) > 5
    assert found - set(PATTERNS) == set()
