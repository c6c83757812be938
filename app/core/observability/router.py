"""Liveness, readiness and metrics, for orchestrators and Prometheus; nobody signs in for them."""

from typing import Annotated, Any, Literal

from fastapi import Depends, Request, Response
from fastapi.requests import HTTPConnection
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from pydantic import BaseModel

from app.core.http.openapi import OpenApiDocument
from app.core.http.query import check_query
from app.core.http.resources import Resource
from app.core.http.routing import new_router
from app.core.observability.health import HealthRegistry

router = new_router(tags=["system"])


class Health(BaseModel):
    """The process runs."""

    status: Literal["ok"] = "ok"


class Readiness(BaseModel):
    """Whether this process can serve: every check with `ok` or what is wrong."""

    status: Literal["ok", "unavailable"]
    checks: dict[str, str]


class PublicRoute:
    """Marks a route that anybody may call."""

    async def __call__(self, connection: HTTPConnection) -> None:
        check_query(connection)


PUBLIC: Any = Depends(PublicRoute())
HealthDep = Annotated[HealthRegistry, Depends(Resource(HealthRegistry))]
MetricsDep = Annotated[CollectorRegistry, Depends(Resource(CollectorRegistry))]
OpenApiDep = Annotated[OpenApiDocument, Depends(Resource(OpenApiDocument))]


@router.get("/healthz", dependencies=[PUBLIC])
async def get_health() -> Health:
    """Return 200 as long as the process answers."""
    return Health()


@router.get("/readyz", dependencies=[PUBLIC], responses={503: {"model": Readiness, "description": "Not ready"}})
async def get_readiness(health: HealthDep, response: Response) -> Readiness:
    """Return 200 when database, migrations, storage and background tasks are well, else 503 with what is not."""
    checks = await health.run()
    well = all(result == "ok" for result in checks.values())
    response.status_code = 200 if well else 503
    response.headers["Cache-Control"] = "no-store"
    return Readiness(status="ok" if well else "unavailable", checks=checks)


@router.get("/openapi.json", dependencies=[PUBLIC], include_in_schema=False)
async def get_openapi_document(document: OpenApiDep, request: Request) -> Response:
    """Return the OpenAPI document."""
    return Response(await document.read(request.app), media_type="application/json")


@router.get(
    "/metrics",
    dependencies=[PUBLIC],
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "Prometheus text"}},
)
async def get_metrics(metrics: MetricsDep) -> Response:
    """Return this process's metrics in the Prometheus text format."""
    return Response(generate_latest(metrics), media_type=CONTENT_TYPE_LATEST)
