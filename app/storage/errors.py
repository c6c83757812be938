"""What storage answers besides the errors every slice shares."""

from app.core.errors import BadRequest, Conflict, Forbidden, Invalid, NotFound, OnefoldError, Unavailable


class InvalidBucketName(Invalid):
    """The name breaks a rule; the detail says which."""

    code, title = "invalid_bucket_name", "The bucket name is not valid"


class InvalidObjectKey(Invalid):
    """The key breaks a rule; the detail says which."""

    code, title = "invalid_object_key", "The object key is not valid"


class BucketNotFound(NotFound):
    """There is no bucket of this name."""

    code, title = "bucket_not_found", "There is no such bucket"


class ObjectNotFound(NotFound):
    """The bucket has no object with this key, or none for this caller."""

    code, title = "object_not_found", "There is no such object"


class BucketExists(Conflict):
    """There is a bucket of this name."""

    code, title = "bucket_exists", "A bucket of this name exists"


class BucketNotEmpty(Conflict):
    """Only an empty bucket can be deleted."""

    code, title = "bucket_not_empty", "The bucket is not empty"


class ObjectExists(Conflict):
    """There is an object under the target key."""

    code, title = "object_exists", "An object with this key exists"


class PreconditionFailed(OnefoldError):
    """If-Match or If-None-Match does not hold for the object as it is now."""

    status, code, title = 412, "precondition_failed", "The object is not in the state you expect"


class RangeNotSatisfiable(OnefoldError):
    """The range begins after the end of the object; `Content-Range` tells its size."""

    status, code, title = 416, "range_not_satisfiable", "The range is outside the object"


class SignedUrlExpired(Forbidden):
    """The signed URL was valid once."""

    code, title = "signature_expired", "This link has expired"


class SignedUrlInvalid(Forbidden):
    """The signed URL was altered, or is for another method."""

    code, title = "signature_invalid", "This link is not valid"


class UploadIncomplete(BadRequest):
    """The body ended before, or went on after, the length it declared."""

    code, title = "upload_incomplete", "The upload is not complete"


class InvalidForm(BadRequest):
    """The multipart form cannot be read."""

    code, title = "invalid_form", "The form cannot be read"


class StorageUnavailable(Unavailable):
    """The disk or the S3 server behind the storage does not work."""

    code, title = "storage_unavailable", "The storage does not answer"
