from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..models.redirect_create_status import (
    RedirectCreateStatus,
    check_redirect_create_status,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="RedirectCreate")


@_attrs_define
class RedirectCreate:
    """A new redirect."""

    path: str
    """ The path that leads elsewhere, below `/p/`; `{name}` stands for any one segment. """
    to: str
    """ Where it leads: a path on this site, or http(s). The path of a page stands for the page, under whatever slug
    it has later. `{name}` is what stood there in `path`. """
    status: RedirectCreateStatus | Unset = UNSET
    """ 301 and 308: moved for good, 302: for now. Default: `301`. """

    def to_dict(self) -> dict[str, Any]:
        path = self.path

        to = self.to

        status: int | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = self.status

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "path": path,
                "to": to,
            }
        )
        if status is not UNSET:
            field_dict["status"] = status

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("RedirectCreate", {}), **src_dict}
        path = d.pop("path")

        to = d.pop("to")

        _status = d.pop("status", UNSET)
        status: RedirectCreateStatus | Unset
        if isinstance(_status, Unset):
            status = UNSET
        else:
            status = check_redirect_create_status(_status)

        redirect_create = cls(
            path=path,
            to=to,
            status=status,
        )

        return redirect_create
