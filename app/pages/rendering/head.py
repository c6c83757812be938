"""The head of a page: what browsers, search engines and link previews are told."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import escape

from app.pages.rendering.program import attribute
from app.pages.rendering.seo import Seo
from app.pages.rendering.structured import PageFacts, write_structured
from app.site.current import SiteLook

# Languages written from right to left (Unicode CLDR), and the scripts that say so themselves.
_RTL_LANGUAGES = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_RTL_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
# An empty icon: without one, browsers ask for /favicon.ico on each page.
NO_ICON = '<link rel="icon" href="data:,">\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """What the head of a page is written from.

    `style` is HTML that brings the style sheet. `canonical` is None for what is not listed; `origin` is that of the
    site, for addresses that other sites load.
    """

    title: str
    seo: Seo
    look: SiteLook
    style: str
    canonical: str | None = None
    origin: str = ""
    is_home: bool = False

    @property
    def lang(self) -> str:
        """The language of the page."""
        return self.seo.lang or self.look.choices.lang


def link_sheet(url: str) -> str:
    """Return the HTML that brings a style sheet from its address."""
    return f'<link rel="stylesheet" href="{url}">\n'


def direction(lang: str) -> str:
    """Return the `dir` attribute for a language; nothing for the usual left to right."""
    language, *others = lang.lower().split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    is_rtl = scripts[0] in _RTL_SCRIPTS if scripts else language in _RTL_LANGUAGES
    return ' dir="rtl"' if is_rtl else ""


def open_document(lang: str, title: str) -> str:
    """Return the first lines of a document, up to its title."""
    return (
        f'<!doctype html>\n<html lang="{lang}"{direction(lang)}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
    )


def write_head(head: PageHead, scripts: str = "") -> str:
    """Return a document up to the end of its head; `scripts` are tags that stand there."""
    site = head.look.choices
    title = head.title if head.is_home else head.title + site.head.title_suffix
    parts = [open_document(head.lang, title)]
    if description := head.seo.description or site.head.description:
        parts.append(_meta("name", "description", description))
    if head.seo.noindex or site.head.noindex:
        parts.append(_meta("name", "robots", "noindex"))
    if head.canonical:
        parts.append(f'<link rel="canonical"{attribute("href", head.canonical)}>\n')
        parts += _alternates(head, head.canonical)
        parts += _previews(head, title, description)
        if head.seo.structured:
            parts.append(write_structured(head.seo.structured, _facts(head, title, description)))
    if head.is_home:
        parts += _verifications(head.look)
    parts += _colors(head.look)
    parts.append(f'<link rel="icon"{attribute("href", site.favicon)}>\n' if site.favicon else NO_ICON)
    parts += _fonts(head.look)
    parts += [head.style, scripts, "</head>\n"]
    return "".join(parts)


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}"{attribute("content", content)}>\n'


def _previews(head: PageHead, title: str, description: str) -> Iterator[str]:
    """Yield what is shown where somebody links to the page (Open Graph protocol, and Twitter's own names)."""
    site = head.look.choices
    yield _meta("property", "og:type", head.seo.type)
    yield _meta("property", "og:url", head.canonical or "")
    yield _meta("property", "og:title", title)
    if site.name:
        yield _meta("property", "og:site_name", site.name)
    if description:
        yield _meta("property", "og:description", description)
    language, _, region = head.lang.partition("-")
    if len(region) == len("AT"):
        yield _meta("property", "og:locale", f"{language.lower()}_{region.upper()}")
    image = _image_of(head)
    if image:
        yield _meta("property", "og:image", image)
    if head.seo.image:
        yield from _picture_details(head.seo)
    yield _meta("name", "twitter:card", "summary_large_image" if image else "summary")
    if site.head.twitter:
        yield _meta("name", "twitter:site", site.head.twitter)


def _picture_details(seo: Seo) -> Iterator[str]:
    if seo.image_width and seo.image_height:
        yield _meta("property", "og:image:width", str(seo.image_width))
        yield _meta("property", "og:image:height", str(seo.image_height))
    if seo.image_alt:
        yield _meta("property", "og:image:alt", seo.image_alt)
        yield _meta("name", "twitter:image:alt", seo.image_alt)


def _image_of(head: PageHead) -> str:
    site = head.look.choices.head
    return head.seo.image or (f"{head.origin}{site.image}" if site.image else "")


def _alternates(head: PageHead, canonical: str) -> Iterator[str]:
    """Yield the page in every language, this one included, as search engines want it."""
    others = head.seo.alternates
    if others and all(other.lang.lower() != head.lang.lower() for other in others):
        yield f'<link rel="alternate"{attribute("hreflang", head.lang)}{attribute("href", canonical)}>\n'
    for other in others:
        url = f"{head.origin}{other.url}" if other.url.startswith("/") else other.url
        yield f'<link rel="alternate"{attribute("hreflang", other.lang)}{attribute("href", url)}>\n'


def _facts(head: PageHead, title: str, description: str) -> PageFacts:
    return PageFacts(
        title=title,
        description=description,
        url=head.canonical or "",
        image=_image_of(head),
        lang=head.lang,
        site=head.look.choices.name,
        origin=head.origin,
    )


def _verifications(look: SiteLook) -> Iterator[str]:
    if code := look.choices.head.google_verification:
        yield _meta("name", "google-site-verification", code)
    if code := look.choices.head.bing_verification:
        yield _meta("name", "msvalidate.01", code)


def _colors(look: SiteLook) -> Iterator[str]:
    """Yield the colours of the browser's own bars."""
    theme = look.theme
    for scheme in theme.schemes:
        media = f' media="(prefers-color-scheme: {scheme})"' if len(theme.schemes) > 1 else ""
        yield f'<meta name="theme-color" content="{theme.palettes[scheme]["page"]}"{media}>\n'


def _fonts(look: SiteLook) -> Iterator[str]:
    """Yield what loads the first file of the fonts of text and headings before the sheet asks for it."""
    theme = look.theme
    files = dict.fromkeys(font.files[0].src for font in (theme.body, theme.heading) if font.files)
    for src in files:
        yield f'<link rel="preload" as="font" type="font/woff2" crossorigin{attribute("href", src)}>\n'
