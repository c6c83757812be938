from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS

T = TypeVar("T", bound="BucketUpdate")


@_attrs_define
class BucketUpdate:
    """What can change on a bucket."""

    public: bool

    def to_dict(self) -> dict[str, Any]:
        public = self.public

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "public": public,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("BucketUpdate", {}), **src_dict}
        public = d.pop("public")

        bucket_update = cls(
            public=public,
        )

        return bucket_update
