from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.workflow_update_settings import WorkflowUpdateSettings


from ..defaults import DEFAULTS

T = TypeVar("T", bound="WorkflowUpdate")


@_attrs_define
class WorkflowUpdate:
    """What changes; what is left out stays."""

    name: str | Unset = UNSET
    settings: WorkflowUpdateSettings | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        settings: dict[str, Any] | Unset = UNSET
        if not isinstance(self.settings, Unset):
            settings = self.settings.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if settings is not UNSET:
            field_dict["settings"] = settings

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.workflow_update_settings import WorkflowUpdateSettings

        d = {**DEFAULTS.get("WorkflowUpdate", {}), **src_dict}
        name = d.pop("name", UNSET)

        _settings = d.pop("settings", UNSET)
        settings: WorkflowUpdateSettings | Unset
        if isinstance(_settings, Unset):
            settings = UNSET
        else:
            settings = WorkflowUpdateSettings.from_dict(_settings)

        workflow_update = cls(
            name=name,
            settings=settings,
        )

        return workflow_update
