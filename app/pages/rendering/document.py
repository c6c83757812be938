"""The HTML document around a page's components, and the headers it is sent with."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from app.pages.rendering.compile import CompiledPage
from app.pages.rendering.program import Variables, attribute, render_program
from app.pages.rendering.registry import island_scripts, style_sheet
from app.pages.rendering.seo import Seo
from app.pages.rendering.words import words_of

MEDIA_TYPE = "text/html; charset=utf-8"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The builder frames the preview; nothing in it runs or is sent.
PREVIEW_CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self' https: data:; font-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)


# Languages written from right to left (Unicode CLDR), and the scripts that say so themselves.
_RTL_LANGUAGES = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_RTL_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})


_MAIN = '<main class="of-main" id="of.main">'


def _direction(lang: str) -> str:
    """Return the `dir` attribute for a language; nothing for the usual left to right."""
    language, *others = lang.lower().split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    is_rtl = scripts[0] in _RTL_SCRIPTS if scripts else language in _RTL_LANGUAGES
    return ' dir="rtl"' if is_rtl else ""


def _skip_link(lang: str) -> str:
    return f'<body>\n<a class="of-skip" href="#of.main">{escape(words_of(lang)("Skip to content"))}</a>\n'


def policy_of(compiled: CompiledPage) -> str:
    """Return the Content-Security-Policy of a page: that of all pages, and what its components load besides."""
    more = [f"{directive} {' '.join(sorted(sources))}" for directive, sources in sorted(compiled.sources.items())]
    return "; ".join([CSP, *more])


def _head(title: str, seo: Seo, canonical: str | None) -> str:
    parts = [
        f'<!doctype html>\n<html lang="{seo.lang}"{_direction(seo.lang)}>\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{escape(title)}</title>\n",
    ]
    if seo.description:
        parts.append(f'<meta name="description"{attribute("content", seo.description)}>\n')
    if seo.noindex:
        parts.append('<meta name="robots" content="noindex">\n')
    if canonical:
        parts.append(f'<link rel="canonical"{attribute("href", canonical)}>\n')
        parts.append(f'<meta property="og:title"{attribute("content", title)}>\n')
        if seo.description:
            parts.append(f'<meta property="og:description"{attribute("content", seo.description)}>\n')
        if seo.image:
            parts.append(f'<meta property="og:image"{attribute("content", seo.image)}>\n')
    # An empty icon: without one, browsers ask for /favicon.ico on each page.
    parts.append('<link rel="icon" href="data:,">\n')
    parts.append(f'<link rel="stylesheet" href="{style_sheet().url}">\n</head>\n')
    return "".join(parts)


def _write_scripts(islands: Iterable[str]) -> str:
    """Return the tags of the modules of some islands: what they share begins to load with the first of them."""
    known = island_scripts()
    files = [known[name] for name in sorted(islands)]
    shared = dict.fromkeys(url for _, *imports in files for url in imports)
    preloads = (f'<link rel="modulepreload" href="{url}">\n' for url in shared)
    modules = (f'<script type="module" src="{own}"></script>\n' for own, *_ in files)
    return "".join((*preloads, *modules))


def write_document(
    compiled: CompiledPage, variables: Variables, *, title: str, seo: Seo, canonical: str | None, script: bool = True
) -> bytes:
    """Return the whole HTML of a page. Scripts are loaded only for the islands it has."""
    out = [_head(title, seo, canonical), _skip_link(seo.lang)]
    render_program(compiled.ops[: compiled.main.start], variables, out)
    out.append(_MAIN)
    render_program(compiled.ops[compiled.main], variables, out)
    out.append("</main>\n")
    render_program(compiled.ops[compiled.main.stop :], variables, out)
    if script:
        out.append(_write_scripts(compiled.islands))
    out.append("</body>\n</html>\n")
    # A query may return half of a surrogate pair, which UTF-8 has no bytes for.
    return "".join(out).encode("utf-8", "replace")


def write_notice(title: str, message: str) -> bytes:
    """Return a small page for people that says what is the matter."""
    content = Markup('<h1 class="of-notice-title">{}</h1><p class="of-notice-text">{}</p>').format(title, message)
    return write_plain(title, content)


def write_plain(title: str, content: Markup) -> bytes:
    """Return a page of our own, which no search engine lists and no script runs in."""
    seo = Seo(noindex=True)
    start = _head(title, seo, None) + _skip_link(seo.lang) + _MAIN
    return f"{start}{content}</main>\n</body>\n</html>\n".encode("utf-8", "replace")
