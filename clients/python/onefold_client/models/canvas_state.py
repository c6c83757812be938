from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.canvas_state_cookies import CanvasStateCookies
    from ..models.canvas_state_page import CanvasStatePage
    from ..models.canvas_state_params import CanvasStateParams
    from ..models.canvas_state_session import CanvasStateSession


from ..defaults import DEFAULTS

T = TypeVar("T", bound="CanvasState")


@_attrs_define
class CanvasState:
    """What a visitor would have: values in place of the defaults that the page declares."""

    cookies: CanvasStateCookies | Unset = UNSET
    page: CanvasStatePage | Unset = UNSET
    params: CanvasStateParams | Unset = UNSET
    session: CanvasStateSession | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        cookies: dict[str, Any] | Unset = UNSET
        if not isinstance(self.cookies, Unset):
            cookies = self.cookies.to_dict()

        page: dict[str, Any] | Unset = UNSET
        if not isinstance(self.page, Unset):
            page = self.page.to_dict()

        params: dict[str, Any] | Unset = UNSET
        if not isinstance(self.params, Unset):
            params = self.params.to_dict()

        session: dict[str, Any] | Unset = UNSET
        if not isinstance(self.session, Unset):
            session = self.session.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if cookies is not UNSET:
            field_dict["cookies"] = cookies
        if page is not UNSET:
            field_dict["page"] = page
        if params is not UNSET:
            field_dict["params"] = params
        if session is not UNSET:
            field_dict["session"] = session

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.canvas_state_cookies import CanvasStateCookies
        from ..models.canvas_state_page import CanvasStatePage
        from ..models.canvas_state_params import CanvasStateParams
        from ..models.canvas_state_session import CanvasStateSession

        d = {**DEFAULTS.get("CanvasState", {}), **src_dict}
        _cookies = d.pop("cookies", UNSET)
        cookies: CanvasStateCookies | Unset
        if isinstance(_cookies, Unset):
            cookies = UNSET
        else:
            cookies = CanvasStateCookies.from_dict(_cookies)

        _page = d.pop("page", UNSET)
        page: CanvasStatePage | Unset
        if isinstance(_page, Unset):
            page = UNSET
        else:
            page = CanvasStatePage.from_dict(_page)

        _params = d.pop("params", UNSET)
        params: CanvasStateParams | Unset
        if isinstance(_params, Unset):
            params = UNSET
        else:
            params = CanvasStateParams.from_dict(_params)

        _session = d.pop("session", UNSET)
        session: CanvasStateSession | Unset
        if isinstance(_session, Unset):
            session = UNSET
        else:
            session = CanvasStateSession.from_dict(_session)

        canvas_state = cls(
            cookies=cookies,
            page=page,
            params=params,
            session=session,
        )

        return canvas_state
