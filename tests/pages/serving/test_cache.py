"""What a process keeps of pages is bounded in bytes, as they really are."""

import asyncio
import gc
import tracemalloc
from uuid import UUID

import pytest

from app.pages.rendering.compile import CompiledPage, compile_page
from app.pages.rendering.memory import size_of
from app.pages.rendering.query import Heeded
from app.pages.rendering.tree import PageTree
from app.pages.serving.body import CachedBody, encode_variants
from app.pages.serving.cache import BoundedStore, Entry, PageCache, Watch
from tests.pages.conftest import node, tree

COLUMNS = [{"key": f"k{n}", "label": "Label"} for n in range(20)]
PARTS = {
    "texts": [node(f"t{n}", "Text", text=f"{n}" * 500) for n in range(50)],
    "letters of four bytes": [node(f"t{n}", "Text", text="\U0001f600" * 500) for n in range(50)],
    "expressions": [node(f"t{n}", "Text", text=f"{{{{ data.q.rows[{n}].x or params.p{n} }}}}") for n in range(50)],
    "columns": [node(f"t{n}", "DataTable", query="q", columns=COLUMNS) for n in range(20)],
    "fields": [node("f", "Form", *(node(f"i{n}", "Input", name=f"n{n}", label="L", help="H") for n in range(50)))],
}


def compiled(name: str) -> CompiledPage:
    return compile_page(PageTree.model_validate(tree(*PARTS[name])), slug="a", version=1)


@pytest.mark.parametrize("name", PARTS)
def test_the_size_of_a_program_is_the_memory_it_takes(name: str) -> None:
    compiled(name)  # templates and parsed expressions are kept elsewhere, once
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        program = compiled(name)
        gc.collect()
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert 0.7 < size_of(program) / taken < 1.3


def test_what_was_used_longest_ago_leaves_first() -> None:
    store = BoundedStore[str, str](100)
    for key in "abc":
        store.put(key, key, 30)
    assert store.get("a") == "a"
    store.put("d", "d", 30)
    assert [key for key in "abcd" if store.get(key)] == ["a", "c", "d"]
    store.put("a", "again", 90)
    assert ([key for key, _ in store.items()], store.get("a"), store.size) == (["a"], "again", 90)
    store.put("huge", "x", 101)
    assert (store.get("huge"), store.get("a"), store.size) == (None, "again", 90)
    store.put("a", "huge", 101)
    assert (store.get("a"), store.size) == (None, 0)


def test_pages_and_programs_are_kept_within_one_limit() -> None:
    program = compiled("columns")
    cache = PageCache(3 * size_of(program))
    for n in range(5):
        cache.keep_program(UUID(int=n), "a", program)
    assert [n for n in range(5) if cache.program(UUID(int=n), "a")] == [3, 4], "each takes a little beside itself"
    cache.put(("/p/a", ""), entry(size=size_of(program)), Watch())
    assert [n for n in range(5) if cache.program(UUID(int=n), "a")] == [4]


def entry(*tags: str, size: int = 1000) -> Entry:
    body = encode_variants(b"x" * size, media_type="text/html", cache_control="no-cache", once_for=b"")
    return Entry(body, "made of", True, Heeded(), frozenset(tags))


def test_what_has_a_tag_is_dropped_with_it_and_nothing_else() -> None:
    cache = PageCache()
    for path, tags in {"/p/a": ("a", "rows"), "/p/b": ("b", "rows"), "/p/c": ("c",)}.items():
        cache.put((path, ""), entry(*tags), Watch())
    cache.drop(["a"])
    assert [path for path in "abc" if cache.get((f"/p/{path}", ""))] == ["b", "c"]
    cache.drop(["rows", "unknown"])
    assert [path for path in "abc" if cache.get((f"/p/{path}", ""))] == ["c"]
    cache.put(("/p/c", ""), entry("other"), Watch())
    cache.drop(["c"])
    assert cache.get(("/p/c", "")), "it depends on what it was made of last"


async def test_what_changed_while_a_page_was_made_is_not_kept_in_it() -> None:
    cache = PageCache()
    leave, made = asyncio.Event(), entry("mine")

    async def render(watch: Watch) -> CachedBody:
        watch.tags = frozenset({"mine"})
        await leave.wait()
        cache.put(("/p/a", ""), made, watch)
        return made.body

    for dropped, is_kept in (("other", True), ("mine", False)):
        leave.clear()
        cache.forget_pages()
        first = asyncio.create_task(cache.rendered_once("a", render))
        await asyncio.sleep(0)
        cache.drop([dropped])
        leave.set()
        assert await first is made.body
        assert (cache.get(("/p/a", "")) is made) is is_kept, dropped


def test_values_without_end_drive_out_no_other_page() -> None:
    limit = 64 * 1024
    cache = PageCache(limit)
    cache.put(("/p/a", ""), entry("a"), Watch())
    for n in range(1000):
        cache.put((f"/p/products/{n}", ""), entry("products"), Watch(), is_open=True)
    assert cache.get(("/p/a", ""))
    assert cache.get(("/p/products/999", "")), "the newest stay"
    assert cache.count_entries() < 10
    cache.drop(["products"])
    assert cache.count_entries() == 1
