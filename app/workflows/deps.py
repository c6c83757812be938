"""Dependencies of the workflow routes."""

from typing import Annotated

from fastapi import Depends

from app.core.http.resources import Resource
from app.workflows.definitions import PublishListeners

OnPublishDep = Annotated[PublishListeners, Depends(Resource(PublishListeners))]
