"""`onefold reencrypt`: after it, nothing that is stored needs an older key, wherever it stands."""

import asyncio
import json
import os
import secrets
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import String, cast, insert, select

from app.cli.problems import Exit
from app.cli.sealed_columns import SEALED_COLUMNS
from app.core.db.database import Database, Table
from app.core.idempotency.models import IdempotentRequest
from app.core.idempotency.service import place_of as place_of_answer
from app.core.ids import uuid7
from app.core.security.key_ring import KeyRing, parse_keys
from app.core.security.sealed import count_unopened
from app.core.settings import Settings
from app.data.models import DataSource
from app.data.sources.sealed import place_of as place_of_source
from app.engine.journal.new_runs import new_row
from app.engine.journal.sealed import TRIGGER, place_of_event, place_of_value
from app.engine.models import Execution, execution_event, execution_event_kept, execution_value
from app.main import OnefoldApp
from app.secrets.models import Secret
from app.secrets.named.sealed import place_of
from app.secrets.named.service import reveal_secrets
from tests.cli.command import onefold, refused
from tests.servers import PATIENCE_SECONDS, ROOT, answered

OLD, NEW = (f"{name}:{secrets.token_urlsafe(32)}" for name in ("k1", "k2"))
SECRETS = 120


@pytest.fixture
def database_of_test(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a database that the commands of this test work on, under the old key."""
    monkeypatch.setenv("ONEFOLD_DATABASE_URL", database_url)
    monkeypatch.setenv("ONEFOLD_SECRET_KEYS", OLD)
    return database_url


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Those of a server that was started with the new key in front."""
    return settings.model_copy(update={"secret_keys": SecretStr(f"{NEW},{OLD}")})


async def store(url: str, ring: KeyRing) -> None:
    """Store something encrypted in each column that holds such."""
    database = Database(url)
    run, hash = uuid7(), "0" * 64
    async with database.session() as session:
        for number in range(SECRETS):
            secret = Secret(name=f"S{number}", value="")
            secret.value = ring.encrypt(f"value {number}", place_of(secret.id))
            session.add(secret)
        source = DataSource(name="shop", kind="postgres")
        source.url = ring.encrypt("postgresql://h/x", place_of_source(source.id))
        session.add(source)
        request = IdempotentRequest(request_hash="0" * 64, body_signature="", status=201)
        request.body = ring.encrypt("{}", place_of_answer(request.id))
        session.add(request)
    async with database.begin() as connection:
        await connection.execute(insert(Execution.__table__).values(new_row(run, uuid7(), 1, {}, None)))  # type: ignore[attr-defined]
        await connection.execute(
            insert(execution_event).values(execution_id=run, seq=1, key="a||1|node.completed|0", body="{}")
        )
        for seq, key in ((0, TRIGGER), (1, "a||1|node.completed|0")):
            sealed = ring.encrypt("[]\n{}", place_of_event(run, key))
            await connection.execute(insert(execution_event_kept).values(execution_id=run, seq=seq, sealed=sealed))
        sealed = ring.encrypt("[]\n{}", place_of_value(run, hash))
        await connection.execute(
            insert(execution_value).values(execution_id=run, hash=hash, body="{}", sealed=sealed)
        )
    await database.close()


async def look(url: str, ring: KeyRing) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the columns of the whole database that hold a token of the old key, and what the ring opens of each."""
    database = Database(url)
    holding = []
    async with database.engine.connect() as connection:
        for table in Table.metadata.sorted_tables:
            for column in table.columns:
                old = select(column).where(cast(column, String).contains("k1.k1.", autoescape=True)).limit(1)
                if (await connection.execute(old)).first() is not None:
                    holding.append(f"{table.name}.{column.name}")
    opened = [await count_unopened(database, ring, column, 1000) for column in SEALED_COLUMNS]
    await database.close()
    return holding, opened


def test_everything_is_under_the_newest_key_afterwards(
    database_of_test: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.run(store(database_of_test, KeyRing(parse_keys(OLD))))
    new = KeyRing(parse_keys(NEW))
    holding, opened = asyncio.run(look(database_of_test, new))
    assert sorted(holding) == sorted(column.name for column in SEALED_COLUMNS), "each column is known"
    assert opened == [(SECRETS, SECRETS), (1, 1), (2, 2), (1, 1), (1, 1)]

    monkeypatch.setenv("ONEFOLD_SECRET_KEYS", NEW)
    listed = json.loads(onefold("reencrypt", "--json").stdout)
    assert (listed["unopened_by_key"], listed["unneeded_keys"]) == ({"k1": 125}, [])
    lost = onefold("reencrypt")
    assert lost.exit_code == Exit.FAILED
    assert "no key of the ring opens 125 stored values (125 of key 'k1')" in lost.stderr

    monkeypatch.setenv("ONEFOLD_SECRET_KEYS", f"{NEW},{OLD}")
    result = onefold("reencrypt", "--json")
    assert result.exit_code == 0, result.output
    done = {name: column["done"] for name, column in json.loads(result.stdout)["columns"].items()}
    assert done == {
        "secret.value": SECRETS, "data_source.url": 1, "execution_event_kept.sealed": 2, "execution_value.sealed": 1,
        "idempotent_request.body": 1,
    }  # fmt: skip
    assert asyncio.run(look(database_of_test, new)) == ([], [(SECRETS, 0), (1, 0), (2, 0), (1, 0), (1, 0)])
    again = onefold("reencrypt")
    assert again.exit_code == 0
    assert "Nothing stored needs k1 any more" in again.stdout


async def test_one_that_was_killed_goes_on_where_it_was_beside_a_running_server(
    database_of_test: str, app: OnefoldApp, owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store(database_of_test, KeyRing(parse_keys(OLD)))
    last = (await owner.get("/api/secrets", params={"limit": 1})).json()["items"][0]["id"]
    monkeypatch.setenv("ONEFOLD_SECRET_KEYS", f"{NEW},{OLD}")
    killed = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "app", "reencrypt"],
        env=os.environ | {"ONEFOLD_FAILPOINT": "reencrypt:2"},
        cwd=ROOT,
        timeout=PATIENCE_SECONDS,
    )
    assert killed.returncode == -signal.SIGKILL
    again = asyncio.create_task(asyncio.to_thread(onefold, "reencrypt", "--json"))
    answered(await owner.patch(f"/api/secrets/{last}", json={"value": "changed meanwhile"}))
    result = json.loads((await again).stdout)
    assert result["columns"]["secret.value"]["done"] in (SECRETS - 101, SECRETS - 100), "two batches were committed"
    assert (result["newest_key"], result["unneeded_keys"]) == ("k2", ["k1"])
    new = KeyRing(parse_keys(NEW))
    assert await look(database_of_test, new) == ([], [(SECRETS, 0), (1, 0), (2, 0), (1, 0), (1, 0)])
    secret = answered(await owner.get(f"/api/secrets/{last}")).json()
    assert await reveal_secrets(app.resources.database, new, [secret["name"]]) == {
        secret["name"]: "changed meanwhile"
    }


def test_without_a_database_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    refused(onefold("reencrypt"), Exit.SCHEMA, "onefold migrate")
