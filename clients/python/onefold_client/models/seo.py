from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.seo_type import SeoType, check_seo_type
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.alternate import Alternate
    from ..models.article_data import ArticleData
    from ..models.breadcrumb_data import BreadcrumbData
    from ..models.faq_data import FaqData
    from ..models.organization_data import OrganizationData
    from ..models.product_data import ProductData
    from ..models.web_page_data import WebPageData


from ..defaults import DEFAULTS

T = TypeVar("T", bound="Seo")


@_attrs_define
class Seo:
    """What search engines and link previews are told."""

    alternates: list[Alternate] | Unset = UNSET
    """ The page in other languages, which name each other alike. """
    description: str | Unset = UNSET
    """ Default: `""`. """
    image: str | Unset = UNSET
    """ Absolute http(s) URL of the preview picture. Default: `""`. """
    image_alt: str | Unset = UNSET
    """ What the preview picture shows. Default: `""`. """
    image_height: int | None | Unset = UNSET
    """ Pixels. """
    image_width: int | None | Unset = UNSET
    """ Pixels. """
    lang: None | str | Unset = UNSET
    """ Language of the page (BCP 47), such as `en`, `de-AT` or `ar`; the direction of writing follows. Left out, it
    is that of the site. """
    noindex: bool | Unset = UNSET
    """ Ask search engines to leave this page out; also not in the sitemap. Default: `false`. """
    structured: (
        list[ArticleData | BreadcrumbData | FaqData | OrganizationData | ProductData | WebPageData] | Unset
    ) = UNSET
    """ What search engines read as data (schema.org). """
    type_: SeoType | Unset = UNSET
    """ What link previews take the page for (Open Graph). Default: `"website"`. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.article_data import ArticleData
        from ..models.breadcrumb_data import BreadcrumbData
        from ..models.faq_data import FaqData
        from ..models.organization_data import OrganizationData
        from ..models.product_data import ProductData

        alternates: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.alternates, Unset):
            alternates = []
            for alternates_item_data in self.alternates:
                alternates_item = alternates_item_data.to_dict()
                alternates.append(alternates_item)

        description = self.description

        image = self.image

        image_alt = self.image_alt

        image_height: int | None | Unset
        if isinstance(self.image_height, Unset):
            image_height = UNSET
        else:
            image_height = self.image_height

        image_width: int | None | Unset
        if isinstance(self.image_width, Unset):
            image_width = UNSET
        else:
            image_width = self.image_width

        lang: None | str | Unset
        if isinstance(self.lang, Unset):
            lang = UNSET
        else:
            lang = self.lang

        noindex = self.noindex

        structured: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.structured, Unset):
            structured = []
            for structured_item_data in self.structured:
                structured_item: dict[str, Any]
                if (
                    isinstance(structured_item_data, ArticleData)
                    or isinstance(structured_item_data, ProductData)
                    or isinstance(structured_item_data, FaqData)
                    or isinstance(structured_item_data, BreadcrumbData)
                    or isinstance(structured_item_data, OrganizationData)
                ):
                    structured_item = structured_item_data.to_dict()
                else:
                    structured_item = structured_item_data.to_dict()

                structured.append(structured_item)

        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = self.type_

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if alternates is not UNSET:
            field_dict["alternates"] = alternates
        if description is not UNSET:
            field_dict["description"] = description
        if image is not UNSET:
            field_dict["image"] = image
        if image_alt is not UNSET:
            field_dict["image_alt"] = image_alt
        if image_height is not UNSET:
            field_dict["image_height"] = image_height
        if image_width is not UNSET:
            field_dict["image_width"] = image_width
        if lang is not UNSET:
            field_dict["lang"] = lang
        if noindex is not UNSET:
            field_dict["noindex"] = noindex
        if structured is not UNSET:
            field_dict["structured"] = structured
        if type_ is not UNSET:
            field_dict["type"] = type_

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.alternate import Alternate
        from ..models.article_data import ArticleData
        from ..models.breadcrumb_data import BreadcrumbData
        from ..models.faq_data import FaqData
        from ..models.organization_data import OrganizationData
        from ..models.product_data import ProductData
        from ..models.web_page_data import WebPageData

        d = {**DEFAULTS.get("Seo", {}), **src_dict}
        _alternates = d.pop("alternates", UNSET)
        alternates: list[Alternate] | Unset = UNSET
        if _alternates is not UNSET:
            alternates = []
            for alternates_item_data in _alternates:
                alternates_item = Alternate.from_dict(alternates_item_data)

                alternates.append(alternates_item)

        description = d.pop("description", UNSET)

        image = d.pop("image", UNSET)

        image_alt = d.pop("image_alt", UNSET)

        def _parse_image_height(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        image_height = _parse_image_height(d.pop("image_height", UNSET))

        def _parse_image_width(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        image_width = _parse_image_width(d.pop("image_width", UNSET))

        def _parse_lang(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        lang = _parse_lang(d.pop("lang", UNSET))

        noindex = d.pop("noindex", UNSET)

        _structured = d.pop("structured", UNSET)
        structured: (
            list[ArticleData | BreadcrumbData | FaqData | OrganizationData | ProductData | WebPageData] | Unset
        ) = UNSET
        if _structured is not UNSET:
            structured = []
            for structured_item_data in _structured:

                def _parse_structured_item(
                    data: object,
                ) -> ArticleData | BreadcrumbData | FaqData | OrganizationData | ProductData | WebPageData:
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        structured_item_type_0 = ArticleData.from_dict(data)

                        return structured_item_type_0
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        structured_item_type_1 = ProductData.from_dict(data)

                        return structured_item_type_1
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        structured_item_type_2 = FaqData.from_dict(data)

                        return structured_item_type_2
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        structured_item_type_3 = BreadcrumbData.from_dict(data)

                        return structured_item_type_3
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        structured_item_type_4 = OrganizationData.from_dict(data)

                        return structured_item_type_4
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        structured_item_type_5 = WebPageData.from_dict(data)

                        return structured_item_type_5
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    return cast(
                        ArticleData | BreadcrumbData | FaqData | OrganizationData | ProductData | WebPageData, data
                    )

                structured_item = _parse_structured_item(structured_item_data)

                structured.append(structured_item)

        _type_ = d.pop("type", UNSET)
        type_: SeoType | Unset
        if isinstance(_type_, Unset):
            type_ = UNSET
        else:
            type_ = check_seo_type(_type_)

        seo = cls(
            alternates=alternates,
            description=description,
            image=image,
            image_alt=image_alt,
            image_height=image_height,
            image_width=image_width,
            lang=lang,
            noindex=noindex,
            structured=structured,
            type_=type_,
        )

        return seo
