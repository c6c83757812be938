"""Keeps secrets out of what is stored: every occurrence of a revealed value becomes `[redacted:NAME]`."""

from collections.abc import Mapping
from typing import Any


def redact(value: Any, secrets: Mapping[str, str]) -> Any:
    """Return the JSON value with every secret in its strings and keys replaced."""
    if not secrets:
        return value
    if isinstance(value, str):
        for name, secret in secrets.items():
            if secret and secret in value:
                value = value.replace(secret, f"[redacted:{name}]")
        return value
    if isinstance(value, list):
        return [redact(item, secrets) for item in value]
    if isinstance(value, dict):
        return {redact(key, secrets): redact(item, secrets) for key, item in value.items()}
    return value
