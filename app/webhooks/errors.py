"""What a webhook call can be refused with; each class is one stable code."""

from typing import ClassVar

from app.core.errors import Conflict, Forbidden, Members, NotFound, OnefoldError, Unauthenticated


class WorkflowFailed(OnefoldError):
    """The run that a webhook waited for did not complete; `execution_id` in the body says which."""

    status, code, title = 500, "workflow_failed", "The workflow failed"
    mend = "Read the execution that `execution_id` names: it has the error and its node."
    members: ClassVar[Members] = {"execution_id": {"type": "string", "format": "uuid"}}


class WebhookNotFound(NotFound):
    """No published workflow has a webhook at this path."""

    code, title = "webhook_not_found", "There is no such webhook"
    mend = "Publish the workflow, and check the path of its trigger."


class AddressRefused(Forbidden):
    """The caller's address is in none of the trigger's networks."""

    code, title = "webhook_address_refused", "This address may not call the webhook"
    mend = "Add the caller's network to the trigger's `allow_from`; behind a proxy set `ONEFOLD_TRUSTED_PROXIES`."


class SignatureMissing(Unauthenticated):
    """The call lacks what this webhook's auth mode wants."""

    code, title = "webhook_signature_missing", "The webhook call is not signed"
    mend = "Let the sender sign its calls; the detail names the headers that are wanted."


class SignatureInvalid(Unauthenticated):
    """The signature, or the shared secret, is not the right one."""

    code, title = "webhook_signature_invalid", "The webhook's signature is wrong"
    mend = "Give sender and trigger the same secret, and sign the body as it is sent, byte by byte."


class TimestampOutOfWindow(Unauthenticated):
    """The signed time is more than 300 s from ours."""

    code, title = "webhook_timestamp_out_of_window", "The webhook call is too old or from the future"
    mend = "Set the sender's clock, and do not send a signed call again later."


class Replayed(Conflict):
    """This message was taken already."""

    code, title = "webhook_replayed", "This webhook message was taken before"
    mend = "Nothing: the first delivery was taken."
