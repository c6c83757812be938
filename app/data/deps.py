"""Dependencies of the data routes."""

from typing import Annotated

from fastapi import Depends

from app.auth.access import Principal, Role, Scope
from app.auth.deps import require
from app.core.http.idempotency import Once, OnceDep
from app.core.http.resources import Resource
from app.data.effects import BeginEffect, EffectKey
from app.data.sources.open_sources import DataSources

DataSourcesDep = Annotated[DataSources, Depends(Resource(DataSources))]


def _key_of(once: Once | None) -> EffectKey | None:
    if once is None or once.id is None:
        return None
    return EffectKey(str(once.id), of_request=True, was_interrupted=once.was_interrupted)


async def _once_key_of(once: OnceDep) -> EffectKey | None:
    return _key_of(once)


async def _get_begin(once: OnceDep) -> BeginEffect:
    async def begin() -> EffectKey | None:
        if once is not None:
            await once.begin()
        return _key_of(once)

    return begin


# What a request with an Idempotency-Key does is known by.
EffectKeyDep = Annotated[EffectKey | None, Depends(_once_key_of)]
# For what only sometimes changes anything.
BeginEffectDep = Annotated[BeginEffect, Depends(_get_begin)]

DataViewer = Annotated[Principal, require(Role.VIEWER, Scope.DATA_READ)]
DataEditor = Annotated[Principal, require(Role.EDITOR, Scope.DATA_WRITE)]
# Sources hold credentials and reach into networks.
SourceReader = Annotated[Principal, require(Role.EDITOR, Scope.DATA_READ)]
SourceOwner = Annotated[Principal, require(Role.OWNER, Scope.DATA_WRITE)]
