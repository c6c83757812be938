from typing import Literal

TableReadKind = Literal["table", "view"]

TABLE_READ_KIND_VALUES: set[TableReadKind] = {
    "table",
    "view",
}


def check_table_read_kind(value: str) -> TableReadKind:
    if value in TABLE_READ_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TABLE_READ_KIND_VALUES!r}")
