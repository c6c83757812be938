"""From the arguments of a method to a call, over the generated functions, and from an answer to a model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from importlib import import_module
from typing import Any, Protocol, TypeVar
from uuid import UUID, uuid4

import httpx

from ..types import Unset, write_time
from .errors import unexpected


M = TypeVar("M", covariant=True)


class Model(Protocol[M]):
    """The class that is generated for a schema: it makes a model of an answer."""

    def from_dict(self, src_dict: Mapping[str, Any], /) -> M:
        """Return the model; raises KeyError, TypeError or ValueError where the answer is another's."""


class JsonObject:
    """Reads an answer that is an object without a schema."""

    @staticmethod
    def from_dict(body: Mapping[str, Any], /) -> dict[str, Any]:
        """Return it."""
        return dict(body)


class Body(dict[str, Any]):
    """The JSON of a body, in place of the model that a generated function takes."""

    def to_dict(self) -> dict[str, Any]:
        """Return it."""
        return self


def make_call(
    operation: str, given: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return the arguments for httpx of an operation, named `tag.operation_id`; what is None is not sent."""
    arguments = {name: value for name, value in given.items() if value is not None}
    if isinstance(arguments.get("body"), Mapping):
        arguments["body"] = Body(to_json(arguments["body"]))
    call = _find(operation)(**arguments)
    if empty := [name for name, value in arguments.items() if value == "" and _leaves_a_gap(call["url"])]:
        raise ValueError(f"Give {empty[0]}, which is empty.")
    return call if headers is None else call | {"headers": {**call.get("headers", {}), **headers}}


def _leaves_a_gap(path: str) -> bool:
    """Return whether something that belongs into an address is empty there, which makes it another address."""
    return "//" in path or (path.endswith("/") and path != "/")


@lru_cache(maxsize=None)
def _find(operation: str) -> Callable[..., dict[str, Any]]:
    found: Callable[..., dict[str, Any]] = import_module(f"..api.{operation}", __package__)._get_kwargs
    return found


def to_json(value: Any) -> Any:
    """Return a value as JSON has it: models, ids and times become what is sent, and what is unset is left out."""
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items() if not isinstance(item, Unset)}
    if isinstance(value, list | tuple):
        return [to_json(item) for item in value]
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return write_time(value)
    return value.to_dict() if hasattr(value, "to_dict") else value


def read_json(response: httpx.Response) -> Any:
    """Return what an answer holds; raises OnefoldError where that is no JSON."""
    if "json" not in response.headers.get("content-type", "") or not response.content:
        raise unexpected(response)
    try:
        return response.json()
    except ValueError as error:
        raise unexpected(response, "JSON that ends too early or is none") from error


def read_model(response: httpx.Response, model: Model[M]) -> M:
    """Return the model of an answer; raises OnefoldError where it is another's."""
    body = read_json(response)
    try:
        return model.from_dict(body)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        name = getattr(model, "__name__", "what belongs there")
        raise unexpected(response, f"JSON that is no {name}") from error


def read_nothing(response: httpx.Response) -> None:
    """Return when an answer has nothing to say, as it should; raises OnefoldError."""
    if response.content:
        raise unexpected(response)


def read_any(response: httpx.Response) -> Any:
    """Return what the author of a workflow answers: JSON as it is, all else as text."""
    return read_json(response) if "json" in response.headers.get("content-type", "") else response.text


def id_of(thing: Any) -> str:
    """Return the id of a thing, or the id itself."""
    return str(getattr(thing, "id", thing))


def key_of(key: str | None) -> str:
    """Return the name of a request that is to be done once: the given one, or a new one."""
    return key or str(uuid4())


def etag_of(revision: int | str | None) -> str | None:
    """Return the ETag of a draft's revision, given as its number or as it is."""
    return f'"r{revision}"' if isinstance(revision, int) else revision
