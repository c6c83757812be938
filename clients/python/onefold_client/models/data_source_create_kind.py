from typing import Literal, cast

DataSourceCreateKind = Literal["postgres", "sqlite"]


def check_data_source_create_kind(value: str) -> DataSourceCreateKind:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(DataSourceCreateKind, value)
