"""What to say where there is no route: which path or method may be meant."""

from fastapi import Request
from starlette.routing import Match

from app.core.text import find_closest

API = "/api/"
STREAM = "/api/executions/{id}/stream"
# Where other servers have their document and its pages.
_OF_THE_API = ("/api", "/openapi", "/redoc", "/swagger")


def describe_unknown_path(request: Request) -> str:
    """Return that there is nothing at a path, and what may be meant instead."""
    path = request.url.path
    nothing = f"There is nothing at {path[:200]}"
    if path.endswith("/") and allowed_methods(request, path.rstrip("/")):
        return f"{nothing}; leave out the slash at its end."
    if allowed_methods(request, f"/api{path}"):
        return f"{nothing}; did you mean /api{path[:200]}?"
    if path.startswith("/ws/"):
        return f"{nothing} for HTTP; WebSockets are at /ws/executions/{{id}}, and the same events at {STREAM}."
    if not path.startswith((API, *_OF_THE_API)):
        return f"{nothing}."
    closest = _closest(request, path)
    return f"{nothing}; did you mean {closest}?" if closest else f"{nothing}; /docs shows what there is."


def allowed_methods(request: Request, path: str) -> list[str]:
    """Return all methods of a path. The router names those of one route alone, and ours have a method each."""
    scope = {**request.scope, "path": path}
    matching = (route for route in request.app.routes if route.matches(scope)[0] is not Match.NONE)
    return sorted({method for route in matching for method in getattr(route, "methods", None) or ()})


def list_below(request: Request) -> list[str]:
    """Return what writes to one thing of the list at this path by its name: `PUT /api/variables/{name}`."""
    if request.method not in ("POST", "PUT"):
        return []
    below = request.url.path + "/{"
    paths = [route.path for route in request.app.routes if "PUT" in (getattr(route, "methods", None) or ())]
    return [f"PUT {path}" for path in paths if path.startswith(below) and path.count("/") == below.count("/")]


def _closest(request: Request, path: str) -> str | None:
    """Return the path of a route that differs in one segment, and there as little as a typing error does."""
    segments = path.split("/")
    meant: dict[int, set[str]] = {}
    for route in request.app.routes:
        known = getattr(route, "path", "").split("/")
        pairs = zip(known, segments, strict=False)
        wrong = [at for at, (one, given) in enumerate(pairs) if one != given and not one.startswith("{")]
        if len(known) == len(segments) and len(wrong) == 1:
            meant.setdefault(wrong[0], set()).add(known[wrong[0]])
    for at, names in meant.items():
        if closest := find_closest(segments[at], names):
            return "/".join([*segments[:at], closest, *segments[at + 1 :]])[:200]
    return None
