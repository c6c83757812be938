"""Dependencies of the data routes."""

from typing import Annotated

from fastapi import Depends
from fastapi.requests import HTTPConnection

from app.data.runtime import DataRuntime


async def get_data(connection: HTTPConnection) -> DataRuntime:
    """Return the open sources of this process."""
    data: DataRuntime = connection.app.state.data
    return data


DataDep = Annotated[DataRuntime, Depends(get_data)]
