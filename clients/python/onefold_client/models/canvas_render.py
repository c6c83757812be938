from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.canvas_render_data import CanvasRenderData, check_canvas_render_data
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.canvas_ancestor import CanvasAncestor
    from ..models.canvas_state import CanvasState
    from ..models.page_node import PageNode


from ..defaults import DEFAULTS

T = TypeVar("T", bound="CanvasRender")


@_attrs_define
class CanvasRender:
    """Which part of a page to write anew, as it is in a builder; nothing is stored."""

    ancestors: list[CanvasAncestor] | Unset = UNSET
    """ What `root` stands in, outermost first. """
    data: CanvasRenderData | Unset = UNSET
    """ Whether queries that only read are run. Default: `"live"`. """
    only: list[str] | None | Unset = UNSET
    """ Ids of the components to write; an empty text is the whole body. Null: each of the outermost. """
    root: list[PageNode] | None | Unset = UNSET
    """ Components as they are now, with those inside; null: those of the draft as it is stored. """
    state: CanvasState | Unset = UNSET
    """ What a visitor would have: values in place of the defaults that the page declares. """

    def to_dict(self) -> dict[str, Any]:
        ancestors: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.ancestors, Unset):
            ancestors = []
            for ancestors_item_data in self.ancestors:
                ancestors_item = ancestors_item_data.to_dict()
                ancestors.append(ancestors_item)

        data: str | Unset = UNSET
        if not isinstance(self.data, Unset):
            data = self.data

        only: list[str] | None | Unset
        if isinstance(self.only, Unset):
            only = UNSET
        elif isinstance(self.only, list):
            only = self.only

        else:
            only = self.only

        root: list[dict[str, Any]] | None | Unset
        if isinstance(self.root, Unset):
            root = UNSET
        elif isinstance(self.root, list):
            root = []
            for root_type_0_item_data in self.root:
                root_type_0_item = root_type_0_item_data.to_dict()
                root.append(root_type_0_item)

        else:
            root = self.root

        state: dict[str, Any] | Unset = UNSET
        if not isinstance(self.state, Unset):
            state = self.state.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if ancestors is not UNSET:
            field_dict["ancestors"] = ancestors
        if data is not UNSET:
            field_dict["data"] = data
        if only is not UNSET:
            field_dict["only"] = only
        if root is not UNSET:
            field_dict["root"] = root
        if state is not UNSET:
            field_dict["state"] = state

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.canvas_ancestor import CanvasAncestor
        from ..models.canvas_state import CanvasState
        from ..models.page_node import PageNode

        d = {**DEFAULTS.get("CanvasRender", {}), **src_dict}
        _ancestors = d.pop("ancestors", UNSET)
        ancestors: list[CanvasAncestor] | Unset = UNSET
        if _ancestors is not UNSET:
            ancestors = []
            for ancestors_item_data in _ancestors:
                ancestors_item = CanvasAncestor.from_dict(ancestors_item_data)

                ancestors.append(ancestors_item)

        _data = d.pop("data", UNSET)
        data: CanvasRenderData | Unset
        if isinstance(_data, Unset):
            data = UNSET
        else:
            data = check_canvas_render_data(_data)

        def _parse_only(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                only_type_0 = cast(list[str], data)

                return only_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        only = _parse_only(d.pop("only", UNSET))

        def _parse_root(data: object) -> list[PageNode] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                root_type_0 = []
                _root_type_0 = data
                for root_type_0_item_data in _root_type_0:
                    root_type_0_item = PageNode.from_dict(root_type_0_item_data)

                    root_type_0.append(root_type_0_item)

                return root_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[PageNode] | None | Unset, data)

        root = _parse_root(d.pop("root", UNSET))

        _state = d.pop("state", UNSET)
        state: CanvasState | Unset
        if isinstance(_state, Unset):
            state = UNSET
        else:
            state = CanvasState.from_dict(_state)

        canvas_render = cls(
            ancestors=ancestors,
            data=data,
            only=only,
            root=root,
            state=state,
        )

        return canvas_render
