"""What a webhook call is answered with, from how its run went."""

import json
import re
from uuid import UUID

from fastapi import Response

from app.actions.errors import WorkflowFailed
from app.actions.http_body import is_json, parse_content_type
from app.actions.runtime.answers import Outcome, Respond
from app.actions.schemas import WebhookAccepted, WebhookFinished

# About one connection (RFC 9110 section 7.6.1), about this origin rather than this answer, or ours to set.
_NOT_FOR_AUTHORS = frozenset(
    {
        "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer",
        "transfer-encoding", "upgrade", "content-length", "content-encoding", "content-type", "date", "server",
        "set-cookie", "set-cookie2", "clear-site-data", "strict-transport-security", "content-security-policy",
        "content-security-policy-report-only", "x-frame-options", "x-content-type-options", "x-request-id",
        "service-worker-allowed", "alt-svc", "refresh", "nel", "report-to", "reporting-endpoints",
    }
)  # fmt: skip
# Types a browser would run as a document or script of this origin, which the builder may share.
_ACTIVE_TEXT = re.compile(r"text/(html|xml|javascript|ecmascript|css)|.*xhtml.*|.*\+xml")
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_HEADER_VALUE = re.compile(r"[\t\x20-\x7e\xa0-\xff]{0,8192}")
_NO_BODY = frozenset({204, 205, 304})


def answer_accepted(execution_id: UUID) -> Response:
    """Return 202 with the run's id."""
    body = WebhookAccepted(execution_id=execution_id).model_dump_json()
    location = {"Location": f"/api/executions/{execution_id}"}
    return Response(body, 202, media_type="application/json", headers=location)


def answer_outcome(execution_id: UUID, outcome: Outcome) -> Response:
    """Return 200 with the run's result; raises WorkflowFailed when it did not complete."""
    if outcome.status != "completed":
        raise WorkflowFailed(f"The run ended as {outcome.status}.", extra={"execution_id": str(execution_id)})
    finished = WebhookFinished(execution_id=execution_id, status=outcome.status, result=outcome.result)
    return Response(finished.model_dump_json(), 200, media_type="application/json")


def answer_respond(respond: Respond) -> Response:
    """Return what a `respond` node said, without headers that are not an author's to set."""
    headers = {
        name: value
        for name, value in respond.headers.items()
        if name.lower() not in _NOT_FOR_AUTHORS and _HEADER_NAME.fullmatch(name) and _HEADER_VALUE.fullmatch(value)
    }
    if respond.body is None or respond.status in _NO_BODY:
        return Response(None, respond.status, headers=headers)
    wanted = next((value for name, value in respond.headers.items() if name.lower() == "content-type"), "")
    content, media_type = _encode(respond, wanted)
    return Response(content, respond.status, headers=headers, media_type=media_type)


def _encode(respond: Respond, wanted: str) -> tuple[bytes, str]:
    media_type, _ = parse_content_type(wanted)
    if isinstance(respond.body, str) and media_type.startswith("text/"):
        shown = "text/plain" if _ACTIVE_TEXT.fullmatch(media_type) else media_type
        return respond.body.encode("utf-8", "replace"), f"{shown}; charset=utf-8"
    content = json.dumps(respond.body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return content, media_type if is_json(media_type) else "application/json"
