from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import read_time, write_time

if TYPE_CHECKING:
    from ..models.graph_read import GraphRead
    from ..models.workflow_read_settings import WorkflowReadSettings


from ..defaults import DEFAULTS

T = TypeVar("T", bound="WorkflowRead")


@_attrs_define
class WorkflowRead:
    """A workflow with its draft. `revision` is its ETag, `"r{revision}"`."""

    created_at: datetime.datetime
    draft: GraphRead
    """ A stored graph. Another build may have stored more fields; `validate` names what this one does not know. """
    id: UUID
    name: str
    published_version: int | None
    revision: int
    settings: WorkflowReadSettings
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = write_time(self.created_at)

        draft = self.draft.to_dict()

        id = str(self.id)

        name = self.name

        published_version: int | None
        published_version = self.published_version

        revision = self.revision

        settings = self.settings.to_dict()

        updated_at = write_time(self.updated_at)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "draft": draft,
                "id": id,
                "name": name,
                "published_version": published_version,
                "revision": revision,
                "settings": settings,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.graph_read import GraphRead
        from ..models.workflow_read_settings import WorkflowReadSettings

        d = {**DEFAULTS.get("WorkflowRead", {}), **src_dict}
        created_at = read_time(d.pop("created_at"))

        draft = GraphRead.from_dict(d.pop("draft"))

        id = UUID(d.pop("id"))

        name = d.pop("name")

        def _parse_published_version(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        published_version = _parse_published_version(d.pop("published_version"))

        revision = d.pop("revision")

        settings = WorkflowReadSettings.from_dict(d.pop("settings"))

        updated_at = read_time(d.pop("updated_at"))

        workflow_read = cls(
            created_at=created_at,
            draft=draft,
            id=id,
            name=name,
            published_version=published_version,
            revision=revision,
            settings=settings,
            updated_at=updated_at,
        )

        workflow_read.additional_properties = d
        return workflow_read

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
