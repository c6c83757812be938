from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.column_create import ColumnCreate


from ..defaults import DEFAULTS

T = TypeVar("T", bound="TableCreate")


@_attrs_define
class TableCreate:
    """A table in `local`; `id` and `created_at` are added to its columns."""

    columns: list[ColumnCreate]
    name: str
    """ Lower case letters, digits and `_`. """

    def to_dict(self) -> dict[str, Any]:
        columns = []
        for columns_item_data in self.columns:
            columns_item = columns_item_data.to_dict()
            columns.append(columns_item)

        name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "columns": columns,
                "name": name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.column_create import ColumnCreate

        d = {**DEFAULTS.get("TableCreate", {}), **src_dict}
        columns = []
        _columns = d.pop("columns")
        for columns_item_data in _columns:
            columns_item = ColumnCreate.from_dict(columns_item_data)

            columns.append(columns_item)

        name = d.pop("name")

        table_create = cls(
            columns=columns,
            name=name,
        )

        return table_create
