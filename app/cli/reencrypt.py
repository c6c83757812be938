"""`onefold reencrypt`."""

import asyncio
from collections import Counter
from collections.abc import Sequence

import typer

from app.cli.checks import check_key_ring, load_ready_settings
from app.cli.opening import open_database
from app.cli.output import AsJson, counting, print_json, print_table
from app.cli.problems import Exit, database_problems, fail
from app.cli.sealed_columns import SEALED_COLUMNS
from app.core.failpoints import FailPoints
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
    unopened = sum((result.unopened for result in results.values()), Counter[str]())
    # What does not open may have been altered, and then it opens with an older key once it is mended.
    unneeded = [] if unopened else [key_id for key_id in ring.ids if key_id != ring.newest]
    if as_json:
        columns = {name: {"done": one.done, "unopened": one.unopened.total()} for name, one in results.items()}
        keys = {"newest_key": ring.newest, "unneeded_keys": unneeded, "unopened_by_key": unopened}
        print_json({"columns": columns} | keys)
    else:
        rows = [(name, f"{one.done:,}", f"{one.unopened.total():,}") for name, one in results.items()]
        print_table(("stored in", "encrypted anew", "not opened"), rows)
    if unopened:
        of_keys = ", ".join(f"{count:,} of key {key_id!r}" for key_id, count in sorted(unopened.items()))
        fail(
            Exit.FAILED,
            f"no key of the ring opens {unopened.total():,} stored values ({of_keys}). Add the keys that they were "
            "stored with, run it again, and keep every key until then.",
        )
    if not as_json:
        typer.echo(f"\nAll of it is under the key {ring.newest!r}.{_say_what_may_go(unneeded)}")


def _say_what_may_go(unneeded: Sequence[str]) -> str:
    if not unneeded:
        return ""
    return (
        f" Nothing stored needs {', '.join(unneeded)} any more, if every server had the new key in front before this "
        "began; else run it again. What older keys have signed, such as links, ends with them, and backups made "
        "before need them."
    )


async def _reencrypt_all(settings: Settings, ring: KeyRing) -> dict[str, Reencrypted]:
    failpoints = FailPoints(settings.failpoint)
    async with open_database(settings) as database:
        with counting("stored values") as count:

            def on_batch(values: int) -> None:
                count(values)
                failpoints.hit("reencrypt")

            return {one.name: await reencrypt_column(database, ring, one, on_batch) for one in SEALED_COLUMNS}
