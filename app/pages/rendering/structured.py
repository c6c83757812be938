"""What search engines read of a page as data (schema.org, as JSON-LD): typed here, never a text of the author's."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from app.core.text import StorableText

DataText = Annotated[StorableText, Field(max_length=2_000)]
_OWN = "Left out, it is that of the page."
_CONTEXT = "https://schema.org"


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)


class ArticleData(_Data):
    """The page is an article."""

    type: Literal["article"]
    headline: DataText = Field("", description=_OWN)
    author: DataText = ""
    published: DataText = Field("", description="Date or time (ISO 8601).")
    modified: DataText = ""


class ProductData(_Data):
    """The page shows a product."""

    type: Literal["product"]
    name: DataText = Field("", description=_OWN)
    brand: DataText = ""
    sku: DataText = ""
    price: DataText = ""
    currency: DataText = Field("", description="ISO 4217, such as `EUR`.")
    availability: Literal["in_stock", "out_of_stock", "preorder"] | None = None


class FaqQuestion(_Data):
    """A question and its answer."""

    question: DataText
    answer: DataText


class FaqData(_Data):
    """The page answers questions."""

    type: Literal["faq"]
    questions: list[FaqQuestion] = Field(max_length=100)


class Crumb(_Data):
    """A page on the way to this one."""

    name: DataText
    url: DataText = Field(description="A path on this site, or http(s).")


class BreadcrumbData(_Data):
    """The way to the page, from the top."""

    type: Literal["breadcrumbs"]
    items: list[Crumb] = Field(max_length=20)


class OrganizationData(_Data):
    """Who stands behind the site."""

    type: Literal["organization"]
    name: DataText = Field("", description="Left out, it is the name of the site.")
    logo: DataText = Field("", description="A path on this site, or http(s).")
    same_as: list[DataText] = Field(default_factory=list, max_length=20, description="Its pages elsewhere.")


class WebPageData(_Data):
    """A page: its title, description, language and picture."""

    type: Literal["webpage"]


StructuredData: TypeAlias = Annotated[
    ArticleData | ProductData | FaqData | BreadcrumbData | OrganizationData | WebPageData, Field(discriminator="type")
]
_AVAILABILITY = {"in_stock": "InStock", "out_of_stock": "OutOfStock", "preorder": "PreOrder"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What is known of the page that the data is on. Addresses are whole."""

    title: str
    description: str
    url: str
    image: str
    lang: str
    site: str
    origin: str

    def whole(self, address: str) -> str:
        """Return an address of this site or another as others have to write it; nothing for any other kind."""
        if address.startswith("/") and not address.startswith("//"):
            return f"{self.origin}{address}"
        return address if address.lower().startswith(("http://", "https://")) else ""


def write_structured(data: Iterable[StructuredData], facts: PageFacts) -> str:
    """Return the data blocks of a page; they are no script, and none can end early."""
    blocks = ({"@context": _CONTEXT, **_filled(_schema(one, facts))} for one in data)
    texts = (json.dumps(block, ensure_ascii=False).replace("<", "\\u003c") for block in blocks)
    return "".join(f'<script type="application/ld+json">{text}</script>\n' for text in texts)


def _filled(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value not in ("", None, [], {})}


def _schema(one: StructuredData, facts: PageFacts) -> dict[str, Any]:
    match one:
        case ArticleData():
            return {
                "@type": "Article",
                "headline": one.headline or facts.title,
                "description": facts.description,
                "image": facts.image,
                "author": {"@type": "Person", "name": one.author} if one.author else None,
                "datePublished": one.published,
                "dateModified": one.modified,
                "mainEntityOfPage": facts.url,
            }
        case ProductData():
            return {
                "@type": "Product",
                "name": one.name or facts.title,
                "description": facts.description,
                "image": facts.image,
                "brand": {"@type": "Brand", "name": one.brand} if one.brand else None,
                "sku": one.sku,
                "offers": _offer(one, facts) if one.price else None,
            }
        case FaqData():
            return {"@type": "FAQPage", "mainEntity": [_question(asked) for asked in one.questions]}
        case BreadcrumbData():
            return {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    _filled({"@type": "ListItem", "position": at, "name": crumb.name, "item": facts.whole(crumb.url)})
                    for at, crumb in enumerate(one.items, start=1)
                ],
            }
        case OrganizationData():
            return {
                "@type": "Organization",
                "name": one.name or facts.site,
                "url": f"{facts.origin}/",
                "logo": facts.whole(one.logo),
                "sameAs": [whole for address in one.same_as if (whole := facts.whole(address))],
            }
        case WebPageData():
            return {
                "@type": "WebPage",
                "name": facts.title,
                "description": facts.description,
                "url": facts.url,
                "inLanguage": facts.lang,
                "primaryImageOfPage": facts.image,
            }


def _question(asked: FaqQuestion) -> dict[str, Any]:
    answer = {"@type": "Answer", "text": asked.answer}
    return {"@type": "Question", "name": asked.question, "acceptedAnswer": answer}


def _offer(one: ProductData, facts: PageFacts) -> dict[str, Any]:
    stock = _AVAILABILITY.get(one.availability or "")
    return _filled(
        {
            "@type": "Offer",
            "price": one.price,
            "priceCurrency": one.currency,
            "availability": f"{_CONTEXT}/{stock}" if stock else None,
            "url": facts.url,
        }
    )
