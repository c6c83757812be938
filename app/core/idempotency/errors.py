"""Why a request with an Idempotency-Key is not answered as the first one was; each class is one stable code."""

from app.core.errors import Conflict, Invalid


class IdempotencyKeyReused(Invalid):
    """The same caller sent the same key to the same address with another body."""

    code, title = "idempotency_key_reused", "This Idempotency-Key was used for another request"
    mend = "Send another request with another `Idempotency-Key`, and the same one again only with the same body."


class RequestInProgress(Conflict):
    """The first request with this key is not answered yet. `Retry-After` says when to ask again."""

    code, title = "request_in_progress", "The first request with this Idempotency-Key is still running"
    mend = "Wait as long as `Retry-After` says, then send the request again with the same key."
