"""docs/limits.md says the numbers of the code."""

import re
from dataclasses import is_dataclass
from datetime import timedelta
from importlib import import_module

import annotated_types
import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from app.core.settings import Settings
from tests.servers import ROOT

UNITS = {
    "": 1,
    **dict.fromkeys(["characters", "bytes", "levels", "s"], 1),
    "h": 3600,
    "d": 86_400,
    "KiB": 1024,
    "MiB": 1024**2,
    "GiB": 1024**3,
}
ROW = re.compile(r"^\| (?P<what>.+?) \| (?P<number>\d+) ?(?P<unit>\w*) \| `(?P<place>[^`]+)`(?P<days> days)? \|$")
PAGE = (ROOT / "docs" / "limits.md").read_text("utf-8").splitlines()
ROWS = [match for line in PAGE if (match := ROW.match(line))]


def of_field(field: FieldInfo) -> float:
    """Return the upper bound of a field."""
    (bound,) = [part.le for part in field.metadata if isinstance(part, annotated_types.Le)]
    assert isinstance(bound, int | float)
    return bound


def in_code(place: str) -> float:
    """Return the number that stands at a place: a constant, a field's upper bound, or a setting's default."""
    if place.startswith("ONEFOLD_"):
        number = Settings.model_fields[place.removeprefix("ONEFOLD_").lower()].default
        return float(number) * (86_400 if place.endswith("_DAYS") else 1)
    owner, _, name = place.rpartition(".")
    try:
        found = getattr(import_module(owner), name)
    except ModuleNotFoundError:
        module, _, cls = owner.rpartition(".")
        holder = getattr(import_module(module), cls)
        if issubclass(holder, BaseModel):
            found = of_field(holder.model_fields[name])
        else:
            found = getattr(holder() if is_dataclass(holder) else holder, name)
    return found.total_seconds() if isinstance(found, timedelta) else float(found)


def test_each_row_is_read() -> None:
    tables = [line for line in PAGE if line.startswith("| ") and not line.startswith(("| what |", "| --- |"))]
    assert len(ROWS) == len(tables) > 60


@pytest.mark.parametrize("row", ROWS, ids=[row["what"] for row in ROWS])
def test_the_number_is_the_one_of_the_code(row: re.Match[str]) -> None:
    said = int(row["number"]) * UNITS[row["unit"]]
    assert said == in_code(row["place"]) * (86_400 if row["days"] else 1)
