from typing import Literal, cast

TableReadKind = Literal["table", "view"]


def check_table_read_kind(value: str) -> TableReadKind:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(TableReadKind, value)
