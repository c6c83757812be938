"""Times are UTC everywhere: in whatever zone one is sent, every answer says the same moment with `Z`."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Annotated, Any, get_args

import httpx
import pytest
from fastapi import FastAPI
from pydantic import BaseModel, TypeAdapter

from app.core.db.database import Table, utc_now
from tests.conftest import ONE_DATABASE
from tests.contract.bodies import BODIES
from tests.contract.house import write_operations

BERLIN = timezone(timedelta(hours=2))


def models(kind: type[BaseModel] = BaseModel) -> Iterator[type[BaseModel]]:
    """Yield every model of the app that crosses the wire."""
    for child in kind.__subclasses__():
        if child.__module__.startswith("app.") and not issubclass(child, Table):
            yield child
        yield from models(child)


def time_fields() -> dict[str, Any]:
    """Return the type of each field that is a time, or holds some."""
    return {
        f"{model.__module__}.{model.__name__}.{name}": Annotated[field.annotation, *field.metadata, None]
        for model in models()
        for name, field in model.model_fields.items()
        if any(word in str(field.annotation) for word in ("AwareDatetime", "NaiveDatetime", "datetime.datetime"))
    }


def test_every_field_of_a_time_reads_it_as_utc() -> None:
    fields = time_fields()
    assert len(fields) > 30
    sent = datetime(2027, 1, 1, 12, tzinfo=BERLIN)
    for name, annotation in fields.items():
        is_list = "list[" in str(get_args(annotation)[0])
        read = TypeAdapter(annotation).validate_python([sent] if is_list else sent)
        moment = read[0] if is_list else read
        assert (moment, moment.tzinfo) == (sent, UTC), f"{name} is no UTCTime"


def sent_times(app: FastAPI) -> set[tuple[str, str]]:
    """Return the times in bodies of requests, by operation and field."""
    schemas = app.openapi()["components"]["schemas"]
    return {
        (operation, field)
        for operation, (_, _, schema) in write_operations(app).items()
        for field, value in schemas.get(schema.get("$ref", "").rpartition("/")[2], {}).get("properties", {}).items()
        if "date-time" in str(value)
    }


@ONE_DATABASE
async def test_a_time_sent_in_any_zone_is_answered_with_z_wherever_it_is_read(
    app: FastAPI, owner: httpx.AsyncClient
) -> None:
    times = {("create_api_key", "expires_at"), ("schedule_page", "publish_at"), ("schedule_page", "unpublish_at")}
    assert sent_times(app) == times, "try the new one here too"
    sent = (utc_now() + timedelta(days=30)).replace(microsecond=0)
    body = BODIES["create_api_key"] | {"expires_at": sent.astimezone(BERLIN).isoformat()}
    answer = await owner.post("/api/api-keys", json=body)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    [listed] = (await owner.get("/api/api-keys")).json()["items"]
    assert made["expires_at"] == listed["expires_at"] == f"{sent:%Y-%m-%dT%H:%M:%S}Z"
    assert made["created_at"].endswith("Z")
    page = (await owner.post("/api/pages", json={"slug": "a", "title": "A"})).json()
    body = {"publish_at": None, "unpublish_at": sent.astimezone(BERLIN).isoformat()}
    planned = await owner.put(f"/api/pages/{page['id']}/schedule", json=body)
    assert planned.json()["unpublish_at"] == f"{sent:%Y-%m-%dT%H:%M:%S}Z"


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "2999-01-01T00:00:00"])
async def test_a_time_that_utc_does_not_have_is_refused(owner: httpx.AsyncClient, moment: str) -> None:
    refused = await owner.post("/api/api-keys", json=BODIES["create_api_key"] | {"expires_at": moment})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_input")
