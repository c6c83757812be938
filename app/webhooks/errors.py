"""What a webhook call can be refused with; each class is one stable code."""

from app.core.errors import OnefoldError


class WorkflowFailed(OnefoldError):
    """The run that a webhook waited for did not complete; `execution_id` in the body says which."""

    status, code, title = 500, "workflow_failed", "The workflow failed"
