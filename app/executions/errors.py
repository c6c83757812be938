"""What reading and ending executions can be refused with; each class is one stable code."""

from app.core.errors import Conflict, NotFound


class ExecutionNotFound(NotFound):
    """There is no execution with this id."""

    code, title = "execution_not_found", "No such execution"
    mend = "List the executions at `GET /api/executions`; old ones are deleted after a while."


class ValueNotFound(NotFound):
    """The execution has stored no such value."""

    code, title = "value_not_found", "No such value"
    mend = "Read the execution again and use the hash that it names."


class NodeNotWaiting(Conflict):
    """The node does not wait for a person."""

    code, title = "node_not_waiting", "The node does not wait for a decision"
    mend = "Read the execution: somebody else may have answered."


class ExecutionActive(Conflict):
    """The execution has not ended yet."""

    code, title = "execution_active", "The execution has not ended yet"
    mend = "Wait for its end, or cancel it."


class ExecutionUnreadable(Conflict):
    """Another build of Onefold stored the execution in a format that this one does not know."""

    code, title = "execution_unreadable", "This build cannot read the execution"
    mend = "Update the server that runs it."


class ExecutionEnded(Conflict):
    """The execution has ended already."""

    code, title = "execution_ended", "The execution has ended already"
    mend = "Nothing is left to do; start a new execution to run it again."
