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


from ..defaults import DEFAULTS

T = TypeVar("T", bound="NodeRead")


@_attrs_define
class NodeRead:
    """A stored node; another build may have stored more fields."""

    id: str
    join: NodeReadJoin
    kind: str
    name: None | str
    on_error: NodeReadOnError
    on_interrupted: NodeReadOnInterrupted
    """ What happens when the process died inside an effect that must happen once: it is repeated with the same
    idempotency key, or the node waits for a person, who answers through `resume`. """
    params: NodeReadParams
    position: None | PositionRead
    retry: None | RetryRead
    timeout_s: float | None
    v: int | Unset = UNSET
    """ The version of the kind that the params are written for. Left out, it is the newest, which is stored. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.position_read import PositionRead
        from ..models.retry_read import RetryRead

        id = self.id

        join: str = self.join

        kind = self.kind

        name: None | str
        name = self.name

        on_error: str = self.on_error

        on_interrupted: str = self.on_interrupted

        params = self.params.to_dict()

        position: dict[str, Any] | None
        if isinstance(self.position, PositionRead):
            position = self.position.to_dict()
        else:
            position = self.position

        retry: dict[str, Any] | None
        if isinstance(self.retry, RetryRead):
            retry = self.retry.to_dict()
        else:
            retry = self.retry

        timeout_s: float | None
        timeout_s = self.timeout_s

        v = self.v

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "join": join,
                "kind": kind,
                "name": name,
                "on_error": on_error,
                "on_interrupted": on_interrupted,
                "params": params,
                "position": position,
                "retry": retry,
                "timeout_s": timeout_s,
            }
        )
        if v is not UNSET:
            field_dict["v"] = v

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.node_read_params import NodeReadParams
        from ..models.position_read import PositionRead
        from ..models.retry_read import RetryRead

        d = {**DEFAULTS.get("NodeRead", {}), **src_dict}
        id = d.pop("id")

        join = check_node_read_join(d.pop("join"))

        kind = d.pop("kind")

        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        name = _parse_name(d.pop("name"))

        on_error = check_node_read_on_error(d.pop("on_error"))

        on_interrupted = check_node_read_on_interrupted(d.pop("on_interrupted"))

        params = NodeReadParams.from_dict(d.pop("params"))

        def _parse_position(data: object) -> None | PositionRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                position_type_0 = PositionRead.from_dict(data)

                return position_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PositionRead, data)

        position = _parse_position(d.pop("position"))

        def _parse_retry(data: object) -> None | RetryRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                retry_type_0 = RetryRead.from_dict(data)

                return retry_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RetryRead, data)

        retry = _parse_retry(d.pop("retry"))

        def _parse_timeout_s(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        timeout_s = _parse_timeout_s(d.pop("timeout_s"))

        v = d.pop("v", UNSET)

        node_read = cls(
            id=id,
            join=join,
            kind=kind,
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
