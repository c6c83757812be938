from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import read_time, write_time

if TYPE_CHECKING:
    from ..models.draft_problem import DraftProblem
    from ..models.graph_read import GraphRead
    from ..models.publisher import Publisher


from ..defaults import DEFAULTS

T = TypeVar("T", bound="PublishedWorkflow")


@_attrs_define
class PublishedWorkflow:
    """A version that was published just now, and what is probably not meant in it."""

    graph: GraphRead
    """ A stored graph. Another build may have stored more fields; `validate` names what this one does not know. """
    number: int
    published_at: datetime.datetime
    published_by: None | Publisher
    """ Null where an older build did not store it. """
    warnings: list[DraftProblem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.publisher import Publisher

        graph = self.graph.to_dict()

        number = self.number

        published_at = write_time(self.published_at)

        published_by: dict[str, Any] | None
        if isinstance(self.published_by, Publisher):
            published_by = self.published_by.to_dict()
        else:
            published_by = self.published_by

        warnings = []
        for warnings_item_data in self.warnings:
            warnings_item = warnings_item_data.to_dict()
            warnings.append(warnings_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "graph": graph,
                "number": number,
                "published_at": published_at,
                "published_by": published_by,
                "warnings": warnings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.draft_problem import DraftProblem
        from ..models.graph_read import GraphRead
        from ..models.publisher import Publisher

        d = {**DEFAULTS.get("PublishedWorkflow", {}), **src_dict}
        graph = GraphRead.from_dict(d.pop("graph"))

        number = d.pop("number")

        published_at = read_time(d.pop("published_at"))

        def _parse_published_by(data: object) -> None | Publisher:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                published_by_type_0 = Publisher.from_dict(data)

                return published_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Publisher, data)

        published_by = _parse_published_by(d.pop("published_by"))

        warnings = []
        _warnings = d.pop("warnings")
        for warnings_item_data in _warnings:
            warnings_item = DraftProblem.from_dict(warnings_item_data)

            warnings.append(warnings_item)

        published_workflow = cls(
            graph=graph,
            number=number,
            published_at=published_at,
            published_by=published_by,
            warnings=warnings,
        )

        published_workflow.additional_properties = d
        return published_workflow

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
