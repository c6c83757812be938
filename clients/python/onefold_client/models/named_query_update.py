from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

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

    mode: None | QueryMode | Unset = UNSET
    params: list[QueryParam] | None | Unset = UNSET
    sql: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        mode: None | str | Unset
        if isinstance(self.mode, Unset):
            mode = UNSET
        elif isinstance(self.mode, str):
            mode = self.mode
        else:
            mode = self.mode

        params: list[dict[str, Any]] | None | Unset
        if isinstance(self.params, Unset):
            params = UNSET
        elif isinstance(self.params, list):
            params = []
            for params_type_0_item_data in self.params:
                params_type_0_item = params_type_0_item_data.to_dict()
                params.append(params_type_0_item)

        else:
            params = self.params

        sql: None | str | Unset
        if isinstance(self.sql, Unset):
            sql = UNSET
        else:
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

        def _parse_mode(data: object) -> None | QueryMode | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                mode_type_0 = check_query_mode(data)

                return mode_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | QueryMode | Unset, data)

        mode = _parse_mode(d.pop("mode", UNSET))

        def _parse_params(data: object) -> list[QueryParam] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                params_type_0 = []
                _params_type_0 = data
                for params_type_0_item_data in _params_type_0:
                    params_type_0_item = QueryParam.from_dict(params_type_0_item_data)

                    params_type_0.append(params_type_0_item)

                return params_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[QueryParam] | None | Unset, data)

        params = _parse_params(d.pop("params", UNSET))

        def _parse_sql(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        sql = _parse_sql(d.pop("sql", UNSET))

        named_query_update = cls(
            mode=mode,
            params=params,
            sql=sql,
        )

        return named_query_update
