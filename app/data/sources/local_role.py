"""How the `local` source is reached where the main database is Postgres: as a role of its own.

Its tables lie in the schema `onefold_local`, reached by connections that *log in* as a role which may use that schema
and nothing else. `SET ROLE` would not do: a statement may contain `set_config('role', …)` and run further SQL through
`query_to_xml`, and what is then checked is who logged in. They go past a pooler, which lets in only the users it was
told of. The role is made on first use, its password derived from the key ring, so that every process knows it and no
table holds it. It is set up again when it cannot sign in.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import structlog
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from app.core.db.database import Database
from app.core.security.key_ring import KeyRing
from app.data.errors import SourceUnreachable
from app.data.queries.sql import quote
from app.data.sources.postgres import Connect, Connection, connect
from app.data.sources.source import Limits

log = structlog.get_logger("onefold.data.sources.local_role")
SCHEMA = "onefold_local"
_LONGEST_NAME = 63


def role_name(database: str) -> str:
    """Return the role of a database: roles belong to the whole server, so its name holds the database's."""
    name = f"{SCHEMA}_{database}"
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    return f"{SCHEMA}_{hashlib.sha256(database.encode()).hexdigest()[:32]}"


def local_connect(database: Database, key_ring: KeyRing, limits: Limits) -> Connect:
    """Return how to connect to the `local` source on Postgres; the first connection sets up its role and schema."""
    main: Mapping[str, Any] = conninfo_to_dict(database.direct_url)
    role = ""

    async def sign_in() -> Connection:
        return await connect({**main, "user": role, "password": _password(key_ring, role)}, limits)

    async def connect_as_role() -> Connection:
        nonlocal role
        if role:
            try:
                return await sign_in()
            except SourceUnreachable as error:
                # Perhaps somebody changed the role; a server that is down refuses the set-up as well.
                log.warning("local_role_refused", reason=error.detail)
        role = await prepare_role(database, key_ring)
        return await sign_in()

    return connect_as_role


def _password(key_ring: KeyRing, role: str) -> str:
    return key_ring.sign("data.local.role", role.encode())


async def prepare_role(database: Database, key_ring: KeyRing) -> str:
    """Make the role and the schema unless they stand, and return the role's name; raises SourceUnreachable."""
    try:
        async with database.begin() as main:
            await main.execute(text("SELECT pg_advisory_xact_lock(hashtext('onefold_local'))"))
            role = role_name(str(await main.scalar(text("SELECT current_database()"))))
            await _make_role(main, role, _password(key_ring, role))
            await _grant(main, role)
            return role
    except OperationalError as error:
        raise SourceUnreachable("The main database does not answer.") from error
    except DBAPIError as error:
        raise SourceUnreachable(
            "The local source needs a Postgres role of its own, and this database user may not make one. "
            "Run `ALTER ROLE <the user of ONEFOLD_DATABASE_URL> CREATEROLE` as an administrator."
        ) from error


async def _make_role(main: AsyncConnection, role: str, password: str) -> None:
    known = await main.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role})
    # Utility statements take no bound parameters; the password is base64url and needs no escaping.
    how = "ALTER" if known else "CREATE"
    await main.exec_driver_sql(f"{how} ROLE {quote(role)} LOGIN PASSWORD '{password}'")
    await main.exec_driver_sql(f"ALTER ROLE {quote(role)} RESET ALL")


async def _grant(main: AsyncConnection, role: str) -> None:
    name = quote(role)
    await main.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    await main.exec_driver_sql(f"GRANT USAGE, CREATE ON SCHEMA {SCHEMA} TO {name}")
    # Membership lets the main user back up and drop what the role owns. It is nothing the role gains.
    if not await main.scalar(text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")):
        await main.exec_driver_sql(f"GRANT {name} TO CURRENT_USER")
    # Until Postgres 15 everybody could make functions in `public`, which the main user's search path would then find.
    may_create = text("SELECT has_schema_privilege(:role, oid, 'CREATE') FROM pg_namespace WHERE nspname = 'public'")
    if await main.scalar(may_create, {"role": role}):
        await main.exec_driver_sql("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        if await main.scalar(may_create, {"role": role}):
            raise SourceUnreachable("Run `REVOKE CREATE ON SCHEMA public FROM PUBLIC` as the owner of the database.")
