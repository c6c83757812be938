"""The one error of this client, and the one of a run that failed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, cast

import httpx

if TYPE_CHECKING:
    from ..error_codes import ErrorCode
    from ..models import DraftProblem, ExecutionRead, FieldProblem

ClientCode = Literal[
    "unreachable", "timeout", "unexpected_answer", "run_failed", "run_cancelled", "run_timed_out", "not_found"
]
"""The codes of this client itself: no answer, none in time, or somebody else's; and those of `RunFailed`."""


class OnefoldError(Exception):
    """A call was refused, or did not come through.

    `status` is None where nobody answered. `code` is stable, `detail` is for people. `errors` says which fields of the
    input are wrong, `problems` what is wrong with a draft, `current_revision` which revision the thing has meanwhile.
    `request_id` finds the call in the server's log. `retry_after` is in seconds. `body` is the whole answer, where it
    is JSON.
    """

    def __init__(
        self,
        detail: str,
        *,
        code: str,
        status: int | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
        body: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self._given = {"code": code, "status": status, "request_id": request_id, "retry_after": retry_after, "body": body}
        self.detail = detail
        # A newer server may have codes that this client does not know.
        self.code = cast("ErrorCode | ClientCode", code)
        self.status = status
        self.request_id = request_id
        self.retry_after = retry_after
        self.body = body or {}

    def __str__(self) -> str:
        facts = [self.code if self.status is None else f"{self.status} {self.code}"]
        if self.request_id:
            facts.append(f"request {self.request_id}")
        return f"{self.detail} ({', '.join(facts)})"

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions travel between processes, and by themselves would be made anew of their text alone.
        return _remake, (self.detail, self._given)

    @property
    def errors(self) -> list[FieldProblem]:
        """What is wrong with which field of the input."""
        from ..models import FieldProblem

        return [FieldProblem.from_dict(item) for item in self.body.get("errors") or []]

    @property
    def problems(self) -> list[DraftProblem]:
        """What is wrong with the draft."""
        from ..models import DraftProblem

        return [DraftProblem.from_dict(item) for item in self.body.get("problems") or []]

    @property
    def current_revision(self) -> int | None:
        """The revision that the thing has, where `if_match` named another."""
        return self.body.get("current_revision")


def _remake(detail: str, given: dict[str, Any]) -> OnefoldError:
    return OnefoldError(detail, **given)


class RunFailed(OnefoldError):
    """A run ended without a result: it failed, timed out or was cancelled.

    `node` is the id of the node it failed at, where it was one; `execution` is the whole run, with its `error`.
    """

    def __init__(self, execution: ExecutionRead) -> None:
        error = execution.error
        self.execution = execution
        self.node = error.node if error else None
        ended = {"timed_out": "took too long", "cancelled": "was cancelled"}.get(execution.status, "failed")
        where = f" at the node {self.node!r}" if self.node else ""
        why = f": {error.message} ({error.code})" if error else "."
        super().__init__(f"The run {ended}{where}{why}", code=f"run_{execution.status}")

    def __reduce__(self) -> tuple[type[RunFailed], tuple[ExecutionRead]]:
        return RunFailed, (self.execution,)


# An answer to HEAD has no body that would say more.
_WITHOUT_BODY = {
    401: ("unauthenticated", "Sign in first"),
    403: ("forbidden", "This is not allowed for you"),
    404: ("not_found", "Not found"),
}


def refusal(response: httpx.Response) -> OnefoldError:
    """Return the error of an answer that was read and is none of success."""
    if response.request.method == "HEAD" and response.status_code in _WITHOUT_BODY:
        code, detail = _WITHOUT_BODY[response.status_code]
        return OnefoldError(
            detail, code=code, status=response.status_code, request_id=response.headers.get("x-request-id")
        )
    body = _json_object(response)
    if body is None or not isinstance(body.get("code"), str):
        return unexpected(response)
    return OnefoldError(
        str(body.get("detail") or body.get("title") or "The call was refused."),
        code=body["code"],
        status=response.status_code,
        request_id=body.get("request_id") or response.headers.get("x-request-id"),
        retry_after=retry_after(response),
        body=body,
    )


def unexpected(response: httpx.Response, why: str | None = None) -> OnefoldError:
    """Return the error of an answer that is not what Onefold says there: a proxy's page, another server, nothing."""
    request = response.request
    where = f"{request.method} {request.url.copy_with(query=None)} answered {response.status_code}"
    if response.is_redirect:
        what = f" and points to {response.headers.get('location')}: give the address that it leads to."
    else:
        what = f" with {why or _describe(response)}. Is {_origin(request.url)} the address of Onefold?"
        if response.status_code >= 400:
            what = f" with {why or _describe(response)}: that was not Onefold, but perhaps a proxy before it."
    return OnefoldError(
        where + what,
        code="unexpected_answer",
        status=response.status_code,
        request_id=response.headers.get("x-request-id"),
        retry_after=retry_after(response),
    )


def lost(error: httpx.TransportError, request: httpx.Request) -> OnefoldError:
    """Return the error of a call that nobody answered."""
    where = f"{request.method} {request.url.copy_with(query=None)}"
    if isinstance(error, httpx.TimeoutException):
        return OnefoldError(f"{where} was not answered in time.", code="timeout")
    reason = str(error) or type(error).__name__
    return OnefoldError(f"{where} did not come through: {reason}", code="unreachable")


def retry_after(response: httpx.Response) -> float | None:
    """Return the seconds that the answer asks to wait, given in digits or as a date (RFC 9110 section 10.2.3)."""
    text = response.headers.get("retry-after")
    if text is None:
        return None
    if re.fullmatch(r"\d{1,9}", text):
        return float(text)
    # Dates are rare here, and both modules take their time to import.
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _json_object(response: httpx.Response) -> dict[str, Any] | None:
    if "json" not in response.headers.get("content-type", ""):
        return None
    try:
        body = response.json()
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _describe(response: httpx.Response) -> str:
    if not response.content:
        return "nothing"
    kind = response.headers.get("content-type", "").partition(";")[0].strip() or "something of no type"
    if kind == "text/html":
        title = re.search(r"<title>\s*(.*?)\s*</title>", response.text, re.IGNORECASE | re.DOTALL)
        return f"an HTML page titled {title[1]!r}" if title else "an HTML page"
    return kind


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode()}"
