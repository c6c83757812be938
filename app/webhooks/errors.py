"""What a webhook call can be refused with; each class is one stable code."""

from app.core.errors import NotFound, OnefoldError


class WorkflowFailed(OnefoldError):
    """The run that a webhook waited for did not complete; `execution_id` in the body says which."""

    status, code, title = 500, "workflow_failed", "The workflow failed"


class WebhookNotFound(NotFound):
    """No published workflow has a webhook at this path."""

    code, title = "webhook_not_found", "There is no such webhook"
