"""The modules that a page loads, and what they are told: those of its islands, and the one that keeps variables."""

from collections.abc import Iterable

from app.pages.rendering.compile import CompiledPage
from app.pages.rendering.islands import escape_json
from app.pages.rendering.registry import island_scripts

LIVE, FILTERS, COMMANDS, CANVAS = "live", "filters", "commands", "canvas"


def write_head_scripts(compiled: CompiledPage) -> str:
    """Return the tags of the module that keeps variables.

    Nothing is painted before it has run where a value that the browser kept may differ from what the server wrote.
    """
    browser = compiled.browser
    if browser is None:
        return ""
    names = [FILTERS, LIVE] if browser.uses_filters else [LIVE]
    blocking = ' blocking="render"' if browser.reads_session else ""
    given = f" data-variables='{escape_json(browser.declared)}'{blocking}"
    return _write_tags(names, {LIVE: given})


def write_scripts(compiled: CompiledPage) -> str:
    """Return the tags of the modules that a page's components need."""
    return _write_tags([*([COMMANDS] if compiled.has_commands else []), *sorted(compiled.islands)], {})


def write_canvas_script() -> str:
    """Return the tag of the script of a builder's canvas: no module, as those need an origin."""
    (url,) = island_scripts()[CANVAS]
    return f'<script defer src="{url}"></script>\n'


def _write_tags(names: Iterable[str], attributes: dict[str, str]) -> str:
    """Return the tags of some modules: what they share begins to load with the first of them."""
    known = island_scripts()
    files = {name: known[name] for name in names}
    shared = dict.fromkeys(url for _, *imports in files.values() for url in imports)
    preloads = (f'<link rel="modulepreload" href="{url}">\n' for url in shared)
    modules = (
        f'<script type="module" src="{own}"{attributes.get(name, "")}></script>\n'
        for name, (own, *_) in files.items()
    )
    return "".join((*preloads, *modules))
