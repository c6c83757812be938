from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.table_rows_columns_item import TableRowsColumnsItem
    from ..models.table_rows_rows_item import TableRowsRowsItem


from ..defaults import DEFAULTS

T = TypeVar("T", bound="TableRows")


@_attrs_define
class TableRows:
    """One page of the rows that a table shows: the values of its own columns, no others.

    `total` counts the rows of all pages where the table counts them; `error` is the code of what failed.

    """

    columns: list[TableRowsColumnsItem]
    error: None | str
    has_more: bool
    page: int
    rows: list[TableRowsRowsItem]
    total: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        columns = []
        for columns_item_data in self.columns:
            columns_item = columns_item_data.to_dict()
            columns.append(columns_item)

        error: None | str
        error = self.error

        has_more = self.has_more

        page = self.page

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        total: int | None
        total = self.total

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "columns": columns,
                "error": error,
                "has_more": has_more,
                "page": page,
                "rows": rows,
                "total": total,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.table_rows_columns_item import TableRowsColumnsItem
        from ..models.table_rows_rows_item import TableRowsRowsItem

        d = {**DEFAULTS.get("TableRows", {}), **src_dict}
        columns = []
        _columns = d.pop("columns")
        for columns_item_data in _columns:
            columns_item = TableRowsColumnsItem.from_dict(columns_item_data)

            columns.append(columns_item)

        def _parse_error(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        error = _parse_error(d.pop("error"))

        has_more = d.pop("has_more")

        page = d.pop("page")

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = TableRowsRowsItem.from_dict(rows_item_data)

            rows.append(rows_item)

        def _parse_total(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        total = _parse_total(d.pop("total"))

        table_rows = cls(
            columns=columns,
            error=error,
            has_more=has_more,
            page=page,
            rows=rows,
            total=total,
        )

        table_rows.additional_properties = d
        return table_rows

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
