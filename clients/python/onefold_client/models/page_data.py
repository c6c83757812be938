from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.page_data_args import PageDataArgs


from ..defaults import DEFAULTS

T = TypeVar("T", bound="PageData")


@_attrs_define
class PageData:
    """Data that the page reads as `data.<name>`: a named query, or a published workflow that only reads."""

    name: str
    """ A letter, then letters, digits and `_`. """
    args: PageDataArgs | Unset = UNSET
    """ Values for the query's parameters, or the workflow's input: literal, or expressions over `params` and
    `cookies`. """
    must_exist: bool | Unset = UNSET
    """ Whether a page without a row of it is not found. Default: `false`. """
    query: None | str | Unset = UNSET
    """ Name of a query whose mode is `read`. """
    ttl_seconds: float | None | Unset = UNSET
    """ How long visitors may be sent what was read; left out, at most a second. """
    workflow_id: None | Unset | UUID = UNSET
    """ A published workflow; what it responds is the data. """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        args: dict[str, Any] | Unset = UNSET
        if not isinstance(self.args, Unset):
            args = self.args.to_dict()

        must_exist = self.must_exist

        query: None | str | Unset
        if isinstance(self.query, Unset):
            query = UNSET
        else:
            query = self.query

        ttl_seconds: float | None | Unset
        if isinstance(self.ttl_seconds, Unset):
            ttl_seconds = UNSET
        else:
            ttl_seconds = self.ttl_seconds

        workflow_id: None | str | Unset
        if isinstance(self.workflow_id, Unset):
            workflow_id = UNSET
        elif isinstance(self.workflow_id, UUID):
            workflow_id = str(self.workflow_id)
        else:
            workflow_id = self.workflow_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
            }
        )
        if args is not UNSET:
            field_dict["args"] = args
        if must_exist is not UNSET:
            field_dict["must_exist"] = must_exist
        if query is not UNSET:
            field_dict["query"] = query
        if ttl_seconds is not UNSET:
            field_dict["ttl_seconds"] = ttl_seconds
        if workflow_id is not UNSET:
            field_dict["workflow_id"] = workflow_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.page_data_args import PageDataArgs

        d = {**DEFAULTS.get("PageData", {}), **src_dict}
        name = d.pop("name")

        _args = d.pop("args", UNSET)
        args: PageDataArgs | Unset
        if isinstance(_args, Unset):
            args = UNSET
        else:
            args = PageDataArgs.from_dict(_args)

        must_exist = d.pop("must_exist", UNSET)

        def _parse_query(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        query = _parse_query(d.pop("query", UNSET))

        def _parse_ttl_seconds(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        ttl_seconds = _parse_ttl_seconds(d.pop("ttl_seconds", UNSET))

        def _parse_workflow_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                workflow_id_type_0 = UUID(data)

                return workflow_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        workflow_id = _parse_workflow_id(d.pop("workflow_id", UNSET))

        page_data = cls(
            name=name,
            args=args,
            must_exist=must_exist,
            query=query,
            ttl_seconds=ttl_seconds,
            workflow_id=workflow_id,
        )

        return page_data
