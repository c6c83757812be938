from typing import Literal

TableSummaryKind = Literal["table", "view"]

TABLE_SUMMARY_KIND_VALUES: set[TableSummaryKind] = {
    "table",
    "view",
}


def check_table_summary_kind(value: str) -> TableSummaryKind:
    if value in TABLE_SUMMARY_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TABLE_SUMMARY_KIND_VALUES!r}")
