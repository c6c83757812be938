from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.node_join import NodeJoin, check_node_join
from ..models.node_on_error import NodeOnError, check_node_on_error
from ..models.node_on_interrupted import NodeOnInterrupted, check_node_on_interrupted
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.node_params import NodeParams
    from ..models.position import Position
    from ..models.retry import Retry


from ..defaults import DEFAULTS

T = TypeVar("T", bound="Node")


@_attrs_define
class Node:
    """One step. `params` follow the kind's own model and may hold `{{ expressions }}`."""

    id: str
    kind: str
    join: NodeJoin | Unset = UNSET
    """ Default: `"all"`. """
    name: None | str | Unset = UNSET
    on_error: NodeOnError | Unset = UNSET
    """ Default: `"fail"`. """
    on_interrupted: NodeOnInterrupted | Unset = UNSET
    """ What happens when the process died inside an effect that must happen once: it is repeated with the same
    idempotency key, or the node waits for a person, who answers through `resume`. Default: `"repeat"`. """
    position: None | Position | Unset = UNSET
    retry: None | Retry | Unset = UNSET
    timeout_s: float | None | Unset = UNSET
    v: int | Unset = UNSET
    """ The version of the kind that the params are written for. Left out, it is the newest, which is stored. """
    params: NodeParams | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.position import Position
        from ..models.retry import Retry

        id = self.id

        kind = self.kind

        join: str | Unset = UNSET
        if not isinstance(self.join, Unset):
            join = self.join

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        on_error: str | Unset = UNSET
        if not isinstance(self.on_error, Unset):
            on_error = self.on_error

        on_interrupted: str | Unset = UNSET
        if not isinstance(self.on_interrupted, Unset):
            on_interrupted = self.on_interrupted

        position: dict[str, Any] | None | Unset
        if isinstance(self.position, Unset):
            position = UNSET
        elif isinstance(self.position, Position):
            position = self.position.to_dict()
        else:
            position = self.position

        retry: dict[str, Any] | None | Unset
        if isinstance(self.retry, Unset):
            retry = UNSET
        elif isinstance(self.retry, Retry):
            retry = self.retry.to_dict()
        else:
            retry = self.retry

        timeout_s: float | None | Unset
        if isinstance(self.timeout_s, Unset):
            timeout_s = UNSET
        else:
            timeout_s = self.timeout_s

        v = self.v

        params: dict[str, Any] | Unset = UNSET
        if not isinstance(self.params, Unset):
            params = self.params.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
            }
        )
        if join is not UNSET:
            field_dict["join"] = join
        if name is not UNSET:
            field_dict["name"] = name
        if on_error is not UNSET:
            field_dict["on_error"] = on_error
        if on_interrupted is not UNSET:
            field_dict["on_interrupted"] = on_interrupted
        if position is not UNSET:
            field_dict["position"] = position
        if retry is not UNSET:
            field_dict["retry"] = retry
        if timeout_s is not UNSET:
            field_dict["timeout_s"] = timeout_s
        if v is not UNSET:
            field_dict["v"] = v
        if params is not UNSET:
            field_dict["params"] = params

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.node_params import NodeParams
        from ..models.position import Position
        from ..models.retry import Retry

        d = {**DEFAULTS.get("Node", {}), **src_dict}
        id = d.pop("id")

        kind = d.pop("kind")

        _join = d.pop("join", UNSET)
        join: NodeJoin | Unset
        if isinstance(_join, Unset):
            join = UNSET
        else:
            join = check_node_join(_join)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        _on_error = d.pop("on_error", UNSET)
        on_error: NodeOnError | Unset
        if isinstance(_on_error, Unset):
            on_error = UNSET
        else:
            on_error = check_node_on_error(_on_error)

        _on_interrupted = d.pop("on_interrupted", UNSET)
        on_interrupted: NodeOnInterrupted | Unset
        if isinstance(_on_interrupted, Unset):
            on_interrupted = UNSET
        else:
            on_interrupted = check_node_on_interrupted(_on_interrupted)

        def _parse_position(data: object) -> None | Position | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                position_type_0 = Position.from_dict(data)

                return position_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Position | Unset, data)

        position = _parse_position(d.pop("position", UNSET))

        def _parse_retry(data: object) -> None | Retry | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                retry_type_0 = Retry.from_dict(data)

                return retry_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Retry | Unset, data)

        retry = _parse_retry(d.pop("retry", UNSET))

        def _parse_timeout_s(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        timeout_s = _parse_timeout_s(d.pop("timeout_s", UNSET))

        v = d.pop("v", UNSET)

        _params = d.pop("params", UNSET)
        params: NodeParams | Unset
        if isinstance(_params, Unset):
            params = UNSET
        else:
            params = NodeParams.from_dict(_params)

        node = cls(
            id=id,
            kind=kind,
            join=join,
            name=name,
            on_error=on_error,
            on_interrupted=on_interrupted,
            position=position,
            retry=retry,
            timeout_s=timeout_s,
            v=v,
            params=params,
        )

        node.additional_properties = d
        return node

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
