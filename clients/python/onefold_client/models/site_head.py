from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..types import UNSET, Unset

T = TypeVar("T", bound="SiteHead")


@_attrs_define
class SiteHead:
    """What the head of every page says, where the page itself says nothing else."""

    bing_verification: None | str | Unset = UNSET
    description: str | Unset = UNSET
    """ Of pages without a description. Default: `""`. """
    google_verification: None | str | Unset = UNSET
    image: None | str | Unset = UNSET
    """ The preview picture of pages that have none. """
    noindex: bool | Unset = UNSET
    """ Ask search engines to leave out the whole site. Default: `false`. """
    title_suffix: str | Unset = UNSET
    """ After the title of each page but the home page. Default: `""`. """
    twitter: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        bing_verification: None | str | Unset
        if isinstance(self.bing_verification, Unset):
            bing_verification = UNSET
        else:
            bing_verification = self.bing_verification

        description = self.description

        google_verification: None | str | Unset
        if isinstance(self.google_verification, Unset):
            google_verification = UNSET
        else:
            google_verification = self.google_verification

        image: None | str | Unset
        if isinstance(self.image, Unset):
            image = UNSET
        else:
            image = self.image

        noindex = self.noindex

        title_suffix = self.title_suffix

        twitter: None | str | Unset
        if isinstance(self.twitter, Unset):
            twitter = UNSET
        else:
            twitter = self.twitter

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if bing_verification is not UNSET:
            field_dict["bing_verification"] = bing_verification
        if description is not UNSET:
            field_dict["description"] = description
        if google_verification is not UNSET:
            field_dict["google_verification"] = google_verification
        if image is not UNSET:
            field_dict["image"] = image
        if noindex is not UNSET:
            field_dict["noindex"] = noindex
        if title_suffix is not UNSET:
            field_dict["title_suffix"] = title_suffix
        if twitter is not UNSET:
            field_dict["twitter"] = twitter

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("SiteHead", {}), **src_dict}

        def _parse_bing_verification(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        bing_verification = _parse_bing_verification(d.pop("bing_verification", UNSET))

        description = d.pop("description", UNSET)

        def _parse_google_verification(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        google_verification = _parse_google_verification(d.pop("google_verification", UNSET))

        def _parse_image(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        image = _parse_image(d.pop("image", UNSET))

        noindex = d.pop("noindex", UNSET)

        title_suffix = d.pop("title_suffix", UNSET)

        def _parse_twitter(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        twitter = _parse_twitter(d.pop("twitter", UNSET))

        site_head = cls(
            bing_verification=bing_verification,
            description=description,
            google_verification=google_verification,
            image=image,
            noindex=noindex,
            title_suffix=title_suffix,
            twitter=twitter,
        )

        return site_head
