"""`/api/storage`: buckets and objects for people who are signed in and for API keys."""

from typing import Annotated, Any

from fastapi import Query, Request, Response

from app.core.errors import Forbidden, StorageFull, TooLarge, UnsupportedMediaType
from app.core.http.deps import KeyRingDep, ReaderDep, SessionDep, SettingsDep
from app.core.http.idempotency import IDEMPOTENT
from app.core.http.pagination import InvalidCursor, ListPage, PageQuery, to_page
from app.core.http.problems import problems
from app.core.http.routing import new_router
from app.storage import objects, openapi, repository, service, serving, signing
from app.storage.deps import ConditionsHeaders, FileEditor, FileViewer, KeepDep, KeyPath, StorageDep
from app.storage.errors import (
    BucketExists,
    BucketNotEmpty,
    BucketNotFound,
    InvalidBucketName,
    InvalidForm,
    InvalidObjectKey,
    ObjectExists,
    ObjectNotFound,
    PreconditionFailed,
    RangeNotSatisfiable,
    StorageUnavailable,
    UploadIncomplete,
)
from app.storage.forms import UploadForm
from app.storage.keys import check_object_key
from app.storage.models import StoredObject
from app.storage.objects import Place, Target
from app.storage.schemas import (
    BucketCreate,
    BucketRead,
    BucketUpdate,
    ObjectList,
    ObjectRead,
    ObjectTransfer,
    SignedUrl,
    SignRequest,
)

router = new_router(prefix="/api/storage", tags=["storage"])

UPLOAD_ERRORS = (
    InvalidObjectKey,
    BucketNotFound,
    PreconditionFailed,
    TooLarge,
    UploadIncomplete,
    StorageFull,
    StorageUnavailable,
)
DOWNLOAD_ERRORS = (
    InvalidObjectKey,
    BucketNotFound,
    ObjectNotFound,
    PreconditionFailed,
    RangeNotSatisfiable,
    StorageUnavailable,
)
CREATED: dict[int | str, dict[str, Any]] = {201: {"model": ObjectRead, "description": "Stored under a new key"}}


@router.post(
    "/buckets",
    dependencies=[IDEMPOTENT],
    status_code=201,
    responses=problems(InvalidBucketName, BucketExists),
)
async def create_bucket(caller: FileEditor, session: SessionDep, body: BucketCreate) -> BucketRead:
    """Make a bucket."""
    return BucketRead.model_validate(await service.create_bucket(session, body.name, public=body.public))


@router.get("/buckets")
async def list_buckets(caller: FileViewer, session: ReaderDep, page: PageQuery) -> ListPage[BucketRead]:
    """List buckets, newest first."""
    return to_page(await repository.list_buckets(session, page), page, BucketRead.model_validate)


@router.get("/buckets/{bucket}", responses=problems(BucketNotFound))
async def get_bucket(caller: FileViewer, session: ReaderDep, bucket: str) -> BucketRead:
    """Return a bucket."""
    return BucketRead.model_validate(await service.get_bucket(session, bucket))


@router.patch("/buckets/{bucket}", responses=problems(BucketNotFound))
async def update_bucket(caller: FileEditor, session: SessionDep, bucket: str, body: BucketUpdate) -> BucketRead:
    """Make a bucket public or private."""
    return BucketRead.model_validate(await service.update_bucket(session, bucket, public=body.public))


@router.delete("/buckets/{bucket}", status_code=204, responses=problems(BucketNotFound, BucketNotEmpty))
async def delete_bucket(caller: FileEditor, session: SessionDep, bucket: str) -> None:
    """Delete an empty bucket."""
    await service.delete_bucket(session, bucket)


@router.get(
    "/buckets/{bucket}/objects",
    responses=problems(BucketNotFound, InvalidObjectKey, InvalidCursor),
)
async def list_objects(
    caller: FileViewer,
    session: ReaderDep,
    bucket: str,
    prefix: Annotated[str, Query(description="Only keys that begin with this.")] = "",
    delimiter: Annotated[
        str, Query(max_length=10, description="Folds keys that hold it after the prefix into `prefixes`; mostly `/`.")
    ] = "",
    limit: Annotated[int, Query(ge=1, le=200, description="Objects and prefixes in a page.")] = 50,
    cursor: Annotated[str | None, Query(max_length=2000, description="`next_cursor` of the page before.")] = None,
) -> ObjectList:
    """List objects by key."""
    return await service.list_objects(session, bucket, prefix=prefix, delimiter=delimiter, cursor=cursor, limit=limit)


@router.put(
    "/buckets/{bucket}/objects/{key:object_key}",
    openapi_extra=openapi.BINARY_BODY,
    responses=CREATED | problems(*UPLOAD_ERRORS),
)
async def upload_object(
    caller: FileEditor,
    storage: StorageDep,
    bucket: str,
    key: KeyPath,
    conditions: ConditionsHeaders,
    request: Request,
    response: Response,
) -> ObjectRead:
    """Store the body as an object: 201 for a new key, 200 when it replaced one."""
    target = Target(
        bucket=bucket,
        key=key,
        content_type=request.headers.get("content-type", ""),
        uploaded_by=caller.user_id,
        conditions=conditions,
    )
    chunks, size = serving.body_chunks(request), serving.declared_length(request)
    return stored_response(response, *await objects.put_object(storage, target, chunks, size))


def stored_response(response: Response, row: StoredObject, created: bool) -> ObjectRead:
    """Return the body of an answer to a write, and set its status and ETag."""
    response.status_code = 201 if created else 200
    response.headers["ETag"] = row.etag
    return ObjectRead.model_validate(row)


@router.get(
    "/buckets/{bucket}/objects/{key:object_key}",
    response_class=Response,
    openapi_extra=openapi.DOWNLOAD,
    responses=openapi.DOWNLOADED | problems(*DOWNLOAD_ERRORS),
)
async def download_object(
    caller: FileViewer, storage: StorageDep, bucket: str, key: KeyPath, request: Request
) -> Response:
    """Return the object's bytes, or the range of them that `Range` names."""
    return await serving.send_object(request, storage, bucket, key, serving.MEMBER_CACHE)


@router.head(
    "/buckets/{bucket}/objects/{key:object_key}",
    response_class=Response,
    responses=openapi.HEADERS_ONLY | problems(InvalidObjectKey, BucketNotFound, ObjectNotFound),
)
async def head_object(
    caller: FileViewer, storage: StorageDep, bucket: str, key: KeyPath, request: Request
) -> Response:
    """Return the headers of a download: size, type, ETag, last change."""
    return await serving.send_object(request, storage, bucket, key, serving.MEMBER_CACHE)


@router.delete(
    "/buckets/{bucket}/objects/{key:object_key}",
    status_code=204,
    responses=problems(InvalidObjectKey, BucketNotFound, ObjectNotFound, PreconditionFailed),
)
async def delete_object(
    caller: FileEditor, storage: StorageDep, bucket: str, key: KeyPath, conditions: ConditionsHeaders
) -> None:
    """Delete an object."""
    await objects.delete_object(storage, bucket, key, conditions)


@router.post(
    "/buckets/{bucket}/copy",
    dependencies=[IDEMPOTENT],
    responses=CREATED
    | problems(InvalidObjectKey, BucketNotFound, ObjectNotFound, ObjectExists, StorageFull, StorageUnavailable),
)
async def copy_object(
    caller: FileEditor, storage: StorageDep, keep: KeepDep, bucket: str, body: ObjectTransfer, response: Response
) -> ObjectRead:
    """Copy an object without sending its bytes through the client."""
    source, target = Place(bucket, body.source), Place(body.to_bucket or bucket, body.target)
    copied = await objects.copy_object(storage, source, target, keep, overwrite=body.overwrite, by=caller.user_id)
    return stored_response(response, *copied)


@router.post(
    "/buckets/{bucket}/move",
    dependencies=[IDEMPOTENT],
    responses=problems(InvalidObjectKey, BucketNotFound, ObjectNotFound, ObjectExists),
)
async def move_object(
    caller: FileEditor, storage: StorageDep, keep: KeepDep, bucket: str, body: ObjectTransfer, response: Response
) -> ObjectRead:
    """Give an object another key, in one step."""
    source, target = Place(bucket, body.source), Place(body.to_bucket or bucket, body.target)
    moved = await objects.move_object(storage, source, target, keep, overwrite=body.overwrite)
    return stored_response(response, moved, created=False)


@router.post("/buckets/{bucket}/sign", responses=problems(BucketNotFound, InvalidObjectKey, Forbidden))
async def sign_object_url(
    caller: FileViewer,
    session: ReaderDep,
    settings: SettingsDep,
    key_ring: KeyRingDep,
    bucket: str,
    body: SignRequest,
) -> SignedUrl:
    """Make a URL that reads or writes one object without signing in. A PUT needs the right to write."""
    if not signing.may_use(caller, body.method):
        raise Forbidden("Signing a PUT needs the role editor and, for a key, the scope files:write.")
    check_object_key(body.key)
    await service.get_bucket(session, bucket)
    url, expires_at = signing.sign_url(
        key_ring,
        settings.pages_origin,
        caller,
        method=body.method,
        bucket=bucket,
        key=body.key,
        expires_in=body.expires_in,
    )
    return SignedUrl(url=url, method=body.method, expires_at=expires_at)


@router.post(
    "/upload",
    openapi_extra=openapi.FORM_BODY,
    responses=CREATED | problems(*UPLOAD_ERRORS, InvalidForm, UnsupportedMediaType),
)
async def upload_file(caller: FileEditor, storage: StorageDep, request: Request, response: Response) -> ObjectRead:
    """Store the file of a form under `key` in `bucket`; without a key, under the file's name."""
    form = UploadForm(request.headers.get("content-type", ""), serving.body_chunks(request))
    await form.read_to_file()

    def target() -> Target:
        key = form.fields.get("key") or form.filename.replace("\\", "/").rpartition("/")[2]
        return Target(form.fields["bucket"], key, form.content_type, caller.user_id)

    if "bucket" in form.fields and "key" in form.fields:
        await objects.check_target(storage, target())
    blob = await objects.receive_blob(storage, form.file_chunks())
    return stored_response(response, *await objects.keep_blob(storage, target(), blob))
