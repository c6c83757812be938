from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..models.redirect_update_status import (
    RedirectUpdateStatus,
    check_redirect_update_status,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="RedirectUpdate")


@_attrs_define
class RedirectUpdate:
    """Changes of a redirect; what is left out stays."""

    path: str | Unset = UNSET
    """ The path that leads elsewhere, below `/p/`; `{name}` stands for any one segment. """
    status: RedirectUpdateStatus | Unset = UNSET
    """ 301 and 308: moved for good, 302: for now. """
    to: str | Unset = UNSET
    """ Where it leads: a path on this site, or http(s). The path of a page stands for the page, under whatever slug
    it has later. `{name}` is what stood there in `path`. """

    def to_dict(self) -> dict[str, Any]:
        path = self.path

        status: int | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = self.status

        to = self.to

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if path is not UNSET:
            field_dict["path"] = path
        if status is not UNSET:
            field_dict["status"] = status
        if to is not UNSET:
            field_dict["to"] = to

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("RedirectUpdate", {}), **src_dict}
        path = d.pop("path", UNSET)

        _status = d.pop("status", UNSET)
        status: RedirectUpdateStatus | Unset
        if isinstance(_status, Unset):
            status = UNSET
        else:
            status = check_redirect_update_status(_status)

        to = d.pop("to", UNSET)

        redirect_update = cls(
            path=path,
            status=status,
            to=to,
        )

        return redirect_update
