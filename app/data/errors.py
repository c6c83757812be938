"""What can go wrong with data sources, tables and queries; each class is one stable code."""

from typing import ClassVar

from app.core.errors import Conflict, Forbidden, Invalid, Members, NotFound, Unavailable
from app.core.usage import InUse


class SourceNotFound(NotFound):
    """No data source has this name or id."""

    code, title = "source_not_found", "There is no such data source"


class TableNotFound(NotFound):
    """The source has no such table, or its user may not see it."""

    code, title = "table_not_found", "There is no such table"


class RowNotFound(NotFound):
    """The table has no row with this id."""

    code, title = "row_not_found", "There is no such row"


class QueryNotFound(NotFound):
    """No named query has this name or id."""

    code, title = "query_not_found", "There is no such query"


class NameTaken(Conflict):
    """Another one has this name already."""

    code, title = "name_taken", "This name is taken"


class TableExists(Conflict):
    """The source has a table of this name already."""

    code, title = "table_exists", "There is such a table already"


class RowConflict(Conflict):
    """A unique value exists already."""

    code, title = "row_conflict", "A row with this unique value exists already"


class QueryUnreadable(Conflict):
    """Another build of Onefold stored the query; what this one does not know of it, it never runs."""

    code, title = "query_unreadable", "This query is of another build"


class SourceUnreadable(Conflict):
    """Another build of Onefold stored the source; this one does not know its kind."""

    code, title = "source_unreadable", "This data source is of another build"


class SourceInUse(InUse):
    """Named queries or published workflows use this source."""

    code, title = "source_in_use", "The data source is in use"


class QueryInUse(InUse):
    """Published pages show this query."""

    code, title = "query_in_use", "The query is in use"


class NotLocal(Conflict):
    """Only the built-in `local` source is changed this way; elsewhere use a query."""

    code, title = "not_local", "This works on the local source only"


class SourceBuiltIn(Conflict):
    """The `local` source always exists; it is neither changed nor deleted."""

    code, title = "source_built_in", "The local source is built in"


class ColumnUnknown(Invalid):
    """The table has no such column."""

    code, title = "column_unknown", "There is no such column"


class StatementRefused(Invalid):
    """Not one statement, or not of a kind that is run here."""

    code, title = "statement_refused", "This statement is not run here"


class QueryWrites(Forbidden):
    """The query may change data, and whoever runs it here may only read."""

    code, title = "query_writes", "This query may change data"


class QueryFailed(Invalid):
    """The database refused the statement; `position` in the body is the character it points at, from 1."""

    code, title = "query_failed", "The database refused this"
    members: ClassVar[Members] = {"position": {"type": "integer"}}


class TableMissing(QueryFailed):
    """The statement names a table that is not there."""


class QueryParamMissing(Invalid):
    """The statement names a parameter that has no value."""

    code, title = "query_param_missing", "A parameter has no value"


class QueryParamUnknown(Invalid):
    """A value was given for a parameter that the statement does not name."""

    code, title = "query_param_unknown", "There is no such parameter"


class QueryTimeout(Invalid):
    """The statement took longer than a statement may; it was stopped and changed nothing."""

    code, title = "query_timeout", "The statement took too long"


class ResultTooLarge(Invalid):
    """The rows hold more bytes than one answer may."""

    code, title = "result_too_large", "The result is too large"


class SourceUnreachable(Unavailable):
    """The database behind the source does not answer; try again later."""

    code, title = "source_unreachable", "The data source does not answer"


class SourceRefused(Invalid):
    """The same while a source is being set up: its address is at fault, so the caller can mend it."""

    code, title = "source_unreachable", "The data source cannot be reached"
