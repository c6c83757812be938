from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.table_read_kind import TableReadKind, check_table_read_kind

if TYPE_CHECKING:
    from ..models.column_read import ColumnRead


from ..defaults import DEFAULTS

T = TypeVar("T", bound="TableRead")


@_attrs_define
class TableRead:
    """A table with its columns."""

    columns: list[ColumnRead]
    kind: TableReadKind
    name: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        columns = []
        for columns_item_data in self.columns:
            columns_item = columns_item_data.to_dict()
            columns.append(columns_item)

        kind: str = self.kind

        name = self.name

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "columns": columns,
                "kind": kind,
                "name": name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.column_read import ColumnRead

        d = {**DEFAULTS.get("TableRead", {}), **src_dict}
        columns = []
        _columns = d.pop("columns")
        for columns_item_data in _columns:
            columns_item = ColumnRead.from_dict(columns_item_data)

            columns.append(columns_item)

        kind = check_table_read_kind(d.pop("kind"))

        name = d.pop("name")

        table_read = cls(
            columns=columns,
            kind=kind,
            name=name,
        )

        table_read.additional_properties = d
        return table_read

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
