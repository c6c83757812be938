"""The HTML around and between the components of a page: ids, language, ways around it."""

import re

import httpx

from app.pages.tree import NODE_ID
from tests.pages.conftest import Publish, node


async def test_no_id_stands_twice_whatever_the_components_are_called(
    client: httpx.AsyncClient, publish: Publish
) -> None:
    names = ("x", "x-help", "x-error", "of-main")
    await publish(
        "ids",
        node("main", "Heading", text="Ids", level=1),
        node("f", "Form", *(node(name, "Input", name=name, label=name, help="Help.") for name in names)),
        node("help", "Section", node("t", "Text", text="{{ params.a }}")),
    )
    html = (await client.get("/p/ids")).text
    ids = re.findall(r' id="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    assert {"main", "help", *names} <= set(ids)
    ours = set(ids) - {"main", "help", "f", *names}
    assert len(ours) == 1 + 2 * len(names)
    assert not any(NODE_ID.fullmatch(one) for one in ours)
    named = re.findall(r' (?:for|aria-describedby|href)="#?([^"/]+)"', html)
    assert {one for words in named for one in words.split()} - {"data:,"} <= set(ids)
