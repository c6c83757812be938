"""What the routes of this slice get."""

from typing import Annotated

from fastapi import Depends

from app.core.http.resources import Resource
from app.engine.runner import Runner

RunnerDep = Annotated[Runner, Depends(Resource(Runner))]
