"""What storage answers besides the errors every slice shares."""

from app.core.errors import BadRequest, Conflict, Forbidden, Invalid, NotFound, OnefoldError, Unavailable


class InvalidBucketName(Invalid):
    """The name breaks a rule; the detail says which."""

    code, title = "invalid_bucket_name", "The bucket name is not valid"
    mend = "Choose a name of 3 to 63 lower-case letters, digits and hyphens."


class InvalidObjectKey(Invalid):
    """The key breaks a rule; the detail says which."""

    code, title = "invalid_object_key", "The object key is not valid"
    mend = "Choose another key; the detail names the rule."


class BucketNotFound(NotFound):
    """There is no bucket of this name."""

    code, title = "bucket_not_found", "There is no such bucket"
    mend = "List the buckets at `GET /api/storage/buckets`."


class ObjectNotFound(NotFound):
    """The bucket has no object with this key, or none for this caller."""

    code, title = "object_not_found", "There is no such object"
    mend = "List the objects of the bucket; keys tell capitals from small letters."


class BucketExists(Conflict):
    """There is a bucket of this name."""

    code, title = "bucket_exists", "A bucket of this name exists"
    mend = "Use the bucket that is there, or choose another name."


class BucketNotEmpty(Conflict):
    """Only an empty bucket can be deleted."""

    code, title = "bucket_not_empty", "The bucket is not empty"
    mend = "Delete its objects first."


class ObjectExists(Conflict):
    """There is an object under the target key."""

    code, title = "object_exists", "An object with this key exists"
    mend = "Send `overwrite: true`, or choose another key."


class PreconditionFailed(OnefoldError):
    """If-Match or If-None-Match does not hold for the object as it is now."""

    status, code, title = 412, "precondition_failed", "The object is not in the state you expect"
    mend = "Read the object's ETag again, and decide anew."


class RangeNotSatisfiable(OnefoldError):
    """The range begins after the end of the object; `Content-Range` tells its size."""

    status, code, title = 416, "range_not_satisfiable", "The range is outside the object"
    mend = "Ask for a range within the size that `Content-Range` names."


class SignedUrlExpired(Forbidden):
    """The signed URL was valid once."""

    code, title = "signature_expired", "This link has expired"
    mend = "Ask for a new link."


class SignedUrlInvalid(Forbidden):
    """The signed URL was altered, or is for another method."""

    code, title = "signature_invalid", "This link is not valid"
    mend = "Use the whole link, with the method it was made for, or ask for a new one."


class UploadIncomplete(BadRequest):
    """The body ended before, or went on after, the length it declared."""

    code, title = "upload_incomplete", "The upload is not complete"
    mend = "Send the whole file again, with its true `Content-Length`."


class InvalidForm(BadRequest):
    """The multipart form cannot be read."""

    code, title = "invalid_form", "The form cannot be read"
    mend = "Send `multipart/form-data` with the fields and one file, as `curl -F` does."


class ImageWidthNotOffered(BadRequest):
    """Pictures are offered in a few widths, so that nobody can fill the storage with them."""

    code, title = "image_width_not_offered", "Pictures are not offered in this width"
    mend = "Ask with `?w=` for one of the widths in the detail."


class StorageUnavailable(Unavailable):
    """The disk or the S3 server behind the storage does not work."""

    code, title = "storage_unavailable", "The storage does not answer"
    mend = "Check the disk or the S3 server; `GET /readyz` says what is wrong."
