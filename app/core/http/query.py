"""Query strings of the API: a parameter that a route does not know is refused, since it would change nothing."""

from fastapi.dependencies.models import Dependant
from fastapi.requests import HTTPConnection
from fastapi.routing import APIRoute

from app.core.errors import FieldProblem, Invalid
from app.core.text import no_such

MAX_NAMED = 20


def query_names(dependant: Dependant) -> frozenset[str]:
    """Return the names of the query parameters that a route and its dependencies take."""
    own = (parameter.alias for parameter in dependant.query_params)
    return frozenset(own).union(*(query_names(child) for child in dependant.dependencies))


def check_query(connection: HTTPConnection) -> None:
    """Return when a route of the API knows every parameter of the query string; raises Invalid.

    Whoever declares who may call a route asks it, after that: a stranger is told to sign in first.
    """
    if not connection.scope["query_string"]:
        return
    route = connection.scope.get("route")
    if not isinstance(route, APIRoute) or not route.path.startswith("/api/"):
        return
    known = query_names(route.dependant)
    unknown = [name for name in dict.fromkeys(connection.query_params) if name not in known][:MAX_NAMED]
    if unknown:
        problems = [
            FieldProblem(loc=["query", name], msg=no_such("query parameter", name, known)) for name in unknown
        ]
        raise Invalid(" ".join(problem.msg for problem in problems[:3]), errors=problems)
