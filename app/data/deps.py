"""Dependencies of the data routes."""

from typing import Annotated

from fastapi import Depends

from app.core.http.resources import Resource
from app.data.runtime import DataRuntime

DataDep = Annotated[DataRuntime, Depends(Resource(DataRuntime))]
