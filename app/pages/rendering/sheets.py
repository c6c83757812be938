"""The style sheet of a page: the design of the site, and the rules of the components that stand on it.

The rules of components are in a cascade layer, so that the style of a node, which is in none, always wins.
"""

import re
from collections.abc import Mapping, Set
from functools import cache
from pathlib import Path

from app.pages.rendering.compile import environment
from app.pages.rendering.registry import FOLDER, STATIC, Asset, components, island_scripts, make_asset, script_assets
from app.site.current import DEFAULT_LOOK

MEDIA_TYPE = "text/css; charset=utf-8"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CLASS = re.compile(r"\.(of-[a-z0-9]+)")
_NAMED = re.compile(r"of-[a-z0-9]+")
_INCLUDED = re.compile(r'{%\s*(?:from|include|import)\s+"([^"]+)"')


def minify(css: str) -> str:
    """Return a sheet of ours without comments and without the spaces that say nothing."""
    css = re.sub(r"\s+", " ", _COMMENT.sub("", css))
    css = re.sub(r" ?([{};,]) ?", r"\1", css)
    # Not before a colon, where a space is part of a selector.
    return re.sub(r": ", ":", css).replace(";}", "}").strip()


@cache
def _sheets() -> dict[Path, tuple[str, frozenset[str]]]:
    """Return each sheet beside the base with the classes, up to their first hyphen, that bring it along."""
    found: dict[Path, tuple[str, frozenset[str]]] = {}
    for path in sorted((FOLDER / "shared").glob("*.css")):
        css = path.read_text()
        found[path] = minify(css), frozenset(_CLASS.findall(css))
    for name in components():
        path = FOLDER / name / "style.css"
        if path.is_file():
            # Rules may also name what stands around or within the component; only its own classes make it needed.
            found[path] = minify(path.read_text()), frozenset({f"of-{name.lower()}"})
    return found


@cache
def base_css() -> str:
    """Return the rules of every page, and of what our own notices show."""
    return minify((STATIC / "base.css").read_text())


def _classes_in(source: str) -> frozenset[str]:
    return frozenset(_NAMED.findall(source))


@cache
def _classes_of(template: str) -> frozenset[str]:
    """Return the classes that a template and those in it write, up to their first hyphen."""
    made = environment()
    assert made.loader is not None
    source, _, _ = made.loader.get_source(made, template)
    return _classes_in(source).union(*(_classes_of(name) for name in _INCLUDED.findall(source)))


@cache
def _classes_of_island(name: str) -> frozenset[str]:
    """Return the classes that the modules of an island write."""
    files = script_assets()
    return frozenset[str]().union(*(_classes_in(files[url].body.decode()) for url in island_scripts()[name]))


def component_css(used: Set[str], islands: Set[str]) -> str:
    """Return the rules of these components and of what they write, in the order of the whole sheet.

    `islands` are those of them whose scripts run.
    """
    needed: set[str] = set()
    for name in used:
        needed |= _classes_of(f"{name}/template.html") | {f"of-{name.lower()}"}
    for name in islands:
        needed |= _classes_of_island(name)
    return "".join(css for css, brought_by in _sheets().values() if not brought_by.isdisjoint(needed))


def write_sheet(design: str, used: Set[str], islands: Set[str], nodes: str) -> str:
    """Return the sheet of a page: the variables of a design, the rules of what is used, the styles of its nodes."""
    return f"{design}@layer of{{{base_css()}{component_css(used, islands)}}}{nodes}"


@cache
def plain_sheet() -> Asset:
    """Return the sheet of what is no page of the site: notices, signing in. It has the design we come with."""
    rules = base_css() + "".join(css for css, _ in _sheets().values())
    return make_asset(f"{DEFAULT_LOOK.css}@layer of{{{rules}}}".encode(), "css", MEDIA_TYPE)


@cache
def assets() -> Mapping[str, Asset]:
    """Return the files of this build that pages load, by URL."""
    return {asset.url: asset for asset in (plain_sheet(), *script_assets().values())}
