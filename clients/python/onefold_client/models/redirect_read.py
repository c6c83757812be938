from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS
from ..models.redirect_read_status import RedirectReadStatus, check_redirect_read_status
from ..types import read_time, write_time

T = TypeVar("T", bound="RedirectRead")


@_attrs_define
class RedirectRead:
    """A redirect. It leads somewhere only while no published page has its path."""

    created_at: datetime.datetime
    id: UUID
    page_id: None | UUID
    """ The page it leads to, null for another address. """
    path: str
    status: RedirectReadStatus
    to: str
    """ The address it leads to now. """
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = write_time(self.created_at)

        id = str(self.id)

        page_id: None | str
        if isinstance(self.page_id, UUID):
            page_id = str(self.page_id)
        else:
            page_id = self.page_id

        path = self.path

        status: int = self.status

        to = self.to

        updated_at = write_time(self.updated_at)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "id": id,
                "page_id": page_id,
                "path": path,
                "status": status,
                "to": to,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("RedirectRead", {}), **src_dict}
        created_at = read_time(d.pop("created_at"))

        id = UUID(d.pop("id"))

        def _parse_page_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                page_id_type_0 = UUID(data)

                return page_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        page_id = _parse_page_id(d.pop("page_id"))

        path = d.pop("path")

        status = check_redirect_read_status(d.pop("status"))

        to = d.pop("to")

        updated_at = read_time(d.pop("updated_at"))

        redirect_read = cls(
            created_at=created_at,
            id=id,
            page_id=page_id,
            path=path,
            status=status,
            to=to,
            updated_at=updated_at,
        )

        redirect_read.additional_properties = d
        return redirect_read

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
