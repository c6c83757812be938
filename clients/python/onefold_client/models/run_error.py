from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.run_error_response_type_0 import RunErrorResponseType0


from ..defaults import DEFAULTS

T = TypeVar("T", bound="RunError")


@_attrs_define
class RunError:
    """Why a node or a run failed; `code` is stable."""

    attempt: int | None
    code: str
    message: str
    node: None | str
    response: None | RunErrorResponseType0
    """ What the other side answered: `status`, `headers`, `body`; where the run goes on. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.run_error_response_type_0 import RunErrorResponseType0

        attempt: int | None
        attempt = self.attempt

        code = self.code

        message = self.message

        node: None | str
        node = self.node

        response: dict[str, Any] | None
        if isinstance(self.response, RunErrorResponseType0):
            response = self.response.to_dict()
        else:
            response = self.response

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "attempt": attempt,
                "code": code,
                "message": message,
                "node": node,
                "response": response,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.run_error_response_type_0 import RunErrorResponseType0

        d = {**DEFAULTS.get("RunError", {}), **src_dict}

        def _parse_attempt(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        attempt = _parse_attempt(d.pop("attempt"))

        code = d.pop("code")

        message = d.pop("message")

        def _parse_node(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        node = _parse_node(d.pop("node"))

        def _parse_response(data: object) -> None | RunErrorResponseType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_type_0 = RunErrorResponseType0.from_dict(data)

                return response_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RunErrorResponseType0, data)

        response = _parse_response(d.pop("response"))

        run_error = cls(
            attempt=attempt,
            code=code,
            message=message,
            node=node,
            response=response,
        )

        run_error.additional_properties = d
        return run_error

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
