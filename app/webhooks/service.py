"""Calls of `/webhook/{path}`: which trigger they are for, whether they may start it, and taking each message once."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import Any
from uuid import UUID

import structlog
from pydantic import JsonValue
from sqlalchemy.exc import IntegrityError
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import Database, utc_now
from app.core.errors import MethodNotAllowed, NotFound
from app.core.http.path_patterns import best_match
from app.core.security.key_ring import KeyRing
from app.core.text import is_storable_text, storable_text
from app.engine.graph import Graph, Node
from app.engine.runner import Runner
from app.engine.start import StartRequest
from app.engine.triggers import list_registrations, make_trigger_value
from app.executions.service import require_execution
from app.nodes.registry import node_kinds
from app.nodes.triggers.webhook import WebhookParams
from app.secrets.named.service import find_secret_value
from app.webhooks import repository
from app.webhooks.auth.mode import Attempt, Message
from app.webhooks.auth.modes import authenticate, hidden_headers
from app.webhooks.body import collect, parse_body, raw_body
from app.webhooks.errors import AddressRefused, Replayed, WebhookNotFound
from app.webhooks.lookup import RouteLookup
from app.webhooks.models import WebhookDelivery, WebhookRoute
from app.workflows import definitions as workflow_service
from app.workflows.errors import GraphUnreadable

log = structlog.get_logger("onefold.webhooks.service")

CLAIM = timedelta(seconds=10)
"""How long an execution may take from the claim of its message to its row."""
MAX_CACHED = 500
MAX_CALLED_PATH = 2000
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class WebhookCall:
    """One call as it came. Header names are in lower case; `client` is the caller's address."""

    path: str
    method: str
    headers: Mapping[str, str]
    query: Sequence[tuple[str, str]]
    body: bytes
    client: str


@dataclass(frozen=True, slots=True)
class Webhook:
    """A trigger ready to be called."""

    workflow_id: UUID
    version: int | None
    graph: Graph
    node: Node
    params: WebhookParams


@dataclass(frozen=True, slots=True)
class Accepted:
    """A run that a call started, and how the call is to be answered."""

    execution_id: UUID
    respond: str


class PublishedWebhooks:
    """Triggers of published versions, read once each: versions never change."""

    def __init__(self) -> None:
        self._known: dict[tuple[UUID, int, str], Webhook] = {}
        self.routes = RouteLookup()

    async def load(self, database: Database, workflow_id: UUID, version: int, node_id: str) -> Webhook:
        """Return the trigger of a version; raises NotFound, or a GraphUnreadable that names nothing.

        Who calls is not known yet, since the trigger says how to know: what is in the graph goes into the log alone.
        """
        key = (workflow_id, version, node_id)
        known = self._known.get(key)
        if known is None:
            try:
                graph = await workflow_service.load_stored_graph(database, workflow_id, version)
            except GraphUnreadable as error:
                log.warning("webhook_unreadable", workflow_id=str(workflow_id), version=version, reason=error.detail)
                raise GraphUnreadable from error
            if len(self._known) >= MAX_CACHED:
                self._known.pop(next(iter(self._known)))
            known = self._known[key] = make_webhook(workflow_id, version, graph, node_id)
        return known


@dataclass(frozen=True, slots=True)
class Webhooks:
    """What calls are answered from: one thing, since each dependency of a route costs a call 8 µs."""

    database: Database
    key_ring: KeyRing
    runner: Runner
    published: PublishedWebhooks = field(default_factory=PublishedWebhooks)


def make_webhook(workflow_id: UUID, version: int | None, graph: Graph, node_id: str) -> Webhook:
    """Return the webhook trigger of a valid graph."""
    registered = list_registrations(graph, node_kinds(), WebhookParams)
    node, params = next((node, params) for node, params in registered if node.id == node_id)
    return Webhook(workflow_id, version, graph, node, params)


async def accept_call(webhooks: Webhooks, call: WebhookCall) -> Accepted:
    """Start the run a call asks for; it is stored durably when this returns.

    Raises WebhookNotFound, MethodNotAllowed, AddressRefused, an Unauthenticated, BadRequest, Replayed or
    GraphUnreadable.
    """
    database = webhooks.database
    webhook, path_params = await _get_webhook(webhooks, call)
    secret = await _find_secret(database, webhooks.key_ring, webhook.params)
    return await start_webhook(database, webhooks.runner, webhook, call, path_params, secret)


async def _get_webhook(webhooks: Webhooks, call: WebhookCall) -> tuple[Webhook, dict[str, str]]:
    route, path_params = await _match(webhooks, call.path)
    check_method(call, route.methods)
    load = webhooks.published.load
    return await load(webhooks.database, route.workflow_id, route.version, route.node_id), path_params


async def list_methods(webhooks: Webhooks, path: str) -> list[str]:
    """Return the methods that the webhook at a path answers; raises WebhookNotFound."""
    route, _ = await _match(webhooks, path)
    return sorted(route.methods)


async def _match(webhooks: Webhooks, path: str) -> tuple[WebhookRoute, dict[str, str]]:
    """Return the route that answers at a path with the path's parameters; raises WebhookNotFound."""
    unknown = WebhookNotFound(f"No published workflow answers at /webhook/{path[:200]}.")
    if len(path) > MAX_CALLED_PATH or not is_storable_text(path):
        raise unknown
    found = best_match(await webhooks.published.routes.list_routes(webhooks.database, path), path)
    if found is None:
        raise unknown
    return found


def check_method(call: WebhookCall, methods: Sequence[str]) -> None:
    """Return when the trigger answers this method; raises MethodNotAllowed."""
    if call.method not in methods:
        raise MethodNotAllowed(
            f"This webhook answers {', '.join(methods)}.", headers={"Allow": ", ".join(sorted(methods))}
        )


async def _find_secret(database: Database, key_ring: KeyRing, params: WebhookParams) -> str | None:
    name = getattr(params.auth, "secret", None)
    if not name:
        return None
    async with database.reader() as session:
        return await find_secret_value(session, key_ring, name)


async def start_webhook(
    database: Database,
    runner: Runner,
    webhook: Webhook,
    call: WebhookCall,
    path_params: dict[str, str],
    secret: str | None,
) -> Accepted:
    """Check who calls, then start the run."""
    _check_address(webhook.params, call.client)
    attempt = Attempt(call.headers, call.body, call.client, utc_now(), secret or "", database)
    message = await authenticate(webhook.params.auth, attempt)
    trigger = await _make_trigger(webhook, call, path_params)
    request = StartRequest(webhook.workflow_id, webhook.version, webhook.graph, trigger)
    if message is None:
        return Accepted((await runner.start(request)).execution_id, webhook.params.respond)
    key = hashlib.sha256(f"{webhook.workflow_id}|{webhook.node.id}|{message.id}".encode()).hexdigest()
    execution_id = await _claim(database, key, message)
    try:
        await runner.start(StartRequest(webhook.workflow_id, webhook.version, webhook.graph, trigger, execution_id))
    except Exception:
        async with database.session() as session:
            await repository.release_delivery(session, key, _LONG_AGO)
        raise
    return Accepted(execution_id, webhook.params.respond)


def _check_address(params: WebhookParams, client: str) -> None:
    if not params.allow_from:
        return
    try:
        address: Any = ip_address(client)
    except ValueError:
        address = None
    mapped = getattr(address, "ipv4_mapped", None)
    if address is None or not any((mapped or address) in network for network in params.allow_from):
        raise AddressRefused("The trigger's allow_from does not hold this address.")


async def _make_trigger(webhook: Webhook, call: WebhookCall, path_params: dict[str, str]) -> dict[str, JsonValue]:
    body, is_base64 = await parse_body(call.body, call.headers.get("content-type", ""))
    hidden = hidden_headers(webhook.params.auth)
    given: dict[str, JsonValue] = {
        "method": call.method,
        "path_params": dict(path_params),
        "query": collect(call.query),
        "headers": {name: storable_text(value) for name, value in call.headers.items() if name not in hidden},
        "body": body,
    }
    if is_base64:
        given["is_base64"] = True
    if webhook.params.raw_body:
        given |= raw_body(call.body)
    return make_trigger_value(webhook.node, node_kinds(), "webhook", given)


async def _claim(database: Database, key: str, message: Message) -> UUID:
    """Return the id of the execution this message may start; raises Replayed when it was taken before."""
    now = utc_now()
    async with database.session() as session:
        await repository.delete_expired_deliveries(session, now)
        delivery = await repository.find_delivery(session, key)
        if delivery is None:
            delivery = WebhookDelivery(key=key, expires_at=max(message.expires_at, now), claimed_at=now)
        elif delivery.claimed_at > now - CLAIM or await _exists(session, delivery.execution_id):
            raise Replayed("A message with this id was taken within the last minutes.")
        delivery.claimed_at = now
        session.add(delivery)
        try:
            await session.flush()
        except IntegrityError as error:
            raise Replayed("A message with this id is being taken right now.") from error
        return delivery.execution_id


async def _exists(session: AsyncSession, execution_id: UUID) -> bool:
    try:
        await require_execution(session, execution_id)
    except NotFound:
        return False
    return True
