from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.query_mode import QueryMode, check_query_mode
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.query_param import QueryParam


from ..defaults import DEFAULTS

T = TypeVar("T", bound="NamedQueryUpdate")


@_attrs_define
class NamedQueryUpdate:
    """Changes of a query; what is left out stays. Its name never changes, because pages hold it."""

    mode: QueryMode | Unset = UNSET
    """ Whether a named query may change anything; pages run `read` ones only. """
    params: list[QueryParam] | Unset = UNSET
    sql: str | Unset = UNSET
    """ One statement; parameters as `:name`. """

    def to_dict(self) -> dict[str, Any]:
        mode: str | Unset = UNSET
        if not isinstance(self.mode, Unset):
            mode = self.mode

        params: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.params, Unset):
            params = []
            for params_item_data in self.params:
                params_item = params_item_data.to_dict()
                params.append(params_item)

        sql = self.sql

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if mode is not UNSET:
            field_dict["mode"] = mode
        if params is not UNSET:
            field_dict["params"] = params
        if sql is not UNSET:
            field_dict["sql"] = sql

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.query_param import QueryParam

        d = {**DEFAULTS.get("NamedQueryUpdate", {}), **src_dict}
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

        sql = d.pop("sql", UNSET)

        named_query_update = cls(
            mode=mode,
            params=params,
            sql=sql,
        )

        return named_query_update
