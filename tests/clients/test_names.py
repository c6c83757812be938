"""How the clients name operations: by what the id says besides the tag, each its own."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tools.client_names import method_words

DOCUMENT = Path(__file__).parents[2] / "clients/openapi.json"


@pytest.mark.parametrize(
    ("tag", "operation", "method"),
    [
        ("workflows", "publish_workflow", "publish"),
        ("workflows", "list_workflows", "list"),
        ("workflows", "list_workflow_versions", "list_versions"),
        ("workflows", "list_node_kinds", "list_node_kinds"),
        ("api-keys", "create_api_key", "create"),
        ("queries", "run_query", "run"),
        ("pages", "get_public_page", "get_public"),
        ("storage", "upload_object", "upload_object"),
        ("auth", "login", "login"),
        ("things", "things", "things"),
    ],
)
def test_a_method_is_called_what_its_id_says_besides_the_tag(tag: str, operation: str, method: str) -> None:
    assert "_".join(method_words(tag, operation)) == method


def test_every_operation_has_a_method_of_its_own() -> None:
    paths = json.loads(DOCUMENT.read_text(encoding="utf-8"))["paths"]
    operations = [operation for path in paths.values() for operation in path.values() if "operationId" in operation]
    tagged = [(operation["tags"][0], operation["operationId"]) for operation in operations]
    names = Counter((tag, *method_words(tag, name)) for tag, name in tagged)
    assert [name for name, count in names.items() if count > 1] == []
