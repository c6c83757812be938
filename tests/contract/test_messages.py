"""What a mistake is answered with: where it is, what it is, and how to mend it."""

from collections.abc import Iterator
from typing import Any

import httpx
from fastapi import FastAPI

from app.core.input_errors import PATTERNS
from app.nodes.registry import node_kinds
from app.pages.rendering.registry import components
from tests.conftest import ONE_DATABASE
from tests.contract.mistakes import KEY, REQUESTS
from tests.serving import Serve
from tests.workflows.graphs import HELLO, chain, make_workflow, node, publish, webhook

pytestmark = ONE_DATABASE


async def test_mistakes_in_requests(app: FastAPI, owner: httpx.AsyncClient, serve: Serve) -> None:
    workflow = await make_workflow(owner, HELLO)
    await publish(owner, chain(webhook("hello", {"mode": "none"}), node("out", "set", values={"x": 1})))
    base_url = f"http://127.0.0.1:{await serve(app)}"
    differing = []
    signed_in = httpx.AsyncClient(
        base_url=base_url, cookies=owner.cookies, headers={"Origin": base_url, "X-CSRF": "1"}
    )
    async with signed_in, httpx.AsyncClient(base_url=base_url) as stranger:
        for number, one in enumerate(REQUESTS):
            method, path = one.request.replace("{workflow}", workflow).split(" ")
            client = signed_in if one.signed_in else stranger
            answer = await client.request(method, path, json=one.json, content=one.content, headers=one.headers)
            problem = answer.json()
            answered = (answer.status_code, problem["code"], problem["detail"])
            if answered != (one.status, one.code, one.detail.replace("{workflow}", workflow)):
                differing.append(f"{number} {one.request}: {answered}")
            assert KEY not in answer.text
    assert not differing, "\n".join(differing)


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
