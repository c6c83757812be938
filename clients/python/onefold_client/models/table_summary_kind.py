from typing import Literal, cast

TableSummaryKind = Literal["table", "view"]


def check_table_summary_kind(value: str) -> TableSummaryKind:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(TableSummaryKind, value)
