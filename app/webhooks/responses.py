"""What a webhook call is answered with, from how its run went."""

import base64
import json
from uuid import UUID

from fastapi import Response
from pydantic import JsonValue

from app.core.http.bodies import is_json, is_json_lines, is_text
from app.core.http.response_headers import SANDBOX, media_type, sendable
from app.engine.results import Respond, RunResult
from app.webhooks.errors import WorkflowFailed
from app.webhooks.schemas import WebhookAccepted, WebhookFinished

_NO_BODY = frozenset({204, 205, 304})


def accepted_response(execution_id: UUID) -> Response:
    """Return 202 with the run's id."""
    body = WebhookAccepted(execution_id=execution_id).model_dump_json()
    location = {"Location": f"/api/executions/{execution_id}"}
    return Response(body, 202, media_type="application/json", headers=location)


def result_response(execution_id: UUID, outcome: RunResult) -> Response:
    """Return 200 with the run's result; raises WorkflowFailed when it did not complete."""
    if outcome.status != "completed":
        raise WorkflowFailed(f"The run ended as {outcome.status}.", extra={"execution_id": str(execution_id)})
    finished = WebhookFinished(execution_id=execution_id, status=outcome.status, result=outcome.result)
    return Response(finished.model_dump_json(), 200, media_type="application/json")


def node_response(respond: Respond) -> Response:
    """Return what a `respond` node said, without headers that are not an author's to set."""
    headers = sendable(respond.headers) | {"Content-Security-Policy": SANDBOX}
    if respond.body is None or respond.status in _NO_BODY:
        return Response(None, respond.status, headers=headers)
    content, content_type = _encode(respond.body, media_type(respond.headers))
    return Response(content, respond.status, headers=headers | {"Content-Type": content_type})


def _encode(body: JsonValue, wanted: str) -> tuple[bytes, str]:
    """Return the bytes of an answer and their content type; a string is what its type says: JSON, text or base64."""
    if isinstance(body, str) and wanted:
        if is_text(wanted) or is_json_lines(wanted) or (is_json(wanted) and _is_document(body)):
            parameter = "" if is_json(wanted) else "; charset=utf-8"
            return body.encode("utf-8", "replace"), f"{wanted}{parameter}"
        if not is_json(wanted):
            try:
                return base64.b64decode(body, validate=True), wanted
            except ValueError:
                return body.encode("utf-8", "replace"), wanted
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return content, wanted if is_json(wanted) else "application/json"


def _is_document(text: str) -> bool:
    """Return whether a text is JSON already: an object or a list. Any other text is the value to send."""
    if text.lstrip()[:1] not in ("{", "["):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
