from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..types import UNSET, Unset

T = TypeVar("T", bound="Edge")


@_attrs_define
class Edge:
    """Control flows from a port of one node to another node."""

    from_: str
    to: str
    port: str | Unset = UNSET
    """ Default: `"out"`. """

    def to_dict(self) -> dict[str, Any]:
        from_ = self.from_

        to = self.to

        port = self.port

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "from": from_,
                "to": to,
            }
        )
        if port is not UNSET:
            field_dict["port"] = port

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("Edge", {}), **src_dict}
        from_ = d.pop("from")

        to = d.pop("to")

        port = d.pop("port", UNSET)

        edge = cls(
            from_=from_,
            to=to,
            port=port,
        )

        return edge
