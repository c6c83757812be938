"""What crosses the wire for data sources, tables, rows and named queries."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from app.core.request_body import MayBeLeftOut, RequestBody
from app.core.text import AsStored, StorableSecret, StorableText
from app.core.times import UTCTime
from app.data.kinds import QueryMode, SourceKind
from app.data.values import ColumnType

DataName = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9_-]{0,62}$", description="Lower case letters, digits, `_` and `-`.")
]
# The prefix is kept for Onefold's own tables, "sqlite_" for SQLite's.
Identifier = Annotated[
    str, Field(pattern=r"^[a-z_][a-z0-9_]{0,62}$", description="Lower case letters, digits and `_`.")
]
Values = Annotated[dict[str, JsonValue], Field(max_length=500, description="Column name to value.")]
Sql = Annotated[str, Field(min_length=1, max_length=100_000, description="One statement; parameters as `:name`.")]


class DataSourceCreate(RequestBody):
    """A new source. `url`: `postgresql://user:password@host/name`, or the path of a SQLite file."""

    name: DataName
    kind: Literal["sqlite", "postgres"]
    url: StorableSecret = Field(min_length=1, max_length=2000)


class DataSourceUpdate(RequestBody):
    """A new address of a source. Its name and kind never change, because queries and workflows hold the name."""

    url: StorableSecret = Field(min_length=1, max_length=2000)


class DataSourceRead(BaseModel):
    """A source. `display_url` is host and database, or the path; the rest of the address is never returned."""

    id: UUID
    name: str
    kind: AsStored[SourceKind]
    display_url: str
    created_at: UTCTime | None = Field(description="Null for the built-in source.")


class DataSourceStatus(BaseModel):
    """What a connection test found; `milliseconds` from asking for a connection to its first answer."""

    reachable: bool
    detail: str
    milliseconds: float


class ColumnCreate(RequestBody):
    """A column of a `local` table. `default` is a value of its type."""

    name: Identifier
    type: ColumnType
    required: bool = False
    unique: bool = False
    default: JsonValue = None


class TableCreate(RequestBody):
    """A table in `local`; `id` and `created_at` are added to its columns."""

    name: Identifier
    columns: list[ColumnCreate] = Field(min_length=1, max_length=200)


class ColumnRead(BaseModel):
    """A column. `type` is null when it is none of Onefold's; `default` is the database's own expression."""

    name: str
    type: ColumnType | None
    native_type: str
    required: bool
    unique: bool
    primary_key: bool
    default: str | None


class TableSummary(BaseModel):
    """A table or a view; one outside the default schema is called `schema.table`."""

    name: str
    kind: Literal["table", "view"]


class TableRead(TableSummary):
    """A table with its columns."""

    columns: list[ColumnRead]


class TablePage(BaseModel):
    """A page of tables, by name."""

    items: list[TableSummary]
    next_cursor: str | None


class RowWrite(RequestBody):
    """Values of a row; columns left out keep what they have, or get their default."""

    values: Values


class RowPage(BaseModel):
    """A page of rows, by primary key downwards (newest first where ids are UUIDv7)."""

    items: list[dict[str, JsonValue]]
    next_cursor: str | None


class QueryParam(RequestBody):
    """A parameter of a named query. One that is not required is null, or its default, when it is left out."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,62}$")]
    type: ColumnType
    required: bool = True
    default: JsonValue = None


class QueryParamRead(QueryParam):
    """A stored parameter; another build may have stored more fields."""

    model_config = ConfigDict(extra="ignore")


class NamedQueryCreate(RequestBody):
    """A new query. `mode: read` runs in a transaction that refuses writes, and is the only mode pages run."""

    name: DataName
    source: StorableText = Field(max_length=63, description="Name of a data source.")
    sql: Sql
    params: list[QueryParam] = Field(default_factory=list, max_length=100)
    mode: QueryMode = QueryMode.READ


class NamedQueryUpdate(RequestBody):
    """Changes of a query; what is left out stays. Its name never changes, because pages hold it."""

    sql: MayBeLeftOut[Sql] = None
    params: MayBeLeftOut[Annotated[list[QueryParam], Field(max_length=100)]] = None
    mode: MayBeLeftOut[QueryMode] = None


class NamedQueryRead(BaseModel):
    """A named query."""

    id: UUID
    name: str
    source: str
    sql: str
    params: AsStored[list[QueryParamRead]]
    mode: AsStored[QueryMode]
    created_at: UTCTime
    updated_at: UTCTime


class QueryRun(RequestBody):
    """Values for the parameters of a query; text that says a value of the type is read as such."""

    params: dict[str, JsonValue] = Field(default_factory=dict, max_length=100)


class QueryResultRead(BaseModel):
    """What a statement returned. `row_count` counts rows returned, or changed when it returns none; `truncated` says
    that there were more rows than these."""

    columns: list[str]
    rows: list[dict[str, JsonValue]]
    row_count: int
    truncated: bool
