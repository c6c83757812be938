from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.node_read_join import NodeReadJoin, check_node_read_join
from ..models.node_read_on_error import NodeReadOnError, check_node_read_on_error
from ..models.node_read_on_interrupted import (
    NodeReadOnInterrupted,
    check_node_read_on_interrupted,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.node_read_params import NodeReadParams
    from ..models.position_read import PositionRead
    from ..models.retry_read import RetryRead


T = TypeVar("T", bound="NodeRead")


@_attrs_define
class NodeRead:
    """A stored node; another build may have stored more fields."""

    id: str
    kind: str
    join: NodeReadJoin | Unset = "all"
    name: None | str | Unset = UNSET
    on_error: NodeReadOnError | Unset = "fail"
    on_interrupted: NodeReadOnInterrupted | Unset = "repeat"
    """ What happens when the process died inside an effect that must happen once: it is repeated with the same
    idempotency key, or the node waits for a person, who answers through `resume`. """
    params: NodeReadParams | Unset = UNSET
    position: None | PositionRead | Unset = UNSET
    retry: None | RetryRead | Unset = UNSET
    timeout_s: float | None | Unset = UNSET
    v: int | Unset = UNSET
    """ The version of the kind that the params are written for. Left out, it is the newest, which is stored. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.position_read import PositionRead
        from ..models.retry_read import RetryRead

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

        params: dict[str, Any] | Unset = UNSET
        if not isinstance(self.params, Unset):
            params = self.params.to_dict()

        position: dict[str, Any] | None | Unset
        if isinstance(self.position, Unset):
            position = UNSET
        elif isinstance(self.position, PositionRead):
            position = self.position.to_dict()
        else:
            position = self.position

        retry: dict[str, Any] | None | Unset
        if isinstance(self.retry, Unset):
            retry = UNSET
        elif isinstance(self.retry, RetryRead):
            retry = self.retry.to_dict()
        else:
            retry = self.retry

        timeout_s: float | None | Unset
        if isinstance(self.timeout_s, Unset):
            timeout_s = UNSET
        else:
            timeout_s = self.timeout_s

        v = self.v

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
        if params is not UNSET:
            field_dict["params"] = params
        if position is not UNSET:
            field_dict["position"] = position
        if retry is not UNSET:
            field_dict["retry"] = retry
        if timeout_s is not UNSET:
            field_dict["timeout_s"] = timeout_s
        if v is not UNSET:
            field_dict["v"] = v

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.node_read_params import NodeReadParams
        from ..models.position_read import PositionRead
        from ..models.retry_read import RetryRead

        d = dict(src_dict)
        id = d.pop("id")

        kind = d.pop("kind")

        _join = d.pop("join", UNSET)
        join: NodeReadJoin | Unset
        if isinstance(_join, Unset):
            join = UNSET
        else:
            join = check_node_read_join(_join)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        _on_error = d.pop("on_error", UNSET)
        on_error: NodeReadOnError | Unset
        if isinstance(_on_error, Unset):
            on_error = UNSET
        else:
            on_error = check_node_read_on_error(_on_error)

        _on_interrupted = d.pop("on_interrupted", UNSET)
        on_interrupted: NodeReadOnInterrupted | Unset
        if isinstance(_on_interrupted, Unset):
            on_interrupted = UNSET
        else:
            on_interrupted = check_node_read_on_interrupted(_on_interrupted)

        _params = d.pop("params", UNSET)
        params: NodeReadParams | Unset
        if isinstance(_params, Unset):
            params = UNSET
        else:
            params = NodeReadParams.from_dict(_params)

        def _parse_position(data: object) -> None | PositionRead | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                position_type_0 = PositionRead.from_dict(data)

                return position_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PositionRead | Unset, data)

        position = _parse_position(d.pop("position", UNSET))

        def _parse_retry(data: object) -> None | RetryRead | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                retry_type_0 = RetryRead.from_dict(data)

                return retry_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RetryRead | Unset, data)

        retry = _parse_retry(d.pop("retry", UNSET))

        def _parse_timeout_s(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        timeout_s = _parse_timeout_s(d.pop("timeout_s", UNSET))

        v = d.pop("v", UNSET)

        node_read = cls(
            id=id,
            kind=kind,
            join=join,
            name=name,
            on_error=on_error,
            on_interrupted=on_interrupted,
            params=params,
            position=position,
            retry=retry,
            timeout_s=timeout_s,
            v=v,
        )

        node_read.additional_properties = d
        return node_read

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
