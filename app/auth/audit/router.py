"""`/api/audit-events`: who did what, for owners."""

from typing import Annotated

from fastapi import Depends, Query

from app.auth.audit import service as audit
from app.auth.deps import Owner
from app.auth.router import forbid_storing
from app.auth.schemas import (
    AuditEventRead,
)
from app.core.http.deps import ReaderDep
from app.core.http.pagination import ListPage, PageQuery, to_page
from app.core.http.routing import new_router

router = new_router(prefix="/api/audit-events", tags=["audit"], dependencies=[Depends(forbid_storing)])


@router.get("")
async def list_audit_events(
    caller: Owner,
    session: ReaderDep,
    page: PageQuery,
    action: Annotated[str | None, Query(max_length=64, description="Only this action, like `key.created`.")] = None,
) -> ListPage[AuditEventRead]:
    """Return who did what, newest first."""
    return to_page(await audit.list_events(session, action, page), page, AuditEventRead.model_validate)
