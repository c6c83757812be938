from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.query_result_read_rows_item import QueryResultReadRowsItem


from ..defaults import DEFAULTS

T = TypeVar("T", bound="QueryResultRead")


@_attrs_define
class QueryResultRead:
    """What a statement returned. `row_count` counts rows returned, or changed when it returns none; `truncated` says
    that there were more rows than these.

    """

    columns: list[str]
    row_count: int
    rows: list[QueryResultReadRowsItem]
    truncated: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        columns = self.columns

        row_count = self.row_count

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        truncated = self.truncated

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "columns": columns,
                "row_count": row_count,
                "rows": rows,
                "truncated": truncated,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.query_result_read_rows_item import QueryResultReadRowsItem

        d = {**DEFAULTS.get("QueryResultRead", {}), **src_dict}
        columns = cast(list[str], d.pop("columns"))

        row_count = d.pop("row_count")

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = QueryResultReadRowsItem.from_dict(rows_item_data)

            rows.append(rows_item)

        truncated = d.pop("truncated")

        query_result_read = cls(
            columns=columns,
            row_count=row_count,
            rows=rows,
            truncated=truncated,
        )

        query_result_read.additional_properties = d
        return query_result_read

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
