from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..types import UNSET, Unset

T = TypeVar("T", bound="ObjectTransfer")


@_attrs_define
class ObjectTransfer:
    """From which key to which, within the bucket or into another one."""

    from_: str
    to: str
    overwrite: bool | Unset = UNSET
    """ Whether an object under the target key is replaced. Default: `false`. """
    to_bucket: None | str | Unset = UNSET
    """ The target's bucket; left out: the same one. """

    def to_dict(self) -> dict[str, Any]:
        from_ = self.from_

        to = self.to

        overwrite = self.overwrite

        to_bucket: None | str | Unset
        if isinstance(self.to_bucket, Unset):
            to_bucket = UNSET
        else:
            to_bucket = self.to_bucket

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "from": from_,
                "to": to,
            }
        )
        if overwrite is not UNSET:
            field_dict["overwrite"] = overwrite
        if to_bucket is not UNSET:
            field_dict["to_bucket"] = to_bucket

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("ObjectTransfer", {}), **src_dict}
        from_ = d.pop("from")

        to = d.pop("to")

        overwrite = d.pop("overwrite", UNSET)

        def _parse_to_bucket(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        to_bucket = _parse_to_bucket(d.pop("to_bucket", UNSET))

        object_transfer = cls(
            from_=from_,
            to=to,
            overwrite=overwrite,
            to_bucket=to_bucket,
        )

        return object_transfer
