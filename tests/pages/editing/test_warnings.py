"""What publish and validate say about a draft that works and is probably not what its author meant."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.core.settings import Settings
from tests.conftest import client_of, make_settings
from tests.pages.conftest import Publish, node, tree
from tests.pages.guestbook import guestbook, insert_entry, make_entries, make_workflow


@pytest.fixture
def settings(tmp_path: Path, sqlite_template: Path) -> Settings:
    """Settings of an app on SQLite: nothing here depends on the database."""
    path = tmp_path / "onefold.db"
    path.write_bytes(sqlite_template.read_bytes())
    return make_settings(tmp_path / "data", f"sqlite:///{path}")


async def check(owner: httpx.AsyncClient, *children: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return what validate says of a new page, and expect publish to agree."""
    number = len((await owner.get("/api/pages")).json()["items"])
    made = await owner.post(
        "/api/pages", json={"slug": f"a{number}", "title": "A", "draft": tree(*children)} | fields
    )
    assert made.status_code == 201, made.text
    url = f"/api/pages/{made.json()['id']}"
    told: dict[str, Any] = (await owner.post(f"{url}/validate")).json()
    published = await owner.post(f"{url}/publish")
    if told["valid"]:
        assert (published.status_code, published.json()["warnings"]) == (200, told["warnings"])
        assert told["problems"] == []
    else:
        assert (published.status_code, published.json()["problems"]) == (422, told["problems"])
        assert told["warnings"] == []
    return told


def found(told: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    """Return the code, node and param of each problem and warning."""
    return [(one["code"], one["node_id"], one["param"]) for one in told["problems"] + told["warnings"]]


async def test_a_good_page_has_no_warnings(owner: httpx.AsyncClient, publish: Publish) -> None:
    await make_entries(owner)
    await publish("about/us", node("h", "Heading", text="About", level=1))
    good = [
        *guestbook(await make_workflow(owner, insert_entry())),
        node("l1", "Link", text="About", href="/p/about/us?x=1#anything"),
        node("l2", "Link", text="Relative", href="about/us"),
        node("l3", "Link", text="Elsewhere", href="https://example.com/p/nothing"),
        node("l4", "Link", text="Up", href="#title"),
        node("l5", "Link", text="Strange", href="http://[::1"),
        node("t", "Text", text="{{ data.entries.rows[0].message }} {{ data.entries.rows|length }}"),
        node("h2", "Heading", text="{{ params.x }}", level=2),
        node("h3", "Heading", text="Part", level=3),
        node("b", "Button", label="{{ params.x }}", on_click=[{"do": "navigate", "to": "/p/{{ result }}"}]),
    ]
    told = await check(owner, *good)
    assert (told["valid"], found(told)) == (True, [])


async def test_warnings_are_told_and_keep_nothing_from_visitors(
    owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    await make_entries(owner)
    run = {"do": "toast", "message": "{{ fields.n }} {{ fields.zz }}"}
    told = await check(
        owner,
        node("h4", "Heading", text="Four", level=4),
        node("h1", "Heading", text=" ", level=1),
        node("h3", "Heading", text="Three", level=3),
        node("l1", "Link", text="", href="/p/does-not-exist"),
        node("l2", "Link", text="Part", href="#nope"),
        node(
            "b1",
            "Button",
            label="",
            on_click=[run, {"do": "navigate", "to": "nowhere"}],
        ),
        node("f", "Form", node("n", "Input", name="n", label="N"), on_submit=[run]),
        node(
            "t", "DataTable", query="entries", columns=[{"key": "name", "label": "N"}, {"key": "nope", "label": "X"}]
        ),
        node("x", "Text", text="{{ data.entries.rows[0].nope }} {{ data.entries.rows[0].name }}"),
        node("y", "Text", text="x") | {"visible": "{{ data.entries.rows[1].hidden }}"},
        node("off", "Heading", text="", level=6) | {"visible": False},
    )
    assert told["valid"]
    assert {one["severity"] for one in told["warnings"]} == {"warning"}
    assert sorted(found(told)) == sorted(
        [
            ("heading_order", "h4", "level"),
            ("heading_order", "h3", "level"),
            ("empty_text", "h1", "text"),
            ("empty_text", "l1", "text"),
            ("empty_text", "b1", "label"),
            ("dead_link", "l1", "href"),
            ("dead_link", "l2", "href"),
            ("dead_link", "b1", "on_click.1"),
            ("unknown_field", "b1", "on_click"),
            ("unknown_field", "b1", "on_click"),
            ("unknown_field", "f", "on_submit"),
            ("unknown_column", "t", "columns.1.key"),
            ("unknown_column", "x", "text"),
            ("unknown_column", "y", "visible"),
        ]
    )
    assert (await client.get("/p/a0")).status_code == 200
    assert found(await check(owner, node("t", "Text", text="x"))) == [("heading_missing", None, None)]


@pytest.mark.parametrize(
    "image", ["javascript:alert(1)", "data:image/png;base64,AA", "//evil.example/a.png", "a.png"]
)
async def test_a_preview_picture_is_an_address_that_others_can_load(owner: httpx.AsyncClient, image: str) -> None:
    told = await check(owner, node("h", "Heading", text="H", level=1), seo={"image": image})
    assert (told["valid"], found(told)) == (False, [("unsafe_url", None, "seo.image")])
    assert told["problems"][0]["severity"] == "error"


async def test_a_key_that_reads_no_data_learns_nothing_of_columns(app: FastAPI, owner: httpx.AsyncClient) -> None:
    await make_entries(owner)
    draft = tree(node("h", "Heading", text="{{ data.entries.rows[0].nope }}", level=1))
    page = (await owner.post("/api/pages", json={"slug": "a", "title": "A", "draft": draft})).json()
    for scopes, codes in ((["pages:read"], []), (["pages:read", "data:read"], ["unknown_column"])):
        key = (await owner.post("/api/api-keys", json={"name": "k", "scopes": scopes})).json()["key"]
        async with client_of(app, Authorization=f"Bearer {key}") as script:
            told = (await script.post(f"/api/pages/{page['id']}/validate")).json()
        assert [one["code"] for one in told["warnings"]] == codes


async def test_a_prop_that_cannot_follow_its_variable_is_named(owner: httpx.AsyncClient) -> None:
    heading = node("h", "Heading", text="x", level="{{ page.level }}")
    said = node("t", "Text", text="{{ page.level }}")
    variables = [{"scope": "page", "name": "level", "type": "number", "default": 1}]
    told = await check(owner, draft=tree(heading, said) | {"variables": variables})
    assert found(told) == [("keeps_default", "h", "level")]
