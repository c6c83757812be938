"""The data source that a node names."""

from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from app.engine.kinds import Reference


def list_references(params: Mapping[str, JsonValue]) -> Iterator[Reference]:
    """Yield the source, which a publish must find."""
    if isinstance(name := params.get("source"), str):
        yield Reference("source", name, "source")
