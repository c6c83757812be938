"""The one error tree and its one wire shape, RFC 9457 `application/problem+json`.

    OnefoldError ── NotFound, Conflict, Invalid, Unauthenticated, Forbidden, …

Each class is one stable `code` that clients switch on. A slice subclasses the nearest one and raises it
from its service; the handlers in `app.core.http.problems` turn it into an answer.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from pydantic import BaseModel, Field

from app.core.input_errors import join_messages, place_of


class FieldProblem(BaseModel):
    """One thing wrong with the input: where (`loc`) and what (`msg`)."""

    loc: list[str | int]
    msg: str


class Problem(BaseModel):
    """The body of every error answer (RFC 9457)."""

    type: str = Field(description="`urn:onefold:problem:<code>`.")
    title: str
    status: int
    detail: str
    code: str = Field(description="Stable literal to switch on.")
    request_id: str
    errors: list[FieldProblem] | None = Field(None, description="Only for invalid input.")


Members = Mapping[str, Any]
"""JSON Schemas by name."""


class OnefoldError(Exception):
    """Base of all errors a caller may see. `detail` says what to do; without one it is what `errors` say.

    `extra` members join the problem body; `members` are the JSON Schemas of those that clients read.
    In docs/errors.md the docstring of a class says what its code means, and `mend` what to do.
    """

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal_error"
    title: ClassVar[str] = "Something failed here"
    mend: ClassVar[str] = "Look for the request id in the server's log; it is a bug, and worth a report."
    members: ClassVar[Members] = {}

    def __init__(
        self,
        detail: str = "",
        *,
        errors: Sequence[FieldProblem] | None = None,
        headers: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        self.detail = detail or (_sum_up(errors) if errors else self.title)
        super().__init__(self.detail)
        self.errors = errors
        self.headers = dict(headers or {})
        self.extra = dict(extra or {})


def _sum_up(errors: Sequence[FieldProblem]) -> str:
    return join_messages([f"{place_of(one.loc)}: {one.msg}" for one in errors], rest_in="errors")


class Invalid(OnefoldError):
    """The input has the right syntax and a wrong meaning."""

    status, code, title = 422, "invalid_input", "The input is not valid"
    mend = "Mend what `detail` and `errors` name: each has the place and what belongs there."


class BadRequest(OnefoldError):
    """The request itself cannot be read."""

    status, code, title = 400, "bad_request", "The request cannot be read"
    mend = "Mend the request; the detail says where it cannot be read."


class Unauthenticated(OnefoldError):
    """Nobody is signed in, or what they sent is no longer good."""

    status, code, title = 401, "unauthenticated", "Sign in first"
    mend = "Sign in at `POST /api/auth/login`, or send a key as `Authorization: Bearer of_sk_…`."


class Forbidden(OnefoldError):
    """Signed in, and not allowed."""

    status, code, title = 403, "forbidden", "This is not allowed for you"
    mend = "Ask an owner for the role, or use a key with the scope, that the detail names."


class CrossSite(Forbidden):
    """A browser sent this from another site, or a change with the session cookie came without `X-CSRF`."""

    code, title = "cross_site_request", "This request does not come from our own pages"
    mend = "Send it from the app's own origin, with `X-CSRF: 1`; behind a proxy set `ONEFOLD_PUBLIC_URL`."


class NotFound(OnefoldError):
    """There is no such thing, or not for this caller."""

    status, code, title = 404, "not_found", "Not found"
    mend = "Check the path; the detail names the nearest one."


class MethodNotAllowed(OnefoldError):
    """The path exists, with other methods."""

    status, code, title = 405, "method_not_allowed", "Method not allowed"
    mend = "Use one of the methods in `Allow`."


class Conflict(OnefoldError):
    """The state of the thing does not allow this."""

    status, code, title = 409, "conflict", "The state does not allow this"
    mend = "Read the thing again; the detail says what is in the way."


class RevisionConflict(OnefoldError):
    """If-Match names an older revision; `current_revision` joins the body."""

    status, code, title = 412, "revision_conflict", "Somebody changed it meanwhile"
    mend = "Read it again, make your change on what is there now, and send its ETag."
    members: ClassVar[Members] = {"current_revision": {"type": "integer"}}


class TooLarge(OnefoldError):
    """The body is over its limit."""

    status, code, title = 413, "body_too_large", "The body is too large"
    mend = "Send less; the detail has the limit."


class UnsupportedMediaType(OnefoldError):
    """The body has a content type this route does not read."""

    status, code, title = 415, "unsupported_media_type", "This content type is not supported"
    mend = "Send the `Content-Type` that the detail names."


class PreconditionRequired(OnefoldError):
    """This change needs If-Match with the revision it builds on."""

    status, code, title = 428, "if_match_required", "Send If-Match"
    mend = "Send `If-Match` with the ETag of what you read, or `*`."


class TooManyRequests(OnefoldError):
    """Slow down; `Retry-After` says for how long."""

    status, code, title = 429, "too_many_requests", "Too many requests"
    mend = "Wait as many seconds as `Retry-After` says."


class Unavailable(OnefoldError):
    """Something this answer needs is down; try again later."""

    status, code, title = 503, "unavailable", "Not available right now"
    mend = "Try again after `Retry-After`; `GET /readyz` says what is down."


class StorageFull(OnefoldError):
    """No room left to store this."""

    status, code, title = 507, "storage_full", "There is no room left"
    mend = "Free some room, then try again."


def problem_body(error: OnefoldError, request_id: str) -> dict[str, Any]:
    """Return the problem+json body of an error as plain JSON."""
    body: dict[str, Any] = {
        "type": f"urn:onefold:problem:{error.code}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "code": error.code,
        "request_id": request_id,
    }
    if error.errors is not None:
        body["errors"] = [item.model_dump() for item in error.errors]
    return body | error.extra
