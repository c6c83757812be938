"""What people write programs with, by hand over what is generated."""

from .downloads import AsyncDownload, Download, FileInfo
from .errors import ClientCode, OnefoldError, RunFailed
from .lists import AsyncItems, Items
from .onefold import AsyncOnefold, Onefold

__all__ = (
    "AsyncDownload",
    "AsyncItems",
    "AsyncOnefold",
    "ClientCode",
    "Download",
    "FileInfo",
    "Items",
    "Onefold",
    "OnefoldError",
    "RunFailed",
)
