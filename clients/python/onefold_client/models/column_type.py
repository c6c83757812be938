from typing import Literal

ColumnType = Literal["boolean", "date", "datetime", "integer", "json", "number", "text", "uuid"]

COLUMN_TYPE_VALUES: set[ColumnType] = {
    "boolean",
    "date",
    "datetime",
    "integer",
    "json",
    "number",
    "text",
    "uuid",
}


def check_column_type(value: str) -> ColumnType:
    if value in COLUMN_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {COLUMN_TYPE_VALUES!r}")
