"""Revisions over HTTP: what is edited has the ETag `"r{revision}"`, and If-Match names the one a change builds on."""

from typing import Annotated

from fastapi import Depends, Header, Path, Request, Response

from app.core.errors import BadRequest, PreconditionRequired


def revision_etag(revision: int) -> str:
    """Return the ETag of a revision, `"r7"`."""
    return f'"r{revision}"'


def set_etag(response: Response, revision: int) -> None:
    """Put the revision's ETag on an answer."""
    response.headers["ETag"] = revision_etag(revision)


async def read_if_match(
    if_match: Annotated[str | None, Header(description='`"r{revision}"`')] = None,
) -> int | None:
    """Return the revision that If-Match names, or None when the header is missing or `*`; raises BadRequest."""
    if if_match is None or if_match.strip() == "*":
        return None
    tag = if_match.strip().removeprefix("W/").strip('"')
    if not (tag.startswith("r") and tag[1:].isascii() and tag[1:].isdigit() and len(tag) < 12):
        raise BadRequest('If-Match must be the ETag of the last answer, like "r3".')
    return int(tag[1:])


IfMatch = Annotated[int | None, Depends(read_if_match)]


async def demand_if_match(request: Request, if_match: IfMatch) -> int | None:
    """Return the revision that If-Match names, None for `*`; raises PreconditionRequired when it is missing."""
    if "if-match" not in request.headers:
        raise PreconditionRequired("Send If-Match with the ETag of what you read and now change, or * for any.")
    return if_match


RequiredIfMatch = Annotated[int | None, Depends(demand_if_match)]
VersionNumber = Annotated[int, Path(ge=1, le=2**31 - 1)]
