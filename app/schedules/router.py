"""`/api/workflows/{id}/schedules` and `/api/schedules/preview`."""

from uuid import UUID

from app.auth.deps import WorkflowViewer
from app.core.errors import Forbidden, Invalid, Unauthenticated
from app.core.http.deps import ReaderDep
from app.core.http.pagination import ListPage
from app.core.http.problems import problems
from app.core.http.routing import new_router
from app.schedules import service
from app.schedules.schemas import SchedulePreview, SchedulePreviewRequest, ScheduleRead
from app.workflows.errors import WorkflowNotFound

router = new_router(prefix="/api", tags=["schedules"], responses=problems(Unauthenticated, Forbidden))


@router.get("/workflows/{workflow_id}/schedules", responses=problems(WorkflowNotFound))
async def list_schedules(caller: WorkflowViewer, session: ReaderDep, workflow_id: UUID) -> ListPage[ScheduleRead]:
    """Return the schedule triggers of the published version with their next and last times; none without one.

    The list is short and comes whole.
    """
    return ListPage[ScheduleRead](items=await service.list_schedules(session, workflow_id))


@router.post("/schedules/preview", responses=problems(Invalid))
async def preview_schedule(caller: WorkflowViewer, body: SchedulePreviewRequest) -> SchedulePreview:
    """Return the next times of a timing, or what is wrong with it, while it is being written."""
    return SchedulePreview(next=service.preview_ticks(body))
