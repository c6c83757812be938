from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.page_data_read_args import PageDataReadArgs


from ..defaults import DEFAULTS

T = TypeVar("T", bound="PageDataRead")


@_attrs_define
class PageDataRead:
    """Stored data of a page; another build may have stored more fields."""

    args: PageDataReadArgs
    """ Values for the query's parameters, or the workflow's input: literal, or expressions over `params` and
    `cookies`. """
    must_exist: bool
    """ Whether a page without a row of it is not found. """
    name: str
    """ A letter, then letters, digits and `_`. """
    query: None | str
    """ Name of a query whose mode is `read`. """
    ttl_seconds: float | None
    """ How long visitors may be sent what was read; left out, at most a second. """
    workflow_id: None | UUID
    """ A published workflow; what it responds is the data. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        args = self.args.to_dict()

        must_exist = self.must_exist

        name = self.name

        query: None | str
        query = self.query

        ttl_seconds: float | None
        ttl_seconds = self.ttl_seconds

        workflow_id: None | str
        if isinstance(self.workflow_id, UUID):
            workflow_id = str(self.workflow_id)
        else:
            workflow_id = self.workflow_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "args": args,
                "must_exist": must_exist,
                "name": name,
                "query": query,
                "ttl_seconds": ttl_seconds,
                "workflow_id": workflow_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.page_data_read_args import PageDataReadArgs

        d = {**DEFAULTS.get("PageDataRead", {}), **src_dict}
        args = PageDataReadArgs.from_dict(d.pop("args"))

        must_exist = d.pop("must_exist")

        name = d.pop("name")

        def _parse_query(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        query = _parse_query(d.pop("query"))

        def _parse_ttl_seconds(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        ttl_seconds = _parse_ttl_seconds(d.pop("ttl_seconds"))

        def _parse_workflow_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                workflow_id_type_0 = UUID(data)

                return workflow_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        workflow_id = _parse_workflow_id(d.pop("workflow_id"))

        page_data_read = cls(
            args=args,
            must_exist=must_exist,
            name=name,
            query=query,
            ttl_seconds=ttl_seconds,
            workflow_id=workflow_id,
        )

        page_data_read.additional_properties = d
        return page_data_read

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
