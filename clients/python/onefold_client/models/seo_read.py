from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.seo_read_type import SeoReadType, check_seo_read_type

if TYPE_CHECKING:
    from ..models.alternate import Alternate
    from ..models.article_data import ArticleData
    from ..models.breadcrumb_data import BreadcrumbData
    from ..models.faq_data import FaqData
    from ..models.organization_data import OrganizationData
    from ..models.product_data import ProductData
    from ..models.web_page_data import WebPageData


from ..defaults import DEFAULTS

T = TypeVar("T", bound="SeoRead")


@_attrs_define
class SeoRead:
    """Stored SEO fields; another build may have stored more."""

    alternates: list[Alternate]
    """ The page in other languages, which name each other alike. """
    description: str
    image: str
    """ Absolute http(s) URL of the preview picture. """
    image_alt: str
    """ What the preview picture shows. """
    image_height: int | None
    """ Pixels. """
    image_width: int | None
    """ Pixels. """
    lang: None | str
    """ Language of the page (BCP 47), such as `en`, `de-AT` or `ar`; the direction of writing follows. Left out, it
    is that of the site. """
    noindex: bool
    """ Ask search engines to leave this page out; also not in the sitemap. """
    structured: list[ArticleData | BreadcrumbData | FaqData | OrganizationData | ProductData | WebPageData]
    """ What search engines read as data (schema.org). """
    type_: SeoReadType
    """ What link previews take the page for (Open Graph). """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.article_data import ArticleData
        from ..models.breadcrumb_data import BreadcrumbData
        from ..models.faq_data import FaqData
        from ..models.organization_data import OrganizationData
        from ..models.product_data import ProductData

        alternates = []
        for alternates_item_data in self.alternates:
            alternates_item = alternates_item_data.to_dict()
            alternates.append(alternates_item)

        description = self.description

        image = self.image

        image_alt = self.image_alt

        image_height: int | None
        image_height = self.image_height

        image_width: int | None
        image_width = self.image_width

        lang: None | str
        lang = self.lang

        noindex = self.noindex

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

        type_: str = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "alternates": alternates,
                "description": description,
                "image": image,
                "image_alt": image_alt,
                "image_height": image_height,
                "image_width": image_width,
                "lang": lang,
                "noindex": noindex,
                "structured": structured,
                "type": type_,
            }
        )

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

        d = {**DEFAULTS.get("SeoRead", {}), **src_dict}
        alternates = []
        _alternates = d.pop("alternates")
        for alternates_item_data in _alternates:
            alternates_item = Alternate.from_dict(alternates_item_data)

            alternates.append(alternates_item)

        description = d.pop("description")

        image = d.pop("image")

        image_alt = d.pop("image_alt")

        def _parse_image_height(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        image_height = _parse_image_height(d.pop("image_height"))

        def _parse_image_width(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        image_width = _parse_image_width(d.pop("image_width"))

        def _parse_lang(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        lang = _parse_lang(d.pop("lang"))

        noindex = d.pop("noindex")

        structured = []
        _structured = d.pop("structured")
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

        type_ = check_seo_read_type(d.pop("type"))

        seo_read = cls(
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

        seo_read.additional_properties = d
        return seo_read

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
