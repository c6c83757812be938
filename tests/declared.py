"""Holds the refusals that tests see to the document: clients narrow `code` by what it declares of each operation."""

import json
from functools import cache
from typing import Any

import httpx
from starlette.routing import Match

from app.main import OnefoldApp
from tests.servers import ROOT


@cache
def declared_problems() -> dict[str, dict[int, dict[str, set[str]]]]:
    """Return what each operation declares, by its id: by status, the codes with the members of their bodies."""
    document = json.loads((ROOT / "clients" / "openapi.json").read_text(encoding="utf-8"))
    schemas = document["components"]["schemas"]
    common = set(schemas["Problem"]["properties"])

    def codes_of(schema: dict[str, Any]) -> dict[str, set[str]]:
        named = [schemas[part["$ref"].rpartition("/")[2]]["allOf"][1] for part in schema.get("anyOf", [schema])]
        return {each["properties"]["code"]["const"]: {*common, *each["properties"]} for each in named}

    return {
        operation["operationId"]: {
            int(status): codes_of(content["schema"])
            for status, response in operation["responses"].items()
            for media_type, content in response.get("content", {}).items()
            if media_type == "application/problem+json"
        }
        for operations in document["paths"].values()
        for operation in operations.values()
    }


def check_declared(app: OnefoldApp, response: httpx.Response, content: bytes) -> None:
    """Fail for a refusal that its operation does not declare. What goes wrong on our side, it need not."""
    if (
        response.headers.get("content-type") != "application/problem+json"
        or response.status_code >= 500
        or not content
    ):
        return
    url, method = response.request.url, response.request.method
    scope = {"type": "http", "path": url.path, "method": method, "headers": [], "root_path": ""}
    names = [getattr(route, "name", "") for route in app.routes if route.matches(scope)[0] is Match.FULL]
    declared = declared_problems().get(names[0]) if names else None
    if declared is not None:
        body = json.loads(content)
        members = declared.get(response.status_code, {}).get(body["code"])
        said = f"{names[0]} answers {response.status_code} {body['code']!r}"
        assert members is not None, f"{said} and does not declare it"
        assert set(body) <= members, f"{said} with {set(body) - members}, which its class does not name in `members`"
