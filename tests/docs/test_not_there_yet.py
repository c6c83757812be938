"""What docs/not-there-yet.md and the recipes call missing is missing: whoever builds it takes the sentence out."""

import json

import pytest

from app.nodes.registry import node_kinds
from app.webhooks.auth.modes import MODES
from tests.servers import ROOT

OPERATIONS = {
    operation["operationId"]
    for methods in json.loads((ROOT / "clients/openapi.json").read_text("utf-8"))["paths"].values()
    for operation in methods.values()
}


@pytest.mark.parametrize(
    "word", ["mail", "smtp", "imap", "file", "object", "code", "script", "workflow", "ai", "while"]
)
def test_no_node_kind_does_what_the_pages_call_missing(word: str) -> None:
    parts = {part for name in node_kinds() for part in name.replace(".", "_").split("_")}
    assert word not in parts, "docs/not-there-yet.md and docs/recipes say that there is none"


def test_the_modes_of_webhooks_are_those_that_the_pages_name() -> None:
    modes = {params.model_fields["mode"].annotation.__args__[0] for params in MODES}
    assert modes == {"none", "standard", "github", "header", "basic", "api_key"}, "see docs/recipes/slack.md"


@pytest.mark.parametrize("word", ["webhook_test", "import", "visitor", "oauth", "subscribe"])
def test_no_operation_does_what_the_pages_call_missing(word: str) -> None:
    assert [name for name in OPERATIONS if word in name] == [], "docs/not-there-yet.md says that there is none"
