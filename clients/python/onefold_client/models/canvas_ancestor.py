from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.canvas_ancestor_props import CanvasAncestorProps


from ..defaults import DEFAULTS

T = TypeVar("T", bound="CanvasAncestor")


@_attrs_define
class CanvasAncestor:
    """A component that the rendered ones stand in. Its props matter where those around look at them."""

    id: str
    type_: str
    props: CanvasAncestorProps | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        type_ = self.type_

        props: dict[str, Any] | Unset = UNSET
        if not isinstance(self.props, Unset):
            props = self.props.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "type": type_,
            }
        )
        if props is not UNSET:
            field_dict["props"] = props

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.canvas_ancestor_props import CanvasAncestorProps

        d = {**DEFAULTS.get("CanvasAncestor", {}), **src_dict}
        id = d.pop("id")

        type_ = d.pop("type")

        _props = d.pop("props", UNSET)
        props: CanvasAncestorProps | Unset
        if isinstance(_props, Unset):
            props = UNSET
        else:
            props = CanvasAncestorProps.from_dict(_props)

        canvas_ancestor = cls(
            id=id,
            type_=type_,
            props=props,
        )

        return canvas_ancestor
