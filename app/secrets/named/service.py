"""Named secrets: written by editors, read by webhooks and running nodes, never shown again."""

import base64
import secrets
from collections.abc import Iterable
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import Database, utc_now
from app.core.http.pagination import ListPage, PageRequest, to_page
from app.core.security.key_ring import KeyRing
from app.core.usage import ListConsumers, check_unused, lock_for_delete
from app.secrets import repository
from app.secrets.errors import SecretInUse, SecretNameTaken, SecretNotFound
from app.secrets.models import Secret
from app.secrets.named.sealed import place_of
from app.secrets.schemas import SecretCreate, SecretMade, SecretRead, SecretUpdate

STANDARD_PREFIX = "whsec_"
SECRET_BYTES = 32
"""Standard Webhooks asks for 24 to 64 bytes."""


def make_value() -> str:
    """Return a new random secret in the form of Standard Webhooks."""
    return STANDARD_PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def to_read(secret: Secret) -> SecretRead:
    """Return what goes over the wire for a secret: never its value."""
    return SecretRead.model_validate(secret, from_attributes=True)


async def list_secrets(session: AsyncSession, page: PageRequest) -> ListPage[SecretRead]:
    """Return a page of secrets, newest first."""
    return to_page(await repository.list_secrets(session, page), page, to_read)


async def get_secret(session: AsyncSession, secret_id: UUID) -> Secret:
    """Return the secret; raises SecretNotFound."""
    secret = await repository.find_secret(session, secret_id)
    if secret is None:
        raise SecretNotFound(f"There is no secret {secret_id}.")
    return secret


async def list_names(session: AsyncSession) -> set[str]:
    """Return the names of all secrets."""
    return await repository.list_secret_names(session)


async def create_secret(session: AsyncSession, key_ring: KeyRing, body: SecretCreate) -> SecretMade:
    """Return the new secret, with its value if that was made here; raises SecretNameTaken."""
    if await repository.list_secrets_by_name(session, [body.name]):
        raise SecretNameTaken(f"There is a secret {body.name!r} already; change it or choose another name.")
    return await _store(session, key_ring, Secret(name=body.name, value=""), body.value)


async def update_secret(session: AsyncSession, key_ring: KeyRing, secret_id: UUID, body: SecretUpdate) -> SecretMade:
    """Return the secret with another value, shown if it was made here."""
    secret = await get_secret(session, secret_id)
    secret.updated_at = utc_now()
    return await _store(session, key_ring, secret, body.value)


async def _store(session: AsyncSession, key_ring: KeyRing, secret: Secret, value: str | None) -> SecretMade:
    made = make_value() if value is None else None
    secret.value = key_ring.encrypt(value if value is not None else made or "", place_of(secret.id))
    session.add(secret)
    await session.flush()
    return SecretMade(**to_read(secret).model_dump(), value=made)


async def delete_secret(session: AsyncSession, list_consumers: ListConsumers, secret_id: UUID) -> None:
    """Delete a secret; raises SecretInUse while a published workflow reads it."""
    await lock_for_delete(session)
    secret = await get_secret(session, secret_id)
    await check_unused(session, list_consumers, SecretInUse, "secrets", secret.name)
    await session.delete(secret)


async def find_secret_value(session: AsyncSession, key_ring: KeyRing, name: str) -> str | None:
    """Return the value of the secret with this name, None when there is none."""
    for secret in await repository.list_secrets_by_name(session, [name]):
        return key_ring.decrypt(secret.value, place_of(secret.id))
    return None


async def reveal_secrets(database: Database, key_ring: KeyRing, names: Iterable[str]) -> dict[str, str]:
    """Return the values of these secrets, for a run; names without a secret are left out."""
    wanted = set(names)
    if not wanted:
        return {}
    async with database.reader() as session:
        found = await repository.list_secrets_by_name(session, wanted)
    return {secret.name: key_ring.decrypt(secret.value, place_of(secret.id)) for secret in found}
