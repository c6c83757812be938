"""A guestbook: a table, a query over it, the workflow that signs it, and the page that shows all of that."""

import itertools
from typing import Any

import httpx

from tests.pages.conftest import node


async def make_entries(owner: httpx.AsyncClient) -> None:
    """Create the table and the query `entries`."""
    columns = [{"name": "name", "type": "text", "required": True}, {"name": "message", "type": "text"}]
    table = await owner.post("/api/data-sources/local/tables", json={"name": "entries", "columns": columns})
    assert table.status_code == 201, table.text
    sql = "SELECT name, message, id FROM entries ORDER BY created_at DESC, name"
    query = await owner.post("/api/queries", json={"name": "entries", "source": "local", "sql": sql})
    assert query.status_code == 201, query.text


async def add_entry(owner: httpx.AsyncClient, name: str, message: str | None = None) -> None:
    """Store a row behind the page's back."""
    answer = await owner.post(
        "/api/data-sources/local/tables/entries/rows", json={"values": {"name": name, "message": message}}
    )
    assert answer.status_code == 201, answer.text


async def make_workflow(owner: httpx.AsyncClient, *nodes: dict[str, Any], **trigger: Any) -> str:
    """Create and publish a workflow that runs these nodes one after the other; returns its id."""
    chain = [{"id": "start", "kind": "trigger.page", "params": trigger}, *nodes]
    edges = [{"from": one["id"], "to": two["id"]} for one, two in itertools.pairwise(chain)]
    created = await owner.post("/api/workflows", json={"name": "w", "draft": {"nodes": chain, "edges": edges}})
    assert created.status_code == 201, created.text
    workflow_id: str = created.json()["id"]
    published = await owner.post(f"/api/workflows/{workflow_id}/publish")
    assert published.status_code == 200, published.text
    return workflow_id


def insert_entry() -> dict[str, Any]:
    """Return the node that stores what the form sent."""
    values = {"name": "{{ trigger.input.name }}", "message": "{{ trigger.input.message }}"}
    return {
        "id": "insert",
        "kind": "data.insert",
        "params": {"source": "local", "table": "entries", "values": values},
    }


def respond(body: Any, status: int = 200) -> dict[str, Any]:
    """Return the node that answers the visitor."""
    return {"id": "answer", "kind": "respond", "params": {"status": status, "body": body}}


def guestbook(workflow_id: str) -> list[dict[str, Any]]:
    """Return the components of the page."""
    return [
        node("title", "Heading", text="Guestbook", level=1),
        node("count", "Text", text="{{ data.entries.row_count }} have signed.", variant="lead"),
        node(
            "sign",
            "Form",
            node("f-name", "Input", name="name", label="Your name", required=True, placeholder="Ann"),
            node("f-mail", "Input", name="email", label="E-mail", type="email", help="Never shown."),
            node("f-message", "Textarea", name="message", label="Message", rows=3),
            on_submit=[{"do": "run_workflow", "workflow_id": workflow_id}, {"do": "refresh", "target": "entries"}],
            success_message="Thank you for signing.",
            submit_label="Sign",
        ),
        node(
            "entries",
            "DataTable",
            query="entries",
            columns=[{"key": "name", "label": "Name"}, {"key": "message", "label": "Message"}],
            page_size=3,
            caption="Entries",
            empty_text="Be the first.",
        ),
    ]
