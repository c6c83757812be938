from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.query_run_params import QueryRunParams


from ..defaults import DEFAULTS

T = TypeVar("T", bound="QueryRun")


@_attrs_define
class QueryRun:
    """Values for the parameters of a query; text that says a value of the type is read as such."""

    params: QueryRunParams | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        params: dict[str, Any] | Unset = UNSET
        if not isinstance(self.params, Unset):
            params = self.params.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if params is not UNSET:
            field_dict["params"] = params

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.query_run_params import QueryRunParams

        d = {**DEFAULTS.get("QueryRun", {}), **src_dict}
        _params = d.pop("params", UNSET)
        params: QueryRunParams | Unset
        if isinstance(_params, Unset):
            params = UNSET
        else:
            params = QueryRunParams.from_dict(_params)

        query_run = cls(
            params=params,
        )

        return query_run
