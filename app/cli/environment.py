"""The settings of a command: read from the environment, and what is wrong there said in a sentence each.

A variable that looks like a setting and is none is named on stderr: a typing error would otherwise leave its default
in force, and nobody would know.
"""

import os
from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from app.cli.problems import Exit, fail, warn
from app.core.input_errors import InputError, describe_errors
from app.core.settings import Settings
from app.core.text import find_closest

PREFIX = "ONEFOLD_"
# Read by others than the server: the address in our own examples, and what runs our tests and benchmarks.
_NOT_SETTINGS = frozenset({"ONEFOLD_URL"})
_OTHERS = ("ONEFOLD_TEST_", "ONEFOLD_BENCH_", "ONEFOLD_REQUIRE_")


def load_settings(host: str | None = None, port: int | None = None) -> Settings:
    """Return the settings of the environment, options first; ends the command when one is wrong.

    Options become environment variables, so that worker processes read the same.
    """
    if host is not None:
        os.environ["ONEFOLD_HOST"] = host
    if port is not None:
        os.environ["ONEFOLD_PORT"] = str(port)
    for warning in list_unread(os.environ):
        warn(warning)
    settings = read_settings()
    if isinstance(settings, str):
        fail(Exit.SETTINGS, settings)
    return settings


def read_settings() -> Settings | str:
    """Return the settings of the environment, or what is wrong with them."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = describe_errors(error.errors(include_url=False), Settings, noun="setting")
        return "; ".join(_name_setting(one) for one in wrong)


def list_unread(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each variable that is meant for Onefold, as it seems, and that it does not read."""
    settings = {PREFIX + name.upper() for name in Settings.model_fields}
    named = {name.upper() for name in environment}
    for name in sorted(environment):
        written = name.upper()
        if written.startswith(PREFIX) and written not in settings | _NOT_SETTINGS and not written.startswith(_OTHERS):
            # Without what all of them share, which would make any two alike.
            meant = find_closest(written.removeprefix(PREFIX), [name.removeprefix(PREFIX) for name in settings])
            hint = f"did you mean {PREFIX}{meant}?" if meant else "docs/settings.md lists them."
            yield f"{name} is no setting and has no effect; {hint}"
    if "DATABASE_URL" in named and "ONEFOLD_DATABASE_URL" not in named:
        yield "DATABASE_URL is set and has no effect here; the setting is ONEFOLD_DATABASE_URL."


def _name_setting(wrong: InputError) -> str:
    return f"{PREFIX}{str(wrong.loc[0]).upper()}: {wrong.message}" if wrong.loc else wrong.message
