from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..types import UNSET, Unset

T = TypeVar("T", bound="ArticleData")


@_attrs_define
class ArticleData:
    """The page is an article."""

    type_: Literal["article"]
    author: str | Unset = UNSET
    """ Default: `""`. """
    headline: str | Unset = UNSET
    """ Left out, it is that of the page. Default: `""`. """
    modified: str | Unset = UNSET
    """ Default: `""`. """
    published: str | Unset = UNSET
    """ Date or time (ISO 8601). Default: `""`. """

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        author = self.author

        headline = self.headline

        modified = self.modified

        published = self.published

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
            }
        )
        if author is not UNSET:
            field_dict["author"] = author
        if headline is not UNSET:
            field_dict["headline"] = headline
        if modified is not UNSET:
            field_dict["modified"] = modified
        if published is not UNSET:
            field_dict["published"] = published

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("ArticleData", {}), **src_dict}
        type_ = cast(Literal["article"], d.pop("type"))
        if type_ != "article":
            raise ValueError(f"type must match const 'article', got '{type_}'")

        author = d.pop("author", UNSET)

        headline = d.pop("headline", UNSET)

        modified = d.pop("modified", UNSET)

        published = d.pop("published", UNSET)

        article_data = cls(
            type_=type_,
            author=author,
            headline=headline,
            modified=modified,
            published=published,
        )

        return article_data
