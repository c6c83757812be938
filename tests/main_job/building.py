"""What the tests of the main job build, through the generated client: a workflow, its table and query, and a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any
from uuid import UUID

from onefold_client import AuthenticatedClient, Client
from onefold_client.api.api_keys import create_api_key
from onefold_client.api.auth import login
from onefold_client.api.pages import create_page, publish_page, save_page_draft, validate_page
from onefold_client.api.queries import create_query
from onefold_client.api.tables import create_table
from onefold_client.api.workflows import create_workflow, publish_workflow, replace_workflow_draft, validate_workflow
from onefold_client.models import (
    ApiKeyCreate,
    Graph,
    LoginCreate,
    NamedQueryCreate,
    PageCreate,
    PageTree,
    TableCreate,
    WorkflowCreate,
)
from onefold_client.types import Response

from tests.servers import ADMIN, OnefoldServer

SCOPES = [
    *("actions:read", "actions:write", "actions:run", "pages:read", "pages:write"),
    *("data:read", "data:write", "files:read", "files:write"),
]


def taken(response: Response[Any], status: int = 200) -> Any:
    """Return the parsed body of an answer that has to have this status."""
    assert response.status_code == HTTPStatus(status), response.content.decode(errors="replace")
    return response.parsed


@contextmanager
def sign_in(server: OnefoldServer) -> Iterator[Client]:
    """A client signed in as the owner around a block: its cookie jar holds the session."""
    with Client(base_url=server.url, headers={"Origin": server.url, "X-CSRF": "1"}) as client:
        signed = taken(login.sync_detailed(client=client, body=LoginCreate(**ADMIN)))
        assert (signed.user.email, signed.user.role) == (ADMIN["email"], "owner")
        yield client


def make_script(server: OnefoldServer) -> AuthenticatedClient:
    """Return a client with an API key, made by an owner who signs in for that."""
    with sign_in(server) as session:
        made = taken(create_api_key.sync_detailed(client=session, body=ApiKeyCreate("main job", SCOPES)), 201)
    return AuthenticatedClient(base_url=server.url, token=made.key)


def order_graph(partner_url: str, table: str) -> dict[str, Any]:
    """Return the workflow of an order: check it, ask the partner, store it, answer."""
    return {
        "nodes": [
            {"id": "visit", "kind": "trigger.page"},
            {
                "id": "filled_in",
                "kind": "if",
                "params": {"condition": "{{ trigger.input.item|trim|length > 0 }}"},
            },
            {
                "id": "note",
                "kind": "log",
                "params": {"level": "info", "message": "{{ trigger.input.item }} is ordered", "data": {"n": 1}},
            },
            {
                "id": "ask",
                "kind": "http.request",
                "params": {
                    "method": "POST",
                    "url": f"{partner_url}/orders",
                    "body": {"kind": "json", "value": {"item": "{{ trigger.input.item }}"}},
                },
            },
            {
                "id": "store",
                "kind": "data.insert",
                "params": {
                    "source": "local",
                    "table": table,
                    "values": {"item": "{{ trigger.input.item }}", "number": "{{ nodes.ask.output.body.number }}"},
                },
            },
            {
                "id": "thank",
                "kind": "respond",
                "params": {"status": 200, "body": {"number": "{{ nodes.ask.output.body.number }}"}},
            },
            {
                "id": "refuse",
                "kind": "respond",
                "params": {"status": 422, "body": {"message": "Say what you want."}},
            },
        ],
        "edges": [
            {"from": "visit", "to": "filled_in"},
            {"from": "filled_in", "port": "true", "to": "note"},
            {"from": "note", "to": "ask"},
            {"from": "ask", "to": "store"},
            {"from": "store", "to": "thank"},
            {"from": "filled_in", "port": "false", "to": "refuse"},
        ],
    }


def order_page(workflow_id: UUID, query: str) -> dict[str, Any]:
    """Return the page: a button and a form that run the workflow, and the table that shows what it stored."""
    refresh = {"do": "refresh", "target": "orders"}
    return {
        "root": {
            "children": [
                {"id": "title", "type": "Heading", "props": {"text": "Orders", "level": 1}},
                {
                    "id": "usual",
                    "type": "Button",
                    "props": {
                        "label": "The usual",
                        "on_click": [
                            {"do": "run_workflow", "workflow_id": str(workflow_id), "input": {"item": "coffee"}},
                            {"do": "toast", "message": "Order {{ result.number }} is on its way."},
                            refresh,
                        ],
                    },
                },
                {
                    "id": "order",
                    "type": "Form",
                    "props": {
                        "on_submit": [{"do": "run_workflow", "workflow_id": str(workflow_id)}, refresh],
                        "success_message": "Thank you.",
                        "submit_label": "Order",
                    },
                    "children": [
                        {"id": "what", "type": "Input", "props": {"name": "item", "label": "Item", "required": True}}
                    ],
                },
                {
                    "id": "orders",
                    "type": "DataTable",
                    "props": {
                        "query": query,
                        "columns": [{"key": "item", "label": "Item"}, {"key": "number", "label": "Number"}],
                        "caption": "All orders",
                        "empty_text": "None yet.",
                    },
                },
            ]
        }
    }


def build_workflow(client: AuthenticatedClient | Client, name: str, graph: dict[str, Any]) -> UUID:
    """Draft, check and publish a workflow; returns its id."""
    workflow = taken(create_workflow.sync_detailed(client=client, body=WorkflowCreate(name)), 201)
    checked = taken(validate_workflow.sync_detailed(workflow.id, client=client))
    assert not checked.valid, "an empty draft is no workflow"
    saved = taken(
        replace_workflow_draft.sync_detailed(
            workflow.id, client=client, body=Graph.from_dict(graph), if_match=f'"r{workflow.revision}"'
        )
    )
    checked = taken(validate_workflow.sync_detailed(workflow.id, client=client))
    assert (checked.valid, checked.problems, checked.warnings) == (True, [], [])
    etag = f'"r{saved.revision}"'
    version = taken(publish_workflow.sync_detailed(workflow.id, client=client, if_match=etag))
    assert (version.number, version.published_by.email) == (1, ADMIN["email"])
    return UUID(str(workflow.id))


def build_page(client: AuthenticatedClient | Client, slug: str, tree: dict[str, Any]) -> UUID:
    """Draft, check and publish a page; returns its id."""
    page = taken(create_page.sync_detailed(client=client, body=PageCreate(slug=slug, title="Orders")), 201)
    saved = taken(
        save_page_draft.sync_detailed(
            page.id, client=client, body=PageTree.from_dict(tree), if_match=f'"r{page.revision}"'
        )
    )
    checked = taken(validate_page.sync_detailed(page.id, client=client))
    assert (checked.valid, checked.problems, checked.warnings) == (True, [], [])
    version = taken(publish_page.sync_detailed(page.id, client=client, if_match=f'"r{saved.revision}"'))
    assert version.number == 1
    return UUID(str(page.id))


def build_orders(client: AuthenticatedClient | Client, slug: str, partner_url: str) -> UUID:
    """Build the table, the query, the workflow and the page `/p/{slug}`; returns the workflow's id."""
    columns = [
        {"name": "item", "type": "text", "required": True},
        {"name": "number", "type": "integer"},
    ]
    table = TableCreate.from_dict({"name": slug, "columns": columns})
    taken(create_table.sync_detailed("local", client=client, body=table), 201)
    sql = f"SELECT item, number FROM {slug} ORDER BY id DESC"
    query = NamedQueryCreate(name=slug, source="local", sql=sql)
    taken(create_query.sync_detailed(client=client, body=query), 201)
    workflow_id = build_workflow(client, slug, order_graph(partner_url, slug))
    build_page(client, slug, order_page(workflow_id, slug))
    return workflow_id
