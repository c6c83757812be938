from typing import Literal, cast

SourceKind = Literal["local", "postgres", "sqlite"]


def check_source_kind(value: str) -> SourceKind:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(SourceKind, value)
