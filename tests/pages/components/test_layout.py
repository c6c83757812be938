"""Navbar, Footer, Card and Section: what a visitor's browser and screen reader are told."""

import re

import httpx

from tests.conftest import ONE_DATABASE
from tests.pages.conftest import Publish, node, tree

pytestmark = ONE_DATABASE
LINKS = [{"text": "Here", "href": "/p/shop"}, {"text": "There", "href": "/p/there"}]


async def test_head_and_foot_stand_around_the_main_content(client: httpx.AsyncClient, publish: Publish) -> None:
    head = node("head", "Navbar", brand="Ash & Oak", links=LINKS, action="Order", action_href="/p/order")
    foot = node("foot", "Footer", columns=[{"title": "Shop", "links": LINKS}], legal="© Ash")
    await publish("shop", head, node("t", "Text", text="Words"), foot, seo={"lang": "de"})
    html = (await client.get("/p/shop")).text
    before, main, behind = re.split(r"<main[^>]*>|</main>", html)
    assert '<a class="of-navbar-brand" href="/">Ash &amp; Oak</a>' in before
    assert '<a class="of-navbar-link" href="/p/shop" aria-current="page">Here</a>' in before
    assert '<a class="of-navbar-link" href="/p/there">There</a>' in before
    assert '<a class="of-button of-button--primary" href="/p/order">Order</a>' in before
    assert ('aria-label="Menü"' in before, 'aria-label="Hauptmenü"' in before) == (True, True)
    assert "Words" in main
    assert "<footer" in behind
    assert "© Ash" in behind
    assert "<script" not in html


async def test_a_bar_without_links_has_no_menu(client: httpx.AsyncClient, publish: Publish) -> None:
    await publish("bare", node("head", "Navbar", brand="Ash"))
    assert "popover" not in (await client.get("/p/bare")).text


async def test_a_card_that_is_a_link_has_a_name(owner: httpx.AsyncClient, publish: Publish) -> None:
    draft = tree(node("c", "Card", href="/p/x"), node("d", "Card", href="/p/x", label="X"), node("e", "Card"))
    page = (await owner.post("/api/pages", json={"slug": "cards", "title": "C", "draft": draft})).json()
    problems = (await owner.post(f"/api/pages/{page['id']}/validate")).json()["problems"]
    assert [(one["code"], one["node_id"], one["param"]) for one in problems] == [("card_label", "c", "label")]


async def test_a_column_stands_in_a_row(owner: httpx.AsyncClient) -> None:
    draft = tree(node("r", "Row", node("a", "Column")), node("b", "Column"))
    page = (await owner.post("/api/pages", json={"slug": "columns", "title": "C", "draft": draft})).json()
    problems = (await owner.post(f"/api/pages/{page['id']}/validate")).json()["problems"]
    assert [(one["code"], one["node_id"]) for one in problems] == [("parent_not_allowed", "b")]


async def test_a_section_with_a_picture_is_a_dark_one(client: httpx.AsyncClient, publish: Publish) -> None:
    await publish("hero", node("s", "Section", image="/files/a/b.jpg", background="muted"))
    html = (await client.get("/p/hero")).text
    assert "of-band--inverse" in html
    assert '<img class="of-section-image" src="/files/a/b.jpg" alt=""' in html
