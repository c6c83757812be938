from typing import Literal

DataSourceCreateKind = Literal["postgres", "sqlite"]

DATA_SOURCE_CREATE_KIND_VALUES: set[DataSourceCreateKind] = {
    "postgres",
    "sqlite",
}


def check_data_source_create_kind(value: str) -> DataSourceCreateKind:
    if value in DATA_SOURCE_CREATE_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DATA_SOURCE_CREATE_KIND_VALUES!r}")
