from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..models.page_param_from import PageParamFrom, check_page_param_from
from ..models.page_param_type import PageParamType, check_page_param_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="PageParam")


@_attrs_define
class PageParam:
    """A parameter of the address, read as `params.<name>`.

    One of the path stands in the slug as `{name}`; a value that does not fit its type finds no page. One of the query
    that is missing or does not fit is the default.

    """

    from_: PageParamFrom
    name: str
    """ A letter, then letters, digits and `_`. """
    canonical: bool | Unset = UNSET
    """ Whether addresses that differ in it are pages of their own for search engines. Default: `false`. """
    choices: list[bool | float | int | str] | None | Unset = UNSET
    """ The only values it may have. """
    default: bool | float | int | None | str | Unset = UNSET
    """ The value of a query parameter that is missing. """
    max_length: int | None | Unset = UNSET
    """ Characters of a text; 500 at most. """
    type_: PageParamType | Unset = UNSET
    """ Default: `"string"`. """

    def to_dict(self) -> dict[str, Any]:
        from_: str = self.from_

        name = self.name

        canonical = self.canonical

        choices: list[bool | float | int | str] | None | Unset
        if isinstance(self.choices, Unset):
            choices = UNSET
        elif isinstance(self.choices, list):
            choices = []
            for choices_type_0_item_data in self.choices:
                choices_type_0_item: bool | float | int | str
                choices_type_0_item = choices_type_0_item_data
                choices.append(choices_type_0_item)

        else:
            choices = self.choices

        default: bool | float | int | None | str | Unset
        if isinstance(self.default, Unset):
            default = UNSET
        else:
            default = self.default

        max_length: int | None | Unset
        if isinstance(self.max_length, Unset):
            max_length = UNSET
        else:
            max_length = self.max_length

        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = self.type_

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "from": from_,
                "name": name,
            }
        )
        if canonical is not UNSET:
            field_dict["canonical"] = canonical
        if choices is not UNSET:
            field_dict["choices"] = choices
        if default is not UNSET:
            field_dict["default"] = default
        if max_length is not UNSET:
            field_dict["max_length"] = max_length
        if type_ is not UNSET:
            field_dict["type"] = type_

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("PageParam", {}), **src_dict}
        from_ = check_page_param_from(d.pop("from"))

        name = d.pop("name")

        canonical = d.pop("canonical", UNSET)

        def _parse_choices(data: object) -> list[bool | float | int | str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
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
            return cast(list[bool | float | int | str] | None | Unset, data)

        choices = _parse_choices(d.pop("choices", UNSET))

        def _parse_default(data: object) -> bool | float | int | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | float | int | None | str | Unset, data)

        default = _parse_default(d.pop("default", UNSET))

        def _parse_max_length(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_length = _parse_max_length(d.pop("max_length", UNSET))

        _type_ = d.pop("type", UNSET)
        type_: PageParamType | Unset
        if isinstance(_type_, Unset):
            type_ = UNSET
        else:
            type_ = check_page_param_type(_type_)

        page_param = cls(
            from_=from_,
            name=name,
            canonical=canonical,
            choices=choices,
            default=default,
            max_length=max_length,
            type_=type_,
        )

        return page_param
