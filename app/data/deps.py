"""Dependencies of the data routes."""

from typing import Annotated

from fastapi import Depends

from app.core.http.resources import Resource
from app.data.sources.runtime import DataRuntime

DataDep = Annotated[DataRuntime, Depends(Resource(DataRuntime))]
