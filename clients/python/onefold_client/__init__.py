"""Onefold's API for programs: `Onefold` and `AsyncOnefold`. What they are made of is generated from the API's document."""

from .client import AuthenticatedClient, Client
from .front import (
    AsyncDownload,
    AsyncItems,
    AsyncOnefold,
    Download,
    FileInfo,
    Items,
    Onefold,
    OnefoldError,
    RunFailed,
)
from .version import VERSION as __version__

__all__ = (
    "AsyncDownload",
    "AsyncItems",
    "AsyncOnefold",
    "AuthenticatedClient",
    "Client",
    "Download",
    "FileInfo",
    "Items",
    "Onefold",
    "OnefoldError",
    "RunFailed",
    "__version__",
)
