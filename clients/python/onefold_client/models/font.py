from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.font_stack import FontStack, check_font_stack
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.font_file import FontFile


from ..defaults import DEFAULTS

T = TypeVar("T", bound="Font")


@_attrs_define
class Font:
    """A typeface: fonts that computers have, and before them files of this site."""

    files: list[FontFile] | Unset = UNSET
    stack: FontStack | Unset = UNSET
    """ Default: `"sans"`. """

    def to_dict(self) -> dict[str, Any]:
        files: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.files, Unset):
            files = []
            for files_item_data in self.files:
                files_item = files_item_data.to_dict()
                files.append(files_item)

        stack: str | Unset = UNSET
        if not isinstance(self.stack, Unset):
            stack = self.stack

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if files is not UNSET:
            field_dict["files"] = files
        if stack is not UNSET:
            field_dict["stack"] = stack

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.font_file import FontFile

        d = {**DEFAULTS.get("Font", {}), **src_dict}
        _files = d.pop("files", UNSET)
        files: list[FontFile] | Unset = UNSET
        if _files is not UNSET:
            files = []
            for files_item_data in _files:
                files_item = FontFile.from_dict(files_item_data)

                files.append(files_item)

        _stack = d.pop("stack", UNSET)
        stack: FontStack | Unset
        if isinstance(_stack, Unset):
            stack = UNSET
        else:
            stack = check_font_stack(_stack)

        font = cls(
            files=files,
            stack=stack,
        )

        return font
