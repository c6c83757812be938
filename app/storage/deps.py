"""What storage routes take: the storage itself, an object key from the path, conditions from headers."""

from typing import Annotated
from urllib.parse import unquote_to_bytes

from fastapi import Depends, Header, Path, Request, Response
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.convertors import PathConvertor, register_url_convertor

from app.auth.access import Principal, Role, Scope
from app.auth.deps import require
from app.core.http.idempotency import OnceDep
from app.core.http.resources import Resource
from app.storage.conditions import Conditions
from app.storage.errors import InvalidObjectKey
from app.storage.models import StoredObject
from app.storage.objects import OnStored, Storage
from app.storage.schemas import ObjectRead


class ObjectKeyConvertor(PathConvertor):
    """Takes a line feed too, so that the rules of keys refuse it; the framework's own would match no route."""

    regex = r"[\s\S]*"


# Routes name convertors, and the framework looks them up in a table of its own when a route is declared.
register_url_convertor("object_key", ObjectKeyConvertor())


async def read_key(
    request: Request, key: Annotated[str, Path(description="The object's key; slashes may be encoded or not.")]
) -> str:
    """Return the key in the path, or refuse it where the bytes as they came say more than the decoded path.

    The server replaces what is not UTF-8, and the router drops a line feed at the end: two keys would become one.
    """
    raw = unquote_to_bytes(request.scope.get("raw_path") or b"")
    try:
        raw.decode()
    except UnicodeDecodeError:
        raise InvalidObjectKey("The key is not UTF-8.") from None
    if raw.endswith(b"\n"):
        raise InvalidObjectKey("The key holds a control character.")
    return key


async def read_conditions(
    if_match: Annotated[str | None, Header(description="ETag the object must have.")] = None,
    if_none_match: Annotated[
        str | None, Header(description="ETags the object must not have; `*`: only if there is no such object.")
    ] = None,
    if_unmodified_since: Annotated[
        str | None, Header(description="HTTP date after which the object must not have changed.")
    ] = None,
) -> Conditions:
    """Return what must hold for this write."""
    return Conditions(if_match, if_none_match, if_unmodified_since)


async def _keep_of(once: OnceDep) -> OnStored | None:
    if once is None:
        return None

    async def keep(session: AsyncSession, stored: StoredObject, is_new: bool) -> None:
        body = ObjectRead.model_validate(stored).model_dump_json()
        status = 201 if is_new else 200
        await once.keep(Response(body, status, {"ETag": stored.etag}, "application/json"), session)

    return keep


# Stores the answer to a request with an Idempotency-Key in the transaction that stores the object.
KeepDep = Annotated[OnStored | None, Depends(_keep_of)]
StorageDep = Annotated[Storage, Depends(Resource(Storage))]
KeyPath = Annotated[str, Depends(read_key)]
ConditionsHeaders = Annotated[Conditions, Depends(read_conditions)]

FileViewer = Annotated[Principal, require(Role.VIEWER, Scope.FILES_READ)]
FileEditor = Annotated[Principal, require(Role.EDITOR, Scope.FILES_WRITE)]
