"""The icons of Lucide (https://lucide.dev), drawn into pages as SVG.

`app/pages/static/lucide.txt` holds them, one a line (`tools/update_icons.py` writes it). It is read where an icon is
first drawn, and not kept: a page has a few of two thousand.
"""

import difflib
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from app.pages.rendering.props import is_in_request

LUCIDE = Path(__file__).parents[1] / "static" / "lucide.txt"


@lru_cache(maxsize=512)
def find_icon(name: str) -> str | None:
    """Return what the SVG of an icon holds."""
    icons = LUCIDE.read_text()
    start = icons.find(f"\n{name}\t")
    if start < 0 or not name.replace("-", "").isalnum():
        return None
    return icons[start + len(name) + 2 : icons.index("\n", start + 1)]


def icon_names() -> list[str]:
    """Return the names of all icons."""
    return [line.partition("\t")[0] for line in LUCIDE.read_text().splitlines()[1:]]


class Icon(str):
    """The type of a prop that names an icon. In a template it is that icon, which no screen reader reads."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(cls._check, core_schema.str_schema(max_length=64))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "format": "icon"}

    @classmethod
    def _check(cls, name: str, info: ValidationInfo) -> "Icon | None":
        if find_icon(name) is not None:
            return cls(name)
        if is_in_request(info):
            return None
        close = difflib.get_close_matches(name, icon_names(), 1)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        known = {"name": repr(name), "hint": hint}
        raise PydanticCustomError("unknown_icon", "Lucide has no icon {name}{hint}", known)

    def __html__(self) -> str:
        return f'<svg class="of-icon" viewBox="0 0 24 24" aria-hidden="true">{find_icon(self)}</svg>'
