"""Schemathesis against a real server: every answer is one the OpenAPI document declares, and none is a 5xx.

The key has every scope, so that generated requests reach behind the access checks.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.auth.access import Scope
from app.core.settings import Settings
from app.main import create_app
from tests.servers import OnefoldServer

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


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnefoldServer]:
    """A server of its own, on SQLite."""
    folder = tmp_path_factory.mktemp("schemathesis")
    with OnefoldServer(folder / "data", f"sqlite:///{folder}/onefold.db", log_level="error") as server:
        yield server


@pytest.fixture(scope="module")
def headers(server: OnefoldServer) -> dict[str, str]:
    """A key that may do everything."""
    return {"Authorization": f"Bearer {server.make_key(*Scope)}"}


schema = schemathesis.openapi.from_dict(create_app(Settings(_env_file=None)).openapi()).exclude(path=STREAMS)


@schema.parametrize()
@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_the_document_declares(case: Any, server: OnefoldServer, headers: dict[str, str]) -> None:
    response = case.call(base_url=server.url, headers=headers, timeout=30)
    # The connection answers a URL of over 16 KiB, before there is an operation that could declare it.
    if response.status_code != 414:
        case.validate_response(response, checks=WANTED)
