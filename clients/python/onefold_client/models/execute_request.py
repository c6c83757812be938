from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.execute_request_target_type_0 import (
    ExecuteRequestTargetType0,
    check_execute_request_target_type_0,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.version_target import VersionTarget


from ..defaults import DEFAULTS

T = TypeVar("T", bound="ExecuteRequest")


@_attrs_define
class ExecuteRequest:
    """What to run, with what input, and how long to wait for its end."""

    input_: Any | Unset = UNSET
    target: ExecuteRequestTargetType0 | Unset | VersionTarget = UNSET
    """ Default: `"published"`. """
    wait_seconds: float | Unset = UNSET
    """ Wait so many seconds for the run to end. Default: `0`. """

    def to_dict(self) -> dict[str, Any]:
        input_ = self.input_

        target: dict[str, Any] | str | Unset
        if isinstance(self.target, Unset):
            target = UNSET
        elif isinstance(self.target, str):
            target = self.target
        else:
            target = self.target.to_dict()

        wait_seconds = self.wait_seconds

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if input_ is not UNSET:
            field_dict["input"] = input_
        if target is not UNSET:
            field_dict["target"] = target
        if wait_seconds is not UNSET:
            field_dict["wait_seconds"] = wait_seconds

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.version_target import VersionTarget

        d = {**DEFAULTS.get("ExecuteRequest", {}), **src_dict}
        input_ = d.pop("input", UNSET)

        def _parse_target(data: object) -> ExecuteRequestTargetType0 | Unset | VersionTarget:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                target_type_0 = check_execute_request_target_type_0(data)

                return target_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                target_type_1 = VersionTarget.from_dict(data)

                return target_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ExecuteRequestTargetType0 | Unset | VersionTarget, data)

        target = _parse_target(d.pop("target", UNSET))

        wait_seconds = d.pop("wait_seconds", UNSET)

        execute_request = cls(
            input_=input_,
            target=target,
            wait_seconds=wait_seconds,
        )

        return execute_request
