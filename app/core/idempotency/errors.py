"""Why a request with an Idempotency-Key is not answered as the first one was; each class is one stable code."""

from app.core.errors import Conflict, Invalid, TooLarge


class IdempotencyKeyReused(Invalid):
    """The same caller sent the same key to the same address with another body."""

    code, title = "idempotency_key_reused", "This Idempotency-Key was used for another request"
    mend = "Send another request with another `Idempotency-Key`, and the same one again only with the same body."


class RequestInProgress(Conflict):
    """The first request with this key is not answered yet. `Retry-After` says when to ask again."""

    code, title = "request_in_progress", "The first request with this Idempotency-Key is still running"
    mend = "Wait as long as `Retry-After` says, then send the request again with the same key."


class KeptResponseTooLarge(TooLarge):
    """An answer this long is not kept, so that a request with an Idempotency-Key is not done at all."""

    code, title = "kept_response_too_large", "The response is too large to be kept for its Idempotency-Key"
    mend = "Have less returned, or send the request without an `Idempotency-Key`. Nothing was done."


class OutcomeUnknown(Conflict):
    """The process died while it worked on another database, which may have done what was asked or not."""

    code, title = "outcome_unknown", "Whether the first request with this Idempotency-Key was done is not known"
    mend = "Look whether it was done. If not, send it with another `Idempotency-Key`."
