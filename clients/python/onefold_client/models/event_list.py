from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.execution_cancelled import ExecutionCancelled
    from ..models.execution_completed import ExecutionCompleted
    from ..models.execution_failed import ExecutionFailed
    from ..models.execution_started import ExecutionStarted
    from ..models.execution_timed_out import ExecutionTimedOut
    from ..models.node_completed import NodeCompleted
    from ..models.node_failed import NodeFailed
    from ..models.node_log import NodeLog
    from ..models.node_retrying import NodeRetrying
    from ..models.node_skipped import NodeSkipped
    from ..models.node_started import NodeStarted
    from ..models.node_waiting import NodeWaiting


from ..defaults import DEFAULTS

T = TypeVar("T", bound="EventList")


@_attrs_define
class EventList:
    """Events of an execution in order, from after the `seq` that was asked for."""

    items: list[
        ExecutionCancelled
        | ExecutionCompleted
        | ExecutionFailed
        | ExecutionStarted
        | ExecutionTimedOut
        | NodeCompleted
        | NodeFailed
        | NodeLog
        | NodeRetrying
        | NodeSkipped
        | NodeStarted
        | NodeWaiting
    ]
    next_after: int | None
    """ Ask again with this `after`; null when there is no more now. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.execution_cancelled import ExecutionCancelled
        from ..models.execution_completed import ExecutionCompleted
        from ..models.execution_failed import ExecutionFailed
        from ..models.execution_started import ExecutionStarted
        from ..models.node_completed import NodeCompleted
        from ..models.node_failed import NodeFailed
        from ..models.node_log import NodeLog
        from ..models.node_retrying import NodeRetrying
        from ..models.node_skipped import NodeSkipped
        from ..models.node_started import NodeStarted
        from ..models.node_waiting import NodeWaiting

        items = []
        for items_item_data in self.items:
            items_item: dict[str, Any]
            if (
                isinstance(items_item_data, ExecutionStarted)
                or isinstance(items_item_data, NodeStarted)
                or isinstance(items_item_data, NodeLog)
                or isinstance(items_item_data, NodeRetrying)
                or isinstance(items_item_data, NodeWaiting)
                or isinstance(items_item_data, NodeCompleted)
                or isinstance(items_item_data, NodeFailed)
                or isinstance(items_item_data, NodeSkipped)
                or isinstance(items_item_data, ExecutionCompleted)
                or isinstance(items_item_data, ExecutionFailed)
                or isinstance(items_item_data, ExecutionCancelled)
            ):
                items_item = items_item_data.to_dict()
            else:
                items_item = items_item_data.to_dict()

            items.append(items_item)

        next_after: int | None
        next_after = self.next_after

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "items": items,
                "next_after": next_after,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.execution_cancelled import ExecutionCancelled
        from ..models.execution_completed import ExecutionCompleted
        from ..models.execution_failed import ExecutionFailed
        from ..models.execution_started import ExecutionStarted
        from ..models.execution_timed_out import ExecutionTimedOut
        from ..models.node_completed import NodeCompleted
        from ..models.node_failed import NodeFailed
        from ..models.node_log import NodeLog
        from ..models.node_retrying import NodeRetrying
        from ..models.node_skipped import NodeSkipped
        from ..models.node_started import NodeStarted
        from ..models.node_waiting import NodeWaiting

        d = {**DEFAULTS.get("EventList", {}), **src_dict}
        items = []
        _items = d.pop("items")
        for items_item_data in _items:

            def _parse_items_item(
                data: object,
            ) -> (
                ExecutionCancelled
                | ExecutionCompleted
                | ExecutionFailed
                | ExecutionStarted
                | ExecutionTimedOut
                | NodeCompleted
                | NodeFailed
                | NodeLog
                | NodeRetrying
                | NodeSkipped
                | NodeStarted
                | NodeWaiting
            ):
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_execution_event_type_0 = ExecutionStarted.from_dict(data)

                    return componentsschemas_execution_event_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_execution_event_type_1 = NodeStarted.from_dict(data)

                    return componentsschemas_execution_event_type_1
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_execution_event_type_2 = NodeLog.from_dict(data)

                    return componentsschemas_execution_event_type_2
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_execution_event_type_3 = NodeRetrying.from_dict(data)

                    return componentsschemas_execution_event_type_3
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_execution_event_type_4 = NodeWaiting.from_dict(data)

                    return componentsschemas_execution_event_type_4
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_execution_event_type_5 = NodeCompleted.from_dict(data)

                    return componentsschemas_execution_event_type_5
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_execution_event_type_6 = NodeFailed.from_dict(data)

                    return componentsschemas_execution_event_type_6
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_execution_event_type_7 = NodeSkipped.from_dict(data)

                    return componentsschemas_execution_event_type_7
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_execution_event_type_8 = ExecutionCompleted.from_dict(data)

                    return componentsschemas_execution_event_type_8
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_execution_event_type_9 = ExecutionFailed.from_dict(data)

                    return componentsschemas_execution_event_type_9
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_execution_event_type_10 = ExecutionCancelled.from_dict(data)

                    return componentsschemas_execution_event_type_10
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_execution_event_type_11 = ExecutionTimedOut.from_dict(data)

                    return componentsschemas_execution_event_type_11
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                return cast(
                    ExecutionCancelled
                    | ExecutionCompleted
                    | ExecutionFailed
                    | ExecutionStarted
                    | ExecutionTimedOut
                    | NodeCompleted
                    | NodeFailed
                    | NodeLog
                    | NodeRetrying
                    | NodeSkipped
                    | NodeStarted
                    | NodeWaiting,
                    data,
                )

            items_item = _parse_items_item(items_item_data)

            items.append(items_item)

        def _parse_next_after(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        next_after = _parse_next_after(d.pop("next_after"))

        event_list = cls(
            items=items,
            next_after=next_after,
        )

        event_list.additional_properties = d
        return event_list

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
