"""The catalogue of node kinds, and that each kind is documented."""

import re
from pathlib import Path

import httpx
import pytest

from app.nodes.registry import node_kinds

DOCS = Path(__file__).parents[2] / "docs" / "workflows.md"


@pytest.mark.parametrize("name", sorted(node_kinds()))
def test_each_kind_has_a_section_that_names_its_params(name: str) -> None:
    sections = re.split(r"^### ", DOCS.read_text(), flags=re.MULTILINE)
    section = next((text for text in sections if text.startswith(f"`{name}`")), "")
    assert section, f"docs/workflows.md has no section for {name}"
    for param in node_kinds()[name].params.model_fields:
        assert re.search(rf"\b{param}\b", section), f"docs/workflows.md does not name {name}'s {param}"


async def test_the_catalogue_has_schema_ports_and_docs(owner: httpx.AsyncClient) -> None:
    answer = await owner.get("/api/node-kinds")
    assert answer.status_code == 200
    kinds = {item["name"]: item for item in answer.json()["items"]}
    assert set(kinds) >= {
        "trigger.manual", "trigger.webhook", "trigger.page", "http.request", "if", "set", "log", "delay", "respond",
        "data.insert", "data.query",
    }  # fmt: skip
    assert kinds["if"]["ports"] == ["true", "false"]
    assert (kinds["http.request"]["effect"], kinds["data.insert"]["effect"]) == ("by_params", "once")
    assert kinds["delay"]["params"]["properties"]["seconds"]["maximum"] == 86_400
    assert kinds["data.query"]["params"]["properties"]["sql"]["x-literal"] is True
    assert all(item["docs"].startswith(item["summary"]) and item["summary"] for item in kinds.values())
