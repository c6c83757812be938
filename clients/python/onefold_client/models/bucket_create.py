from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..types import UNSET, Unset

T = TypeVar("T", bound="BucketCreate")


@_attrs_define
class BucketCreate:
    """A new bucket."""

    name: str
    """ 3 to 63 lower-case letters, digits and hyphens. """
    public: bool | Unset = UNSET
    """ Whether anybody may read its objects at `/files/{bucket}/{key}`. Default: `false`. """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        public = self.public

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
            }
        )
        if public is not UNSET:
            field_dict["public"] = public

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("BucketCreate", {}), **src_dict}
        name = d.pop("name")

        public = d.pop("public", UNSET)

        bucket_create = cls(
            name=name,
            public=public,
        )

        return bucket_create
