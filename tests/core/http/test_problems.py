"""What a caller reads when the database refuses a statement."""

from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from app.core.http.problems import install_error_handlers
from tests.core.http.conftest import ClientFor


async def test_a_refusal_of_the_database_is_a_problem_that_says_nothing_of_it(
    client_for: ClientFor, tmp_path: Path
) -> None:
    engine = create_async_engine(f"sqlite+aiosqlite:///{tmp_path}/x.db")
    app = FastAPI()
    install_error_handlers(app)

    @app.get("/")
    async def execute(sql: str) -> None:
        async with engine.begin() as connection:
            await connection.execute(text(sql))

    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE city (name TEXT UNIQUE)"))
        await connection.execute(text("INSERT INTO city VALUES ('Delft')"))
    client = client_for(app)
    twice = await client.get("/", params={"sql": "INSERT INTO city VALUES ('Delft')"})
    gone = await client.get("/", params={"sql": "SELECT name FROM town"})
    await engine.dispose()
    assert (twice.status_code, twice.json()["code"]) == (409, "conflict")
    assert (gone.status_code, gone.json()["code"], gone.headers["retry-after"]) == (503, "unavailable", "2")
    for answer in (twice, gone):
        assert answer.headers["content-type"] == "application/problem+json"
        assert "city" not in answer.text
        assert "town" not in answer.text
