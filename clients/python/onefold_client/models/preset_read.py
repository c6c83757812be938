from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.preset_read_name import PresetReadName, check_preset_read_name

if TYPE_CHECKING:
    from ..models.preset_read_palettes import PresetReadPalettes
    from ..models.tokens import Tokens


from ..defaults import DEFAULTS

T = TypeVar("T", bound="PresetRead")


@_attrs_define
class PresetRead:
    """A design that a site can begin with."""

    description: str
    name: PresetReadName
    palettes: PresetReadPalettes
    title: str
    tokens: Tokens
    """ The design tokens that a site has of its own; the rest are those of its preset. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        description = self.description

        name: str = self.name

        palettes = self.palettes.to_dict()

        title = self.title

        tokens = self.tokens.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "description": description,
                "name": name,
                "palettes": palettes,
                "title": title,
                "tokens": tokens,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.preset_read_palettes import PresetReadPalettes
        from ..models.tokens import Tokens

        d = {**DEFAULTS.get("PresetRead", {}), **src_dict}
        description = d.pop("description")

        name = check_preset_read_name(d.pop("name"))

        palettes = PresetReadPalettes.from_dict(d.pop("palettes"))

        title = d.pop("title")

        tokens = Tokens.from_dict(d.pop("tokens"))

        preset_read = cls(
            description=description,
            name=name,
            palettes=palettes,
            title=title,
            tokens=tokens,
        )

        preset_read.additional_properties = d
        return preset_read

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
