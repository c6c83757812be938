"""Schemathesis against a real server: every answer is one the OpenAPI document declares, and none is a 5xx.

The key has every scope, so that generated requests reach behind the access checks.
"""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.pytest._test_builder import build_operation_test
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.auth.access import Scope
from tests.servers import ROOT, OnefoldServer
from tools.python_types import open_drafts

load_all_checks()
pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

WANTED = [
    *CHECKS.get_by_names(["not_a_server_error"]),
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# They never end by themselves, or answer with what a caller stored.
STREAMS = "/api/executions/{execution_id}/stream"


SETTINGS = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnefoldServer]:
    """A server of its own, on SQLite."""
    folder = tmp_path_factory.mktemp("schemathesis")
    with OnefoldServer(folder / "data", f"sqlite:///{folder}/onefold.db", log_level="error") as server:
        yield server


@pytest.fixture(scope="module")
def session(server: OnefoldServer) -> Iterator[requests.Session]:
    """A connection that is kept, with a key that may do everything."""
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {server.make_key(*Scope)}"
        yield session


@pytest.fixture(scope="module")
def schema(server: OnefoldServer) -> BaseSchema:
    """The document the server gives out."""
    document = httpx.get(f"{server.url}/openapi.json").json()
    open_drafts(document)  # to make up pages out of pages, as the document has them, takes minutes
    return schemathesis.openapi.from_dict(document)


def operations() -> list[str]:
    """Return each operation's id, from the committed document, which `make clients-check` holds to the app."""
    document = json.loads((ROOT / "clients" / "openapi.json").read_text(encoding="utf-8"))
    paths = [path for name, path in document["paths"].items() if name != STREAMS]
    return [operation["operationId"] for path in paths for operation in path.values()]


@pytest.mark.parametrize("operation_id", operations())
def test_every_answer_is_declared(
    operation_id: str, schema: BaseSchema, server: OnefoldServer, session: requests.Session
) -> None:
    def each(case: Any) -> None:
        response = case.call(base_url=server.url, session=session, timeout=30)
        # The connection answers these, before there is an operation that could declare it: a URL of over 16 KiB, and
        # what a header that was made up, such as Transfer-Encoding, turned into something else than HTTP.
        is_malformed = response.status_code == 400 and b"malformed_request" in response.content
        # A slug with a line break fits no path of the router, so that no operation answers.
        is_nobodys = (
            response.status_code == 404 and b'"not_found"' in response.content and "%0A" in response.request.url
        )
        if response.status_code != 414 and not is_malformed and not is_nobodys:
            case.validate_response(response, checks=WANTED)

    # What `schema.parametrize()` does for all operations at once, in every worker, at collection: 7 s of CPU each.
    check = build_operation_test(
        config=schema.config,
        operation=schema.find_operation_by_id(operation_id),
        test_func=each,
        explicit_settings=SETTINGS,
        given_kwargs={},
        feedback=FeedbackSources(),
    )
    check()
