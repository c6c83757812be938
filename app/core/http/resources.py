"""How code reaches the things of this process without knowing who made them: by their type.

`app.resources` makes them all and is above every slice, so none may import it. A slice names what it needs in its
`deps.py`, and middleware asks with the scope of the request:

    RunnerDep = Annotated[Runner, Depends(Resource(Runner))]
    metrics = get_resource(scope, RequestMetrics)
"""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from fastapi.requests import HTTPConnection

T = TypeVar("T")


def get_resource(scope: MutableMapping[str, Any], kind: type[T]) -> T:
    """Return the one thing of this type that the app of this request has."""
    found: T = scope["app"].resources[kind]
    return found


@dataclass(frozen=True)
class Resource(Generic[T]):
    """The dependency that hands a route the one thing of this type that the app has."""

    kind: type[T]

    async def __call__(self, connection: HTTPConnection) -> T:
        return get_resource(connection.scope, self.kind)
