"""Starts a run for each call of `/webhook/{path}`.

`path` may hold parameters (`orders/{id}`), `methods` says which HTTP methods are answered. `auth` says how a caller
proves itself: `standard` (Standard Webhooks), `github`, `header`, `basic`, `api_key`, or `none`, said out loud.
`secret` there is the *name* of a secret; a graph never holds one. `allow_from` limits callers to networks.

`respond`: `immediately` answers 202 with the execution's id, `when_finished` waits up to 30 s and answers with the
result, `node` answers what the `respond` node says. The run sees `trigger.method`, `trigger.path_params`,
`trigger.query`, `trigger.headers` (lower case, without credentials) and `trigger.body`. With `raw_body` it also sees
`trigger.raw_body`, the body as it came: text where it is UTF-8, else base64 with `trigger.raw_body_is_base64`.
"""

from collections.abc import Iterator, Mapping, Sequence
from ipaddress import IPv4Network, IPv6Network
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, JsonValue

from app.core.draft_problems import DraftProblem
from app.core.http.path_patterns import is_parameter, parse_path, shape_of
from app.engine.graph import Node
from app.engine.kinds import Reference
from app.engine.params import Params, literal
from app.engine.shapes import PLAIN, Shape
from app.engine.triggers import Trigger, TriggerSource

DEFAULT_HEADER = "X-Webhook-Secret"

Method: TypeAlias = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]


def _check_path(path: str) -> str:
    parse_path(path)
    return path


SecretName = Annotated[str, Field(min_length=1, max_length=64, description="Name of a secret (`/api/secrets`).")]


class StandardAuth(Params):
    """Standard Webhooks: an HMAC over id, time and body."""

    mode: Literal["standard"]
    secret: SecretName


class GithubAuth(Params):
    """GitHub's `X-Hub-Signature-256`: an HMAC over the body."""

    mode: Literal["github"]
    secret: SecretName


class HeaderAuth(Params):
    """A shared secret in a header."""

    mode: Literal["header"]
    secret: SecretName
    name: str = Field(DEFAULT_HEADER, pattern=r"^[A-Za-z0-9-]{1,64}$", description="The header.")


class BasicAuth(Params):
    """HTTP Basic; the secret's value is `user:password`."""

    mode: Literal["basic"]
    secret: SecretName


class ApiKeyAuth(Params):
    """One of this installation's API keys with the scope `actions:run`, as a bearer token."""

    mode: Literal["api_key"]


class NoAuth(Params):
    """Anybody who knows the path may start a run."""

    mode: Literal["none"]


WebhookAuth: TypeAlias = Annotated[
    StandardAuth | GithubAuth | HeaderAuth | BasicAuth | ApiKeyAuth | NoAuth, Field(discriminator="mode")
]


class WebhookParams(Params):
    """Params of `trigger.webhook`. All of them are read at publish: none may hold an expression."""

    path: Annotated[str, AfterValidator(_check_path)] = literal("Path after `/webhook/`, like `orders/{id}`.")
    methods: list[Method] = literal(
        "HTTP methods that are answered.", default_factory=lambda: ["POST"], min_length=1, max_length=5
    )
    auth: WebhookAuth = literal("How a caller proves itself.")
    respond: Literal["immediately", "when_finished", "node"] = literal(
        "When and with what the call is answered.", default="immediately"
    )
    allow_from: list[IPv4Network | IPv6Network] = literal(
        "Networks (CIDR) that may call; empty means any.", default_factory=list, max_length=100
    )
    raw_body: bool = literal("Whether the run sees the body as it came, as `trigger.raw_body`.", default=False)


def make_trigger(source: TriggerSource, given: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the call as it came; a run by hand is a POST with the input as its body."""
    if source == "webhook":
        return {"kind": "webhook", **given}
    return {
        "kind": "webhook",
        "method": "POST",
        "path_params": {},
        "query": {},
        "headers": {},
        "body": given.get("input"),
    }


def list_references(params: Mapping[str, JsonValue]) -> Iterator[Reference]:
    """Yield the secret that callers prove themselves with."""
    auth = params.get("auth")
    name = auth.get("secret") if isinstance(auth, Mapping) else None
    if isinstance(name, str):
        yield Reference("secret", name, "auth.secret")


def list_conflicts(nodes: Sequence[Node]) -> Iterator[DraftProblem]:
    """Yield the nodes whose path another one of the graph answers at."""
    seen: dict[str, str] = {}
    for node in nodes:
        path = node.params.get("path")
        if not isinstance(path, str):
            continue
        shape = shape_of(path)
        if shape in seen:
            yield DraftProblem(
                code="webhook_path_taken",
                node_id=node.id,
                param="path",
                message=f"The node {seen[shape]!r} answers at {path!r} already.",
            )
        seen.setdefault(shape, node.id)


def output(params: Mapping[str, JsonValue]) -> Shape:
    """Return what is known of a call: the parameters of its path, and what everyone has."""
    path = params.get("path")
    names = [part[1:-1] for part in path.split("/") if is_parameter(part)] if isinstance(path, str) else []
    plain = ["kind", "node_id", "method", "is_base64"]
    if params.get("raw_body"):
        plain += ["raw_body", "raw_body_is_base64"]
    return {
        **dict.fromkeys(plain, PLAIN),
        "path_params": dict.fromkeys(names, PLAIN),
        "query": None,
        "headers": None,
        "body": None,
    }


KIND = Trigger(
    name="trigger.webhook",
    title="Webhook trigger",
    params=WebhookParams,
    sources={"webhook": 0, "manual": 3},
    make_trigger=make_trigger,
    output=output,
    references=list_references,
    registers=WebhookParams.model_validate,
    conflicts=list_conflicts,
    docs=__doc__ or "",
)
