"""What can go wrong with data sources, tables and queries; each class is one stable code."""

from typing import ClassVar

from app.core.errors import Conflict, Forbidden, Invalid, Members, NotFound, Unavailable
from app.core.usage import InUse


class SourceNotFound(NotFound):
    """No data source has this name or id."""

    code, title = "source_not_found", "There is no such data source"
    mend = "List the data sources at `GET /api/data-sources`."


class TableNotFound(NotFound):
    """The source has no such table, or its user may not see it."""

    code, title = "table_not_found", "There is no such table"
    mend = "List the tables at `GET /api/data-sources/{source}/tables`; check the rights of the source's user."


class RowNotFound(NotFound):
    """The table has no row with this id."""

    code, title = "row_not_found", "There is no such row"
    mend = "List the rows; this one may be deleted."


class QueryNotFound(NotFound):
    """No named query has this name or id."""

    code, title = "query_not_found", "There is no such query"
    mend = "List the named queries at `GET /api/queries`."


class NameTaken(Conflict):
    """Another one has this name already."""

    code, title = "name_taken", "This name is taken"
    mend = "Choose another name, or change the thing that has this one."


class TableExists(Conflict):
    """The source has a table of this name already."""

    code, title = "table_exists", "There is such a table already"
    mend = "Choose another name, or use the table that is there."


class RowConflict(Conflict):
    """A unique value exists already."""

    code, title = "row_conflict", "A row with this unique value exists already"
    mend = "Change the row that has this value, or send another value."


class QueryUnreadable(Conflict):
    """Another build of Onefold stored the query; what this one does not know of it, it never runs."""

    code, title = "query_unreadable", "This query is of another build"
    mend = "Update the server, or store the query's params and mode again."


class SourceUnreadable(Conflict):
    """Another build of Onefold stored the source; this one does not know its kind."""

    code, title = "source_unreadable", "This data source is of another build"
    mend = "Update the server, or store the data source again."


class SourceInUse(InUse):
    """Named queries or published workflows use this source."""

    code, title = "source_in_use", "The data source is in use"


class QueryInUse(InUse):
    """Published pages show this query."""

    code, title = "query_in_use", "The query is in use"


class NotLocal(Conflict):
    """Only the built-in `local` source is changed this way; elsewhere use a query."""

    code, title = "not_local", "This works on the local source only"
    mend = "Use a named query, or the database's own tools."


class SourceBuiltIn(Conflict):
    """The `local` source always exists; it is neither changed nor deleted."""

    code, title = "source_built_in", "The local source is built in"
    mend = "Make a data source of your own instead."


class ColumnUnknown(Invalid):
    """The table has no such column."""

    code, title = "column_unknown", "There is no such column"
    mend = "Use one of the columns that the detail or `GET …/tables/{table}` names."


class StatementRefused(Invalid):
    """Not one statement, or not of a kind that is run here."""

    code, title = "statement_refused", "This statement is not run here"
    mend = "Send one statement that reads or changes rows or tables, without a semicolon behind it."


class QueryWrites(Forbidden):
    """The query may change data, and whoever runs it here may only read."""

    code, title = "query_writes", "This query may change data"
    mend = "Let somebody with `data:write` run it, or store the query with the mode `read`."


class QueryFailed(Invalid):
    """The database refused the statement; `position` in the body is the character it points at, from 1."""

    code, title = "query_failed", "The database refused this"
    mend = "Mend the statement where `position` points; the detail is what the database said."
    members: ClassVar[Members] = {"position": {"type": "integer"}}


class TableMissing(QueryFailed):
    """The statement names a table that is not there."""


class QueryParamMissing(Invalid):
    """The statement names a parameter that has no value."""

    code, title = "query_param_missing", "A parameter has no value"
    mend = "Send a value for it in `params`, or declare it with a default."


class QueryParamUnknown(Invalid):
    """A value was given for a parameter that the statement does not name."""

    code, title = "query_param_unknown", "There is no such parameter"
    mend = "Leave it out, or name it in the statement as `:name` and declare it."


class QueryTimeout(Invalid):
    """The statement took longer than a statement may; it was stopped and changed nothing."""

    code, title = "query_timeout", "The statement took too long"
    mend = "Let it read less, or add an index for what it looks for."


class ResultTooLarge(Invalid):
    """The rows hold more bytes than one answer may."""

    code, title = "result_too_large", "The result is too large"
    mend = "Select fewer columns or rows, such as with `LIMIT`."


class SourceUnreachable(Unavailable):
    """The database behind the source does not answer; try again later."""

    code, title = "source_unreachable", "The data source does not answer"
    mend = "Check that the database runs and that its address, user and password are right."


class SourceRefused(Invalid):
    """The same while a source is being set up: its address is at fault, so the caller can mend it."""

    code, title = "source_unreachable", "The data source cannot be reached"
    mend = "Check that the database runs and that its address, user and password are right."
