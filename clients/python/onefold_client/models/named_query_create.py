from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.query_mode import QueryMode, check_query_mode
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.query_param import QueryParam


from ..defaults import DEFAULTS

T = TypeVar("T", bound="NamedQueryCreate")


@_attrs_define
class NamedQueryCreate:
    """A new query. `mode: read` runs in a transaction that refuses writes, and is the only mode pages run."""

    name: str
    """ Lower case letters, digits, `_` and `-`. """
    source: str
    """ Name of a data source. """
    sql: str
    """ One statement; parameters as `:name`. """
    mode: QueryMode | Unset = UNSET
    """ Whether a named query may change anything; pages run `read` ones only. """
    params: list[QueryParam] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        source = self.source

        sql = self.sql

        mode: str | Unset = UNSET
        if not isinstance(self.mode, Unset):
            mode = self.mode

        params: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.params, Unset):
            params = []
            for params_item_data in self.params:
                params_item = params_item_data.to_dict()
                params.append(params_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "source": source,
                "sql": sql,
            }
        )
        if mode is not UNSET:
            field_dict["mode"] = mode
        if params is not UNSET:
            field_dict["params"] = params

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.query_param import QueryParam

        d = {**DEFAULTS.get("NamedQueryCreate", {}), **src_dict}
        name = d.pop("name")

        source = d.pop("source")

        sql = d.pop("sql")

        _mode = d.pop("mode", UNSET)
        mode: QueryMode | Unset
        if isinstance(_mode, Unset):
            mode = UNSET
        else:
            mode = check_query_mode(_mode)

        _params = d.pop("params", UNSET)
        params: list[QueryParam] | Unset = UNSET
        if _params is not UNSET:
            params = []
            for params_item_data in _params:
                params_item = QueryParam.from_dict(params_item_data)

                params.append(params_item)

        named_query_create = cls(
            name=name,
            source=source,
            sql=sql,
            mode=mode,
            params=params,
        )

        return named_query_create
