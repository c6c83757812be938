from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.canvas_fragment import CanvasFragment
    from ..models.draft_problem import DraftProblem


from ..defaults import DEFAULTS

T = TypeVar("T", bound="CanvasRendering")


@_attrs_define
class CanvasRendering:
    """Parts of a draft as the canvas shows them."""

    css: str
    """ The rules of the style of these components. """
    fragments: list[CanvasFragment]
    problems: list[DraftProblem]
    """ What is wrong with what was rendered; it is shown all the same. """
    reads: list[list[str]]
    """ The paths that expressions read, such as `data`, `products`, `rows`. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        css = self.css

        fragments = []
        for fragments_item_data in self.fragments:
            fragments_item = fragments_item_data.to_dict()
            fragments.append(fragments_item)

        problems = []
        for problems_item_data in self.problems:
            problems_item = problems_item_data.to_dict()
            problems.append(problems_item)

        reads = []
        for reads_item_data in self.reads:
            reads_item = reads_item_data

            reads.append(reads_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "css": css,
                "fragments": fragments,
                "problems": problems,
                "reads": reads,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.canvas_fragment import CanvasFragment
        from ..models.draft_problem import DraftProblem

        d = {**DEFAULTS.get("CanvasRendering", {}), **src_dict}
        css = d.pop("css")

        fragments = []
        _fragments = d.pop("fragments")
        for fragments_item_data in _fragments:
            fragments_item = CanvasFragment.from_dict(fragments_item_data)

            fragments.append(fragments_item)

        problems = []
        _problems = d.pop("problems")
        for problems_item_data in _problems:
            problems_item = DraftProblem.from_dict(problems_item_data)

            problems.append(problems_item)

        reads = []
        _reads = d.pop("reads")
        for reads_item_data in _reads:
            reads_item = cast(list[str], reads_item_data)

            reads.append(reads_item)

        canvas_rendering = cls(
            css=css,
            fragments=fragments,
            problems=problems,
            reads=reads,
        )

        canvas_rendering.additional_properties = d
        return canvas_rendering

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
