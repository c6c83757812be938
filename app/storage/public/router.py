"""`/files`: objects of public buckets for everybody, and any object by a signed URL."""

from functools import partial
from typing import Annotated

from fastapi import Depends, Query, Request, Response

from app.auth.deps import PUBLIC
from app.core.errors import Forbidden, NotFound
from app.core.http.deps import DatabaseDep, KeyRingDep
from app.core.http.problems import problems
from app.core.http.routing import new_router
from app.storage import objects, openapi, serving, signing, sizes
from app.storage.deps import ConditionsHeaders, KeyPath, StorageDep
from app.storage.errors import (
    BucketNotFound,
    ImageWidthNotOffered,
    ObjectNotFound,
    SignedUrlExpired,
    SignedUrlInvalid,
)
from app.storage.keys import check_object_key
from app.storage.objects import Target
from app.storage.router import CREATED, DOWNLOAD_ERRORS, UPLOAD_ERRORS, stored_response
from app.storage.schemas import ObjectRead

router = new_router(prefix="/files", tags=["files"])
SIGNED_ERRORS = (SignedUrlExpired, SignedUrlInvalid)


async def check_link(
    request: Request,
    key_ring: KeyRingDep,
    database: DatabaseDep,
    bucket: str,
    key: KeyPath,
    expires: Annotated[str | None, Query(description="Of a signed URL: Unix seconds.")] = None,
    signer: Annotated[str | None, Query(description="Of a signed URL: who made it.")] = None,
    signature: Annotated[str | None, Query(description="Of a signed URL.")] = None,
) -> bool:
    """Return whether the request carries a good signature; raises when it carries a bad one."""
    check_object_key(key)
    if expires is None and signature is None:
        return False
    await signing.check_signature(
        key_ring,
        database,
        method=request.method,
        bucket=bucket,
        key=key,
        expires=expires or "",
        signer=signer or "",
        signature=signature or "",
    )
    return True


IsSigned = Annotated[bool, Depends(check_link)]


async def send_file(
    request: Request,
    storage: StorageDep,
    bucket: str,
    key: KeyPath,
    signed: IsSigned,
    w: Annotated[
        int | None,
        Query(
            le=100_000,
            description="Of a JPEG, PNG, WebP or AVIF: at most this wide (320, 640, 960, 1280 or 1920).",
        ),
    ] = None,
) -> Response:
    """Return the answer to GET or HEAD of a file. To who has no signature, what is not public does not exist."""
    sizes.check_width(w)
    send = serving.send_object if w is None else partial(serving.send_size, width=w)
    if signed:
        return await send(request, storage, bucket, key, serving.PRIVATE_CACHE)
    try:
        response = await send(request, storage, bucket, key, serving.PUBLIC_CACHE, only_public=True)
    except NotFound:
        raise ObjectNotFound(f"There is no public file {key!r} in {bucket!r}.") from None
    # Browsers ask for fonts with CORS; what anybody may load, other origins may read too.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


FileDownload = Annotated[Response, Depends(send_file)]


@router.get(
    "/{bucket}/{key:path}",
    dependencies=[PUBLIC],
    response_class=Response,
    openapi_extra=openapi.DOWNLOAD,
    responses=openapi.DOWNLOADED | problems(*DOWNLOAD_ERRORS, ImageWidthNotOffered, *SIGNED_ERRORS),
)
async def download_file(response: FileDownload) -> Response:
    """Return a file of a public bucket, or any object by its signed URL."""
    return response


@router.head(
    "/{bucket}/{key:path}",
    dependencies=[PUBLIC],
    response_class=Response,
    responses=openapi.HEADERS_ONLY | problems(ObjectNotFound, BucketNotFound, ImageWidthNotOffered, *SIGNED_ERRORS),
)
async def head_file(response: FileDownload) -> Response:
    """Return the headers of a file."""
    return response


@router.put(
    "/{bucket}/{key:path}",
    dependencies=[PUBLIC],
    openapi_extra=openapi.BINARY_BODY,
    responses=CREATED | problems(*UPLOAD_ERRORS, Forbidden, SignedUrlExpired, SignedUrlInvalid),
)
async def upload_signed_file(
    storage: StorageDep,
    bucket: str,
    key: KeyPath,
    conditions: ConditionsHeaders,
    signed: IsSigned,
    request: Request,
    response: Response,
) -> ObjectRead:
    """Store the body as an object, by a URL signed for PUT."""
    if not signed:
        raise SignedUrlInvalid("Uploading here needs a URL signed for PUT.")
    target = Target(bucket, key, request.headers.get("content-type", ""), conditions=conditions)
    chunks, size = serving.body_chunks(request), serving.declared_length(request)
    return stored_response(response, *await objects.put_object(storage, target, chunks, size))
