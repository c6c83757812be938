"""The committed modules of the islands are what their source builds, small, and loaded only where they are used."""

import gzip
import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import httpx
import pytest

from app.pages.rendering.registry import FOLDER, ISLANDS, components, island_scripts
from app.pages.rendering.sheets import assets
from tests.conftest import ONE_DATABASE
from tests.pages.conftest import Publish, node

ROOT = Path(__file__).parents[3]
# Bytes of JavaScript, compressed, on a page with a form, a button and a table.
BUDGET = 12 * 1024
NAMES = [name for name, known in components().items() if known.island is not None]


def test_the_scripts_of_a_page_are_within_their_budget() -> None:
    urls = {url for name in ("Button", "Form", "DataTable") for url in island_scripts()[name]}
    assert sum(len(gzip.compress(assets()[url].body)) for url in urls) <= BUDGET


@pytest.mark.parametrize("name", NAMES)
def test_the_template_of_each_island_says_where_it_begins(name: str) -> None:
    assert "{{ context.island }}" in (FOLDER / name / "template.html").read_text()
    assert name in island_scripts()


@pytest.mark.parametrize("name", NAMES)
def test_an_allow_list_names_what_there_is(name: str) -> None:
    known = components()[name]
    assert known.island is not None
    assert set(known.island.props) <= set(known.specs)
    assert all(known.specs[prop].kind != "event" for prop in known.island.props)


def test_the_committed_modules_are_what_the_source_builds(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "esbuild").is_dir():
        pytest.skip("needs Node and `npm ci`, which `make test` runs")
    command = [node, str(ROOT / "app/pages/islands/build.mjs"), "--out", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=60)
    built, committed = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in (tmp_path, ISLANDS))
    assert built == committed


def scripts_of(page: str) -> list[str]:
    return re.findall(r'<script type="module" src="/p/_assets/(\w+)-', page)


@ONE_DATABASE
async def test_a_page_loads_the_modules_of_its_islands_alone(client: httpx.AsyncClient, publish: Publish) -> None:
    toast = [{"do": "toast", "message": "Hi"}]
    await publish("static", node("h", "Heading", text="Hi", level=1), node("b", "Button", label="It does nothing"))
    await publish("button", node("b", "Button", label="Say hi", on_click=toast))
    await publish("form", node("f", "Form", node("b", "Button", label="Send")))
    static, button, form = [(await client.get(f"/p/{slug}")).text for slug in ("static", "button", "form")]
    assert "<script" not in static
    assert "modulepreload" not in static
    assert scripts_of(button) == ["Button"]
    # A button that sends the form around it needs nothing of its own.
    assert scripts_of(form) == ["Form"]
    for url in re.findall(r"/p/_assets/[\w-]+\.js", button + form):
        answer = await client.get(url)
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        assert "immutable" in answer.headers["cache-control"]


@ONE_DATABASE
async def test_an_island_is_given_what_its_list_names_and_no_more(
    client: httpx.AsyncClient, publish: Publish
) -> None:
    await publish("secret-place", node("h", "Heading", text="Here", level=1))
    hostile = "</form>'\"><script>&amp;{{ params.x }}"
    steps = [{"do": "toast", "message": "Hi"}, {"do": "navigate", "to": "/p/secret-place"}]
    await publish("given", node("b", "Button", label=hostile, on_click=steps))
    page = (await client.get("/p/given?x=%27%3E%3Cscript%3E")).text
    assert "secret-place" not in page
    (given,) = re.findall(r"data-island=\"Button\" data-props='([^']*)'", page)
    assert "<" not in given
    assert json.loads(unescape(given)) == {
        "label": "</form>'\"><script>&amp;'><script>",
        "variant": "primary",
        "context": {"id": "b", "post_url": "/p/given/actions/b?x=%27%3E%3Cscript%3E", "version": 1, "notice": "Hi"},
    }
