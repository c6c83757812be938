from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.query_mode import QueryMode, check_query_mode
from ..types import read_time, write_time

if TYPE_CHECKING:
    from ..models.query_param_read import QueryParamRead


from ..defaults import DEFAULTS

T = TypeVar("T", bound="NamedQueryRead")


@_attrs_define
class NamedQueryRead:
    """A named query."""

    created_at: datetime.datetime
    id: UUID
    mode: QueryMode
    """ Whether a named query may change anything; pages run `read` ones only. """
    name: str
    params: list[QueryParamRead]
    source: str
    sql: str
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = write_time(self.created_at)

        id = str(self.id)

        mode: str = self.mode

        name = self.name

        params = []
        for params_item_data in self.params:
            params_item = params_item_data.to_dict()
            params.append(params_item)

        source = self.source

        sql = self.sql

        updated_at = write_time(self.updated_at)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "id": id,
                "mode": mode,
                "name": name,
                "params": params,
                "source": source,
                "sql": sql,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.query_param_read import QueryParamRead

        d = {**DEFAULTS.get("NamedQueryRead", {}), **src_dict}
        created_at = read_time(d.pop("created_at"))

        id = UUID(d.pop("id"))

        mode = check_query_mode(d.pop("mode"))

        name = d.pop("name")

        params = []
        _params = d.pop("params")
        for params_item_data in _params:
            params_item = QueryParamRead.from_dict(params_item_data)

            params.append(params_item)

        source = d.pop("source")

        sql = d.pop("sql")

        updated_at = read_time(d.pop("updated_at"))

        named_query_read = cls(
            created_at=created_at,
            id=id,
            mode=mode,
            name=name,
            params=params,
            source=source,
            sql=sql,
            updated_at=updated_at,
        )

        named_query_read.additional_properties = d
        return named_query_read

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
