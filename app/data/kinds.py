"""The kinds of sources and queries, and the names of the built-in source."""

from enum import StrEnum
from uuid import UUID

# The built-in source has no row; its id sorts before every other in lists, which are newest first.
LOCAL_ID = UUID("ffffffff-ffff-7fff-bfff-ffffffffffff")
LOCAL_NAME = "local"


class SourceKind(StrEnum):
    """What is behind a source."""

    LOCAL = "local"
    SQLITE = "sqlite"
    POSTGRES = "postgres"


class QueryMode(StrEnum):
    """Whether a named query may change anything; pages run `read` ones only."""

    READ = "read"
    WRITE = "write"
