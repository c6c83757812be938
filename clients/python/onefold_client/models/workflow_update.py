from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.workflow_update_settings_type_0 import WorkflowUpdateSettingsType0


from ..defaults import DEFAULTS

T = TypeVar("T", bound="WorkflowUpdate")


@_attrs_define
class WorkflowUpdate:
    """What changes; what is left out stays."""

    name: None | str | Unset = UNSET
    settings: None | Unset | WorkflowUpdateSettingsType0 = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.workflow_update_settings_type_0 import WorkflowUpdateSettingsType0

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        settings: dict[str, Any] | None | Unset
        if isinstance(self.settings, Unset):
            settings = UNSET
        elif isinstance(self.settings, WorkflowUpdateSettingsType0):
            settings = self.settings.to_dict()
        else:
            settings = self.settings

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if settings is not UNSET:
            field_dict["settings"] = settings

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.workflow_update_settings_type_0 import WorkflowUpdateSettingsType0

        d = {**DEFAULTS.get("WorkflowUpdate", {}), **src_dict}

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_settings(data: object) -> None | Unset | WorkflowUpdateSettingsType0:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                settings_type_0 = WorkflowUpdateSettingsType0.from_dict(data)

                return settings_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | WorkflowUpdateSettingsType0, data)

        settings = _parse_settings(d.pop("settings", UNSET))

        workflow_update = cls(
            name=name,
            settings=settings,
        )

        return workflow_update
