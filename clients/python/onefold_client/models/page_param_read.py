from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS
from ..models.page_param_read_from import PageParamReadFrom, check_page_param_read_from
from ..models.page_param_read_type import PageParamReadType, check_page_param_read_type

T = TypeVar("T", bound="PageParamRead")


@_attrs_define
class PageParamRead:
    """A stored parameter; another build may have stored more fields."""

    canonical: bool
    """ Whether addresses that differ in it are pages of their own for search engines. """
    choices: list[bool | float | int | str] | None
    """ The only values it may have. """
    default: bool | float | int | None | str
    """ The value of a query parameter that is missing. """
    from_: PageParamReadFrom
    max_length: int | None
    """ Characters of a text; 500 at most. """
    name: str
    """ A letter, then letters, digits and `_`. """
    type_: PageParamReadType
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        canonical = self.canonical

        choices: list[bool | float | int | str] | None
        if isinstance(self.choices, list):
            choices = []
            for choices_type_0_item_data in self.choices:
                choices_type_0_item: bool | float | int | str
                choices_type_0_item = choices_type_0_item_data
                choices.append(choices_type_0_item)

        else:
            choices = self.choices

        default: bool | float | int | None | str
        default = self.default

        from_: str = self.from_

        max_length: int | None
        max_length = self.max_length

        name = self.name

        type_: str = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "canonical": canonical,
                "choices": choices,
                "default": default,
                "from": from_,
                "max_length": max_length,
                "name": name,
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("PageParamRead", {}), **src_dict}
        canonical = d.pop("canonical")

        def _parse_choices(data: object) -> list[bool | float | int | str] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                choices_type_0 = []
                _choices_type_0 = data
                for choices_type_0_item_data in _choices_type_0:

                    def _parse_choices_type_0_item(data: object) -> bool | float | int | str:
                        return cast(bool | float | int | str, data)

                    choices_type_0_item = _parse_choices_type_0_item(choices_type_0_item_data)

                    choices_type_0.append(choices_type_0_item)

                return choices_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[bool | float | int | str] | None, data)

        choices = _parse_choices(d.pop("choices"))

        def _parse_default(data: object) -> bool | float | int | None | str:
            if data is None:
                return data
            return cast(bool | float | int | None | str, data)

        default = _parse_default(d.pop("default"))

        from_ = check_page_param_read_from(d.pop("from"))

        def _parse_max_length(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        max_length = _parse_max_length(d.pop("max_length"))

        name = d.pop("name")

        type_ = check_page_param_read_type(d.pop("type"))

        page_param_read = cls(
            canonical=canonical,
            choices=choices,
            default=default,
            from_=from_,
            max_length=max_length,
            name=name,
            type_=type_,
        )

        page_param_read.additional_properties = d
        return page_param_read

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
