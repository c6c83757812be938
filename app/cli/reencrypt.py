"""`onefold reencrypt`."""

import asyncio

import typer

from app.cli.checks import check_key_ring, load_ready_settings
from app.cli.opening import open_database
from app.cli.output import AsJson, counting, print_json, print_table
from app.cli.problems import Exit, database_problems, fail
from app.cli.sealed_columns import SEALED_COLUMNS
from app.core.security.key_ring import KeyRing, load_key_ring
from app.core.security.sealed import Reencrypted, reencrypt_column
from app.core.settings import Settings


def reencrypt(as_json: AsJson = False) -> None:
    """Encrypt every stored secret anew under the newest key of the ring, so that older keys can go.

    It works while Onefold runs, and can be ended and begun again at any time. Put the new key in front of
    ONEFOLD_SECRET_KEYS and start Onefold with it first: what a server stores meanwhile is under the key it knows.
    """
    settings = load_ready_settings()
    check_key_ring(settings)
    ring = load_key_ring(settings)
    with database_problems(settings):
        results = asyncio.run(_reencrypt_all(settings, ring))
    unopened = sum(result.unopened for result in results.values())
    if as_json:
        columns = {name: {"done": one.done, "unopened": one.unopened} for name, one in results.items()}
        print_json({"newest_key": ring.newest, "columns": columns, "unopened": unopened})
    else:
        rows = [(name, f"{one.done:,}", f"{one.unopened:,}") for name, one in results.items()]
        print_table(("stored in", "encrypted anew", "not opened"), rows)
    if unopened:
        fail(
            Exit.FAILED,
            f"no key of the ring opens {unopened} stored values. Add the keys that they were stored with, run it "
            "again, and keep every key until then.",
        )
    if not as_json:
        typer.echo(f"\nAll of it is under the key {ring.newest!r}.{_say_what_may_go(ring)}")


def _say_what_may_go(ring: KeyRing) -> str:
    older = [key_id for key_id in ring.ids if key_id != ring.newest]
    if not older:
        return ""
    return (
        f" {', '.join(older)} may go from ONEFOLD_SECRET_KEYS once every server runs with the new one: what older "
        "keys have signed, such as links, ends with them, and backups made before need them."
    )


async def _reencrypt_all(settings: Settings, ring: KeyRing) -> dict[str, Reencrypted]:
    async with open_database(settings) as database:
        with counting("stored values") as on_value:
            return {one.name: await reencrypt_column(database, ring, one, on_value) for one in SEALED_COLUMNS}
