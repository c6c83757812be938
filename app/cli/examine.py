"""What `onefold doctor` looks at: each setting against the real thing it names.

Nothing is changed (a probe in the storage is removed again), and no packet goes to whom the settings do not name.
"""

import asyncio
import os
import shutil
import socket
import stat
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from app.auth.errors import WeakPassword
from app.auth.models import User
from app.auth.passwords import check_password
from app.cli.opening import open_blobs, open_database
from app.cli.output import describe_size
from app.cli.problems import describe_database_error, schema_url
from app.cli.sealed_columns import STANDING
from app.core.db import migrations
from app.core.db.database import Database, is_pooler, utc_now
from app.core.db.urls import sqlite_path
from app.core.errors import OnefoldError
from app.core.security.key_ring import KEY_FILE, KeyRing, load_key_ring
from app.core.security.sealed import count_unopened
from app.core.settings import Settings

OK, WARNING, FAILED = "ok", "warning", "failed"
LITTLE_ROOM, NO_ROOM = 1024**3, 64 * 1024**2
MAX_SKEW = timedelta(seconds=5)
MAX_TOKENS = 2000
MAX_CHECKED = 256 * 1024**2
"""Bytes of a SQLite file that is looked through for damage: a larger one takes too long."""
PROBE = b"onefold doctor"
TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; `remedy` says what to do, where something is to be done."""

    name: str
    status: str
    detail: str
    remedy: str = ""


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Yield what is found, the ground before what stands on it."""
    for finding in (*_check_data_dir(settings), _check_first_owner(settings), *_check_networks(settings)):
        yield finding
    ring = _check_key_ring(settings)
    yield ring[0]
    async for finding in _check_database(settings, ring[1]):
        yield finding
    yield await _check_storage(settings)
    yield await _check_port(settings)
    async for finding in _check_public_url(settings):
        yield finding
    async for finding in _check_pages_url(settings):
        yield finding


def _check_data_dir(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        remedy = "Make it writable for this user, or set ONEFOLD_DATA_DIR to another folder."
        yield Finding("data dir", FAILED, f"{folder} cannot be written.", remedy)
        return
    made = "" if there == folder.absolute() else ", which is made at the first start"
    yield Finding("data dir", OK, f"{folder}{made}")
    free = shutil.disk_usage(there).free
    status = FAILED if free < NO_ROOM else WARNING if free < LITTLE_ROOM else OK
    remedy = "Make room, or move ONEFOLD_DATA_DIR to a larger disk." if status != OK else ""
    yield Finding("disk", status, f"{describe_size(free)} are free for {folder}.", remedy)


def _check_first_owner(settings: Settings) -> Finding:
    if not settings.admin_email:
        return Finding("first owner", OK, "not named by the settings")
    try:
        check_password(settings.admin_password.get_secret_value(), settings.admin_email)
    except WeakPassword as error:
        return Finding("first owner", FAILED, f"ONEFOLD_ADMIN_PASSWORD: {error.detail}", "Set a longer one.")
    return Finding("first owner", OK, f"{settings.admin_email}, who is made when there is no user yet")


def _check_networks(settings: Settings) -> Iterator[Finding]:
    for name, networks, danger in (
        (
            "egress",
            settings.egress_allow,
            "Workflows may reach every address, this machine and its network included.",
        ),
        ("trusted proxies", settings.trusted_proxies, "Anybody may claim any address by a header."),
    ):
        if any(network.prefixlen == 0 for network in networks):
            yield Finding(name, WARNING, danger, "Name the networks that are meant.")
        elif networks:
            yield Finding(name, OK, ", ".join(map(str, networks)))


def _check_key_ring(settings: Settings) -> tuple[Finding, KeyRing | None]:
    """Return what is found of the keys, and the ring where there is one; none is made."""
    path = settings.data_dir / KEY_FILE
    is_given = bool(settings.secret_keys.get_secret_value())
    if not is_given and not path.exists():
        return Finding("key ring", OK, f"none yet; one is made at the first start, in {path}"), None
    try:
        ring = load_key_ring(settings)
    except (OnefoldError, ValueError, OSError) as error:
        where = "ONEFOLD_SECRET_KEYS" if is_given else str(path)
        return Finding("key ring", FAILED, f"{where}: {error}", "Restore it; stored secrets need these keys."), None
    keys = f"{len(ring.ids)} key{'s' if len(ring.ids) > 1 else ''}, newest {ring.newest!r}"
    if is_given:
        return Finding("key ring", OK, f"{keys}, from ONEFOLD_SECRET_KEYS"), ring
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Finding("key ring", WARNING, f"{path} can be read by others.", f"chmod 600 {path}"), ring
    return Finding("key ring", OK, f"{keys}, in {path}; a backup needs it too"), ring


async def _check_database(settings: Settings, ring: KeyRing | None) -> AsyncIterator[Finding]:
    path = sqlite_path(settings.database_url)
    if path is not None and not path.exists():
        yield Finding("database", WARNING, f"There is no file {path} yet.", "Run `onefold migrate`.")
        return
    try:
        async with open_database(settings) as database:
            yield await _connect(database, path)
            if not settings.is_sqlite:
                yield await asyncio.to_thread(_check_direct_url, settings)
            try:
                await asyncio.to_thread(migrations.check_schema, schema_url(settings))
            except (migrations.SchemaError, migrations.WrongEncoding) as error:
                yield Finding("migrations", FAILED, str(error), "Run `onefold migrate` with the newest version.")
                return
            yield Finding("migrations", OK, f"at {migrations.head_revision()}")
            yield await _check_owner(database, settings)
            if ring is not None:
                yield await _check_secrets(database, ring)
    except (DBAPIError, OSError, TimeoutError) as error:
        remedy = "Start it, or correct ONEFOLD_DATABASE_URL." if path is None else "Restore it from a backup."
        yield Finding("database", FAILED, describe_database_error(error) or "no answer", remedy)


async def _connect(database: Database, path: Path | None) -> Finding:
    size = await asyncio.to_thread(os.path.getsize, path) if path is not None else 0
    async with asyncio.timeout(TIMEOUT_S), database.engine.connect() as connection:
        if path is not None:
            version = await connection.scalar(text("SELECT sqlite_version()"))
            state = await connection.scalar(text("PRAGMA quick_check(1)")) if size < MAX_CHECKED else "ok"
            if state != "ok":
                return Finding("database", FAILED, f"{path} is damaged: {state}", "Restore it from a backup.")
            return Finding("database", OK, f"SQLite {version}, {path}, {describe_size(size)}")
        version = await connection.scalar(text("SHOW server_version"))
        skew = abs(await connection.scalar(text("SELECT clock_timestamp()")) - utc_now())
    if skew > MAX_SKEW:
        detail = f"Its clock differs from this machine's by {skew.total_seconds():.0f} s."
        return Finding("database", WARNING, detail, "Let both follow a time server.")
    return Finding("database", OK, f"Postgres {version}")


def _check_direct_url(settings: Settings) -> Finding:
    url = schema_url(settings)
    name = "ONEFOLD_DIRECT_DATABASE_URL" if settings.direct_database_url else "ONEFOLD_DATABASE_URL"
    try:
        pooled = is_pooler(url)
    except psycopg.Error as error:
        return Finding("direct database", FAILED, f"{name}: {describe_database_error(error)}", "Correct its address.")
    if pooled:
        remedy = "Set ONEFOLD_DIRECT_DATABASE_URL to the address past the pooler."
        return Finding("direct database", FAILED, f"{name} leads through a pooler in transaction mode.", remedy)
    return Finding("direct database", OK, f"{name} leads to Postgres itself")


async def _check_owner(database: Database, settings: Settings) -> Finding:
    async with database.reader() as session:
        has_user = (await session.exec(select(User.id).limit(1))).first() is not None
    if has_user or settings.admin_email:
        return Finding("users", OK, "somebody can sign in" if has_user else "the first owner is made at the start")
    return Finding("users", WARNING, "There is no user yet.", "Run `onefold create-admin you@example.com`.")


async def _check_secrets(database: Database, ring: KeyRing) -> Finding:
    found = [await count_unopened(database, ring, column, MAX_TOKENS) for column in STANDING]
    seen, unopened = sum(count for count, _ in found), sum(count for _, count in found)
    if unopened:
        remedy = "Put the keys they were stored with back into the ring, or store them anew."
        return Finding("secrets", FAILED, f"No key of the ring opens {unopened} of {seen} stored secrets.", remedy)
    return Finding("secrets", OK, f"all {seen} open" if seen else "none stored")


async def _check_storage(settings: Settings) -> Finding:
    where = f"S3 bucket {settings.s3_bucket!r}" if settings.s3_bucket else f"{settings.data_dir / 'storage'}"
    if not settings.s3_bucket and not (settings.data_dir / "storage").exists():
        return Finding("storage", OK, f"{where}, which is made at the first start")

    async def chunks() -> AsyncIterator[bytes]:
        yield PROBE

    try:
        async with open_blobs(settings) as backend:
            blob = uuid4()
            await backend.check()
            await backend.put(blob, chunks())
            reader = await backend.open(blob, 0, len(PROBE))
            read = b"".join([chunk async for chunk in reader])
            await reader.aclose()
            await backend.delete(blob)
    except OnefoldError as error:
        remedy = "Check the ONEFOLD_S3_ settings and what the key may do." if settings.s3_bucket else ""
        return Finding("storage", FAILED, f"{where}: {error.detail}", remedy)
    if read != PROBE:
        return Finding("storage", FAILED, f"{where} gave back something else than was stored.", "Check the disk.")
    return Finding("storage", OK, f"{where}: a probe was written, read and removed")


async def _check_port(settings: Settings) -> Finding:
    where = f"{settings.host} port {settings.port}"
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        if settings.host and not settings.host.strip("0123456789."):
            ip_address(settings.host)
        socket.create_server((settings.host, settings.port), family=family).close()
    except (OSError, ValueError) as error:
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(settings.host, settings.host)  # noqa: S104
        if await _answers(f"http://{host}:{settings.port}"):
            return Finding("port", OK, f"Onefold serves at {where}")
        reason = getattr(error, "strerror", None) or "this is no address"
        remedy = "Stop what runs there, or set ONEFOLD_HOST and ONEFOLD_PORT."
        return Finding("port", FAILED, f"{where} cannot be listened on: {reason}", remedy)
    return Finding("port", OK, f"{where} is free")


async def _check_public_url(settings: Settings) -> AsyncIterator[Finding]:
    if settings.public_url is None:
        return
    url = settings.public_url
    if (url.path or "/") != "/" or url.query:
        yield Finding("public URL", FAILED, f"{url} is more than an origin.", "Leave out what follows the host.")
        return
    if url.scheme == "https" and not settings.trusted_proxies:
        detail = "ONEFOLD_PUBLIC_URL is https, so a proxy is in front, and none is trusted."
        remedy = "Set ONEFOLD_TRUSTED_PROXIES to its network: all visitors share its address until then."
        yield Finding("trusted proxies", WARNING, detail, remedy)
    if await _answers(settings.origin):
        yield Finding("public URL", OK, f"Onefold answers at {settings.origin}")
    else:
        remedy = "Start Onefold, and let the proxy and the name lead to it."
        yield Finding("public URL", WARNING, f"No Onefold answers at {settings.origin}.", remedy)


async def _check_pages_url(settings: Settings) -> AsyncIterator[Finding]:
    if settings.pages_url is None:
        return
    origin = settings.pages_origin
    if not await _answers(origin):
        remedy = "Let the proxy and the name of this host lead to Onefold as well."
        yield Finding("pages URL", WARNING, f"No Onefold answers at {origin}.", remedy)
    elif await _finds(origin, "/robots.txt") and not await _finds(origin, "/openapi.json"):
        yield Finding("pages URL", OK, f"Pages and files answer at {origin}, and nothing else does")
    else:
        remedy = "Restart Onefold with this setting, and let the proxy pass the Host header on as it came."
        yield Finding("pages URL", FAILED, f"{origin} does not answer as the host of pages alone.", remedy)


async def _finds(origin: str, path: str) -> bool:
    try:
        async with httpx.AsyncClient(trust_env=False, timeout=TIMEOUT_S) as client:
            return (await client.get(origin + path)).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


async def _answers(origin: str) -> bool:
    """Return whether Onefold answers there; the environment's proxies are not asked."""
    try:
        async with httpx.AsyncClient(trust_env=False, timeout=TIMEOUT_S) as client:
            reply = await client.get(f"{origin}/healthz")
            return reply.status_code == httpx.codes.OK and reply.json() == {"status": "ok"}
    except (httpx.HTTPError, ValueError):
        return False
