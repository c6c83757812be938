"""Every operation of the document is a method of both Python clients, and each call goes where the document says."""

import asyncio
import inspect
import json
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx
import pytest
from onefold_client import AsyncItems, AsyncOnefold, Items, Onefold, OnefoldError

from tests.clients.npm_package import ROOT
from tests.clients.strange_server import Strange, answering
from tests.clients.strange_server import json as json_answer
from tools.client_names import method_words, namespace_words

PATHS = json.loads((ROOT / "clients/openapi.json").read_text(encoding="utf-8"))["paths"]
OPERATIONS = [
    (verb.upper(), path, operation["tags"][0], operation["operationId"])
    for path, methods in PATHS.items()
    for verb, operation in methods.items()
]
REFUSED = json_answer(418, '{"code": "teapot", "detail": "No.", "status": 418}')
# What each kind of required parameter is given.
GIVEN = {"content": Path(__file__), "fields": {}, "body": {}, "graph": {}, "page_tree": {}}


def arguments(method: Any) -> tuple[list[Any], dict[str, Any]]:
    """Return what a method has to be given: values without a meaning, which a server would refuse."""
    required = [p for p in inspect.signature(method).parameters.values() if p.default is inspect.Parameter.empty]
    values = {parameter.name: GIVEN.get(parameter.name, "1") for parameter in required}
    named = [parameter.name for parameter in required if parameter.kind is inspect.Parameter.KEYWORD_ONLY]
    return [value for name, value in values.items() if name not in named], {name: values[name] for name in named}


def find(onefold: Onefold | AsyncOnefold, tag: str, operation: str) -> Any:
    return getattr(getattr(onefold, "_".join(namespace_words(tag))), "_".join(method_words(tag, operation)))


def check(asked: Strange, verb: str, path: str) -> None:
    """Raise unless the last request is one of this operation."""
    pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path))
    last = asked.asked[-1]
    assert (last.method, bool(re.fullmatch(pattern, unquote(urlsplit(last.path).path)))) == (verb, True), last


def call(method: Any) -> None:
    """Call a method; of what is read piece by piece, ask for the first."""
    given, named = arguments(method)
    made = method(*given, **named)
    if isinstance(made, Items | Iterator):
        next(iter(made))


async def call_asynchronously(url: str, tag: str, operation: str) -> None:
    """Call a method of the asynchronous client."""
    # Without certificates, which take longer to read than the call: the server is one of plain HTTP.
    async with AsyncOnefold(url, retries=0, http=httpx.AsyncClient(verify=False)) as onefold:
        method = find(onefold, tag, operation)
        given, named = arguments(method)
        made = method(*given, **named)
        await (anext(aiter(made)) if isinstance(made, AsyncItems | AsyncIterator) else made)


@pytest.fixture(scope="module")
def strange() -> Iterator[Strange]:
    """A server that refuses whatever it is asked."""
    with answering(REFUSED) as strange:
        yield strange


@pytest.fixture(scope="module")
def onefold(strange: Strange) -> Iterator[Onefold]:
    """A client of that server."""
    with Onefold(strange.url, retries=0) as onefold:
        yield onefold


@pytest.mark.parametrize(("verb", "path", "tag", "operation"), OPERATIONS, ids=[each[3] for each in OPERATIONS])
def test_an_operation_is_called_where_it_is(
    strange: Strange, onefold: Onefold, verb: str, path: str, tag: str, operation: str
) -> None:
    method = find(onefold, tag, operation)
    assert inspect.getdoc(method)
    with pytest.raises(OnefoldError, match="418"):
        call(method)
    check(strange, verb, path)
    strange.asked.clear()
    with pytest.raises(OnefoldError, match="418"):
        asyncio.run(call_asynchronously(strange.url, tag, operation))
    check(strange, verb, path)
