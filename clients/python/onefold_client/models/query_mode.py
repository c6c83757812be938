from typing import Literal, cast

QueryMode = Literal["read", "write"]


def check_query_mode(value: str) -> QueryMode:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(QueryMode, value)
