"""Dependencies of the routes of secrets and variables."""

from typing import Annotated

from fastapi import Depends

from app.core.http.resources import Resource
from app.secrets.usage import ListReaders

ListReadersDep = Annotated[ListReaders, Depends(Resource(ListReaders))]
