"""What the tests of the main job build, through the Python client: a workflow, its table and query, and a page."""

from uuid import UUID

from onefold_client import AsyncOnefold
from onefold_client.inputs import GraphDict, PageTreeDict
from onefold_client.models import Scope

from tests.servers import ADMIN, OnefoldServer

SCOPES: list[Scope] = [
    *("actions:read", "actions:write", "actions:run", "pages:read", "pages:write"),
    *("data:read", "data:write", "files:read", "files:write"),
]


async def make_key(server: OnefoldServer) -> str:
    """Return an API key, made by an owner who signs in for that."""
    async with AsyncOnefold(server.url) as session:
        signed = await session.auth.login(**ADMIN)
        assert (signed.user.email, signed.user.role) == (ADMIN["email"], "owner")
        return (await session.api_keys.create(name="main job", scopes=SCOPES)).key


def order_graph(partner_url: str, table: str) -> GraphDict:
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


def order_page(workflow_id: UUID, query: str) -> PageTreeDict:
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


async def build_workflow(onefold: AsyncOnefold, name: str, graph: GraphDict) -> UUID:
    """Draft, check and publish a workflow; returns its id."""
    workflow = await onefold.workflows.create(name=name)
    assert not (await onefold.workflows.validate(workflow.id)).valid, "an empty draft is no workflow"
    saved = await onefold.workflows.replace_draft(workflow.id, graph, if_match=workflow.revision)
    checked = await onefold.workflows.validate(workflow.id)
    assert (checked.valid, checked.problems, checked.warnings) == (True, [], [])
    version = await onefold.workflows.publish(workflow.id, if_match=saved.revision)
    assert version.published_by is not None
    assert (version.number, version.published_by.email) == (1, ADMIN["email"])
    return workflow.id


async def build_page(onefold: AsyncOnefold, slug: str, tree: PageTreeDict) -> None:
    """Draft, check and publish a page."""
    page = await onefold.pages.create(slug=slug, title="Orders")
    saved = await onefold.pages.save_draft(page.id, tree, if_match=page.revision)
    checked = await onefold.pages.validate(page.id)
    assert (checked.valid, checked.problems, checked.warnings) == (True, [], [])
    assert (await onefold.pages.publish(page.id, if_match=saved.revision)).number == 1


async def build_orders(onefold: AsyncOnefold, slug: str, partner_url: str) -> UUID:
    """Build the table, the query, the workflow and the page `/p/{slug}`; returns the workflow's id."""
    await onefold.tables.create(
        "local",
        name=slug,
        columns=[{"name": "item", "type": "text", "required": True}, {"name": "number", "type": "integer"}],
    )
    sql = f"SELECT item, number FROM {slug} ORDER BY id DESC"
    await onefold.queries.create(name=slug, source="local", sql=sql)
    workflow_id = await build_workflow(onefold, slug, order_graph(partner_url, slug))
    await build_page(onefold, slug, order_page(workflow_id, slug))
    return workflow_id
