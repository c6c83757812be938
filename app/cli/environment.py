"""The settings of a command: read from the environment, and what is wrong there said in a sentence each.

A variable that looks like a setting and is none is named on stderr: a typing error would otherwise leave its default
in force, and nobody would know.
"""

import os
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import ValidationError

from app.cli.problems import Exit, fail, warn
from app.core.errors import plain_message
from app.core.settings import Settings

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
        return "; ".join(map(_describe, error.errors(include_url=False)))


def list_unread(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each variable that is meant for Onefold, as it seems, and that it does not read."""
    settings = {PREFIX + name.upper() for name in Settings.model_fields}
    named = {name.upper() for name in environment}
    for name in sorted(environment):
        written = name.upper()
        if written.startswith(PREFIX) and written not in settings | _NOT_SETTINGS and not written.startswith(_OTHERS):
            near = get_close_matches(written, settings, n=1, cutoff=0.8)
            hint = f"did you mean {near[0]}?" if near else "docs/settings.md lists them."
            yield f"{name} is no setting and has no effect; {hint}"
    if "DATABASE_URL" in named and "ONEFOLD_DATABASE_URL" not in named:
        yield "DATABASE_URL is set and has no effect here; the setting is ONEFOLD_DATABASE_URL."


def _describe(item: Mapping[str, Any]) -> str:
    location = item["loc"]
    return f"{PREFIX}{str(location[0]).upper()}: {_message(item)}" if location else plain_message(item)


def _message(item: Mapping[str, Any]) -> str:
    """Return what is wrong with one value, and what would be right."""
    given, context = _given(item), item.get("ctx", {})
    match item["type"]:
        case "int_parsing" | "int_from_float":
            return f"{given} is no whole number"
        case "float_parsing":
            return f"{given} is no number"
        case "greater_than_equal" | "less_than_equal" | "greater_than" | "less_than":
            limit = next(iter(context.values()))
            words = {"ge": "at least", "le": "at most", "gt": "more than", "lt": "less than"}
            return f"it has to be {words[next(iter(context))]} {limit:,}, and is {given}"
        case "literal_error":
            return f"{given} is none of {context['expected']}"
        case "url_parsing" | "url_scheme":
            return f"{given} is no address like https://app.example.com (with http:// or https://)"
        case _:
            return plain_message(item)


def _given(item: Mapping[str, Any]) -> str:
    """Return the value as it was written; a secret is never shown."""
    field = Settings.model_fields[str(item["loc"][0])]
    types = (field.annotation, *get_args(field.annotation))
    return "the value" if any("Secret" in str(kind) for kind in types) else repr(item["input"])
