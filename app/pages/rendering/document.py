"""The HTML document around a page's components, and the headers it is sent with."""

import base64
import hashlib
from functools import lru_cache

from markupsafe import Markup, escape

from app.pages.rendering.compile import CompiledPage
from app.pages.rendering.head import NO_ICON, PageHead, link_sheet, open_document, write_head
from app.pages.rendering.program import Variables, render_program
from app.pages.rendering.scripts import write_head_scripts, write_scripts
from app.pages.rendering.sheets import base_css, plain_sheet
from app.pages.rendering.words import ENGLISH, Words, words_of
from app.site.current import SiteLook

MEDIA_TYPE = "text/html; charset=utf-8"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


_MAIN = '<main class="of-main" id="of.main">'


def preview_csp(style: str) -> str:
    """Return the policy of a preview with this style sheet: the builder frames it; nothing in it runs or is sent."""
    return (
        f"default-src 'none'; style-src {style}; img-src 'self' https: data:; font-src 'self'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
    )


def canvas_csp(style: str) -> str:
    """Return the policy of the canvas with this style sheet: the builder frames it, and our own script runs in it.

    It has an origin of its own, so that nothing in it can read what the builder or the site knows.
    """
    return (
        f"default-src 'none'; script-src 'self'; style-src {style}; img-src 'self' https: data:; font-src 'self'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-scripts"
    )


def _skip_link(words: Words) -> str:
    return f'<a class="of-skip" href="#of.main">{escape(words("Skip to content"))}</a>\n'


def policy_of(compiled: CompiledPage) -> str:
    """Return the Content-Security-Policy of a page: that of all pages, and what its components load besides."""
    more = [f"{directive} {' '.join(sorted(sources))}" for directive, sources in sorted(compiled.sources.items())]
    return "; ".join([CSP, *more])


def inline_sheet(css: str) -> tuple[str, str]:
    """Return the HTML that holds a style sheet, and what Content-Security-Policy says to let it in."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return f"<style>{css}</style>\n", f"'sha256-{digest}'"


def write_document(compiled: CompiledPage, variables: Variables, head: PageHead, *, script: bool = True) -> bytes:
    """Return the whole HTML of a page. Scripts are loaded only for what it has."""
    scripts = write_head_scripts(compiled) if script else ""
    words = words_of(head.lang, head.look.choices.words)
    out = [write_head(head, scripts), "<body>\n", *write_body(compiled, variables, words)]
    if script:
        out.append(write_scripts(compiled))
    out.append("</body>\n</html>\n")
    # A query may return half of a surrogate pair, which UTF-8 has no bytes for.
    return "".join(out).encode("utf-8", "replace")


def write_body(compiled: CompiledPage, variables: Variables, words: Words) -> list[str]:
    """Return the HTML inside the body of a page, in pieces, without scripts."""
    out = [_skip_link(words)]
    render_program(compiled.ops[: compiled.main.start], variables, out)
    out.append(_MAIN)
    render_program(compiled.ops[compiled.main], variables, out)
    out.append("</main>\n")
    render_program(compiled.ops[compiled.main.stop :], variables, out)
    return out


@lru_cache(maxsize=2)
def _notice_style(design: str) -> tuple[str, str]:
    style, source = inline_sheet(f"{design}@layer of{{{base_css()}}}")
    return style, CSP.replace("style-src 'self'", f"style-src {source}")


def write_notice(title: str, message: str, look: SiteLook) -> tuple[bytes, str]:
    """Return a small page for people that says what is the matter, in the look of the site, and its policy.

    Its sheet stands in it, so that it needs nothing else, whatever is the matter.
    """
    style, policy = _notice_style(look.css)
    content = Markup('<h1 class="of-notice-title">{}</h1><p class="of-notice-text">{}</p>').format(title, message)
    return _write_plain(title, content, style), policy


def write_plain(title: str, content: Markup) -> bytes:
    """Return a page of our own, in the design we come with."""
    return _write_plain(title, content, link_sheet(plain_sheet().url))


def _write_plain(title: str, content: Markup, style: str) -> bytes:
    """Return a document that no search engine lists and no script runs in."""
    start = open_document("en", title) + '<meta name="robots" content="noindex">\n' + NO_ICON + style
    return f"{start}</head>\n<body>\n{_skip_link(ENGLISH)}{_MAIN}{content}</main>\n</body>\n</html>\n".encode(
        "utf-8", "replace"
    )
