from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.graph import Graph
    from ..models.workflow_create_settings import WorkflowCreateSettings


from ..defaults import DEFAULTS

T = TypeVar("T", bound="WorkflowCreate")


@_attrs_define
class WorkflowCreate:
    """A new workflow; without a draft it begins empty."""

    name: str
    draft: Graph | Unset = UNSET
    """ All nodes and edges of a workflow, and how long a run of it may take. """
    settings: WorkflowCreateSettings | Unset = UNSET
    """ Free JSON for clients; at most 16 KiB. """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        draft: dict[str, Any] | Unset = UNSET
        if not isinstance(self.draft, Unset):
            draft = self.draft.to_dict()

        settings: dict[str, Any] | Unset = UNSET
        if not isinstance(self.settings, Unset):
            settings = self.settings.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
            }
        )
        if draft is not UNSET:
            field_dict["draft"] = draft
        if settings is not UNSET:
            field_dict["settings"] = settings

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.graph import Graph
        from ..models.workflow_create_settings import WorkflowCreateSettings

        d = {**DEFAULTS.get("WorkflowCreate", {}), **src_dict}
        name = d.pop("name")

        _draft = d.pop("draft", UNSET)
        draft: Graph | Unset
        if isinstance(_draft, Unset):
            draft = UNSET
        else:
            draft = Graph.from_dict(_draft)

        _settings = d.pop("settings", UNSET)
        settings: WorkflowCreateSettings | Unset
        if isinstance(_settings, Unset):
            settings = UNSET
        else:
            settings = WorkflowCreateSettings.from_dict(_settings)

        workflow_create = cls(
            name=name,
            draft=draft,
            settings=settings,
        )

        return workflow_create
