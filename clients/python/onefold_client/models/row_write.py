from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.row_write_values import RowWriteValues


from ..defaults import DEFAULTS

T = TypeVar("T", bound="RowWrite")


@_attrs_define
class RowWrite:
    """Values of a row; columns left out keep what they have, or get their default."""

    values: RowWriteValues
    """ Column name to value. """

    def to_dict(self) -> dict[str, Any]:
        values = self.values.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "values": values,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.row_write_values import RowWriteValues

        d = {**DEFAULTS.get("RowWrite", {}), **src_dict}
        values = RowWriteValues.from_dict(d.pop("values"))

        row_write = cls(
            values=values,
        )

        return row_write
