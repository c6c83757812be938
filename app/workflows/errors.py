"""What can go wrong with workflows; each class is one stable code."""

from collections.abc import Sequence
from typing import ClassVar

from app.core.draft_problems import PROBLEMS, DraftInvalid, DraftProblem, describe_problems
from app.core.errors import Conflict, Invalid, Members, NotFound
from app.core.usage import InUse


class WorkflowNotFound(NotFound):
    """There is no workflow with this id."""

    code, title = "workflow_not_found", "There is no such workflow"
    mend = "List the workflows at `GET /api/workflows`."


class WorkflowInUse(InUse):
    """Published pages run this workflow."""

    code, title = "workflow_in_use", "The workflow is in use"


class GraphInvalid(DraftInvalid):
    """The graph cannot run."""

    part = "node"
    code, title = "graph_invalid", "The workflow's graph is not valid"
    mend = "Mend what `problems` lists: each has the node, the param and what to do."


class GraphUnreadable(Conflict):
    """A stored graph holds what this build does not know, so that it cannot run here; `problems` says what."""

    code, title = "version_unreadable", "This server cannot read the workflow's version"
    mend = "Update the server, or publish the workflow again."
    members: ClassVar[Members] = PROBLEMS

    def __init__(self, problems: Sequence[DraftProblem] = ()) -> None:
        self.problems = list(problems)
        first = describe_problems(self.problems, GraphInvalid.part).removesuffix(".")
        super().__init__(
            "Another build of Onefold stored this workflow, and this server does not know all that is in it"
            + (f": {first}" if first else "")
            + ". Update the server, or publish the workflow again.",
            extra={"problems": [problem.model_dump() for problem in self.problems]},
        )


class InputInvalid(Invalid):
    """The input does not fit the trigger's `input_schema`; `errors` says where."""

    code, title = "input_invalid", "The input does not fit the workflow"
    mend = "Send an input that fits the trigger's `input_schema`; `errors` has the places."


class NotPublished(Conflict):
    """The workflow has no published version to run."""

    code, title = "workflow_not_published", "The workflow is not published"
    mend = 'Publish the workflow, or execute it with `target: "draft"`.'


class NoTrigger(Conflict):
    """The published version has no trigger that this caller could start."""

    code, title = "workflow_not_startable", "The workflow cannot be started this way"
    mend = "Add a trigger that this caller may start, and publish."


class WebhookPathTaken(Conflict):
    """Another published workflow answers at this path."""

    code, title = "webhook_path_taken", "The webhook path is taken"
    mend = "Choose another path, or unpublish the workflow that has it."
    members: ClassVar[Members] = PROBLEMS
