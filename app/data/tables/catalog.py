"""What tables and columns a source has, read from its own catalog each time: others change it too."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from app.core.text import no_such
from app.data.errors import ColumnUnknown, TableNotFound
from app.data.queries.sql import RESERVED_PREFIX, Dialect, quote
from app.data.sources.source import Transaction
from app.data.values import ColumnType

_SQLITE_TABLES = f"""
SELECT name, type AS kind FROM sqlite_master
WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name > :after
  AND substr(name, 1, {len(RESERVED_PREFIX)}) <> '{RESERVED_PREFIX}'
ORDER BY name LIMIT :limit"""
_SQLITE_TABLE = """
SELECT name, type AS kind, NULL AS schema, name AS relation FROM sqlite_master
WHERE type IN ('table', 'view') AND name = :name"""
_SQLITE_COLUMNS = """
SELECT c.name, c.type AS native_type, c."notnull" OR c.pk > 0 AS required, c.dflt_value AS "default",
  c.pk AS key_part,
  EXISTS (SELECT 1 FROM pragma_index_list(:relation) AS i WHERE i."unique" AND NOT i.partial
    AND (SELECT count(*) FROM pragma_index_info(i.name)) = 1
    AND (SELECT k.name FROM pragma_index_info(i.name) AS k) = c.name) AS is_unique
FROM pragma_table_xinfo(:relation) AS c WHERE c.hidden <> 1 ORDER BY c.cid"""
_POSTGRES_RELATIONS = f"""
SELECT
  CASE WHEN n.nspname = current_schema() THEN c.relname ELSE n.nspname || '.' || c.relname END COLLATE "C" AS name,
  CASE WHEN c.relkind IN ('v', 'm') THEN 'view' ELSE 'table' END AS kind, n.nspname AS schema, c.relname AS relation
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema' AND left(n.nspname, 3) <> 'pg_'
  AND left(c.relname, {len(RESERVED_PREFIX)}) <> '{RESERVED_PREFIX}'
  AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')"""
_POSTGRES_TABLES = f"""
SELECT t.name, t.kind FROM ({_POSTGRES_RELATIONS}) t
WHERE t.name > :after::text COLLATE "C" ORDER BY t.name LIMIT :limit"""
_POSTGRES_TABLE = f"SELECT * FROM ({_POSTGRES_RELATIONS}) t WHERE t.name = :name::text"
_POSTGRES_COLUMNS = """
SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS native_type, a.attnotnull AS required,
  CASE WHEN a.attidentity <> '' THEN 'identity' ELSE pg_get_expr(d.adbin, d.adrelid) END AS "default",
  coalesce((SELECT array_position(i.indkey::int2[], a.attnum) + 1 FROM pg_index i
    WHERE i.indrelid = c.oid AND i.indisprimary), 0) AS key_part,
  EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indnkeyatts = 1
    AND i.indpred IS NULL AND i.indkey[0] = a.attnum) AS is_unique
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE n.nspname = :schema::text AND c.relname = :relation::text AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum"""

_TYPES: dict[Dialect, dict[str, ColumnType]] = {
    "sqlite": {
        "text": ColumnType.TEXT, "varchar": ColumnType.TEXT, "integer": ColumnType.INTEGER, "int": ColumnType.INTEGER,
        "bigint": ColumnType.INTEGER, "real": ColumnType.NUMBER, "double": ColumnType.NUMBER,
        "float": ColumnType.NUMBER, "boolean": ColumnType.BOOLEAN, "json_text": ColumnType.JSON,
        "datetime_text": ColumnType.DATETIME, "date_text": ColumnType.DATE, "uuid_text": ColumnType.UUID,
    },
    "postgres": {
        "text": ColumnType.TEXT, "character": ColumnType.TEXT, "smallint": ColumnType.INTEGER,
        "integer": ColumnType.INTEGER, "bigint": ColumnType.INTEGER, "real": ColumnType.NUMBER,
        "double": ColumnType.NUMBER, "numeric": ColumnType.NUMBER, "boolean": ColumnType.BOOLEAN,
        "json": ColumnType.JSON, "jsonb": ColumnType.JSON, "timestamp": ColumnType.DATETIME,
        "date": ColumnType.DATE, "uuid": ColumnType.UUID,
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnInfo:
    """A column. `type` is None when it is none of ours; `key_part` is its place (from 1) in the primary key, or 0."""

    name: str
    type: ColumnType | None
    native_type: str
    required: bool
    unique: bool
    default: str | None
    key_part: int


@dataclass(frozen=True, slots=True)
class TableInfo:
    """A table or a view; `quoted` is how SQL names it."""

    name: str
    kind: str
    quoted: str
    columns: tuple[ColumnInfo, ...]

    @property
    def key(self) -> list[str]:
        """The columns of the primary key in their order."""
        return [c.name for c in sorted(self.columns, key=lambda c: c.key_part) if c.key_part]

    def column(self, name: str) -> ColumnInfo:
        """Return a column by its name; raises ColumnUnknown."""
        for column in self.columns:
            if column.name == name:
                return column
        raise ColumnUnknown(no_such("column", name, (one.name for one in self.columns), where=f" in {self.name}"))


async def list_tables(
    transaction: Transaction, dialect: Dialect, after: str, limit: int, *, only_own: bool
) -> list[tuple[str, str]]:
    """Return names and kinds of up to `limit` tables after a name, by name; `only_own` leaves other schemas out."""
    if dialect == "sqlite":
        found = await transaction.execute(_SQLITE_TABLES, {"after": after, "limit": limit})
    else:
        statement = _POSTGRES_TABLES
        if only_own:
            statement = statement.replace("ORDER BY", "AND t.schema = current_schema() ORDER BY")
        found = await transaction.execute(statement, {"after": after, "limit": limit})
    return [(str(row["name"]), str(row["kind"])) for row in found.rows]


async def read_table(transaction: Transaction, dialect: Dialect, name: str) -> TableInfo:
    """Return a table with its columns; raises TableNotFound."""
    sqlite = dialect == "sqlite"
    found = await transaction.execute(_SQLITE_TABLE if sqlite else _POSTGRES_TABLE, {"name": name})
    if not found.rows or name.lower().startswith(RESERVED_PREFIX):
        raise TableNotFound(f"The source has no table {name[:100]!r}.")
    row = found.rows[0]
    relation = str(row["relation"])
    where: dict[str, JsonValue] = {"relation": relation}
    if not sqlite:
        where["schema"] = row["schema"]
    columns = await transaction.execute(_SQLITE_COLUMNS if sqlite else _POSTGRES_COLUMNS, where)
    quoted = quote(relation) if sqlite else f"{quote(str(row['schema']))}.{quote(relation)}"
    read = tuple(_read_column(dialect, column) for column in columns.rows)
    return TableInfo(name, str(row["kind"]), quoted, read)


def _read_column(dialect: Dialect, row: Mapping[str, JsonValue]) -> ColumnInfo:
    native = str(row["native_type"] or "")
    base = native.lower().split("(")[0].split(" ")[0]
    kind = None if native.endswith("[]") else _TYPES[dialect].get(base)
    default = row["default"]
    key_part = row["key_part"]
    return ColumnInfo(
        name=str(row["name"]),
        type=kind,
        native_type=native,
        required=bool(row["required"]),
        unique=bool(row["is_unique"]),
        default=None if default is None else str(default),
        key_part=key_part if isinstance(key_part, int) else 0,
    )
