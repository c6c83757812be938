"""Dependencies of the data routes."""

from typing import Annotated

from fastapi import Depends

from app.auth.access import Principal, Role, Scope
from app.auth.deps import require
from app.core.http.resources import Resource
from app.data.sources.open_sources import DataSources

DataSourcesDep = Annotated[DataSources, Depends(Resource(DataSources))]

DataViewer = Annotated[Principal, require(Role.VIEWER, Scope.DATA_READ)]
DataEditor = Annotated[Principal, require(Role.EDITOR, Scope.DATA_WRITE)]
# Sources hold credentials and reach into networks.
SourceReader = Annotated[Principal, require(Role.EDITOR, Scope.DATA_READ)]
SourceOwner = Annotated[Principal, require(Role.OWNER, Scope.DATA_WRITE)]
