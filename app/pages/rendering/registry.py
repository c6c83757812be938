"""The components: each folder in `app/pages/components/` is one; nothing else registers it.

A folder holds `props.py` (its `COMPONENT`, the module's docstring being its documentation), `template.html` (a macro
`render(props, context, children)`), `style.css`, `cases.json` (props to test it with), and `island.tsx` where the
component does more once JavaScript runs. What several of them look like or write stands in `components/shared/`, what
their scripts have in common in `app/pages/islands/`.
"""

import hashlib
import importlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from app.pages.rendering.component import Component, Sends
from app.pages.rendering.islands import Island
from app.pages.rendering.props import PropSpec, prop_specs

FOLDER = Path(__file__).parents[1] / "components"
STATIC = Path(__file__).parents[1] / "static"
ISLANDS = STATIC / "islands"
ASSETS = "/p/_assets/"


@dataclass(frozen=True, slots=True)
class Registered:
    """A component with what its folder says of it."""

    name: str
    component: Component
    docs: str
    island: Island | None
    specs: Mapping[str, PropSpec] = field(repr=False)

    @property
    def events(self) -> list[str]:
        """The names of its event props."""
        return [name for name, spec in self.specs.items() if spec.kind == "event"]


class Components(Mapping[str, Registered]):
    """Every component by its name. One is imported when it is first asked for: a page is made of a few of them."""

    def __init__(self) -> None:
        names = sorted(folder.name for folder in FOLDER.iterdir() if (folder / "props.py").is_file())
        self.found: dict[str, Registered | None] = dict.fromkeys(names)

    def __getitem__(self, name: str) -> Registered:
        known = self.found[name]
        if known is None:
            known = self.found[name] = _load(name)
        return known

    def __iter__(self) -> Iterator[str]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)


def _load(name: str) -> Registered:
    module = importlib.import_module(f"app.pages.components.{name}.props")
    component: Component = module.COMPONENT
    return Registered(
        name=name,
        component=component,
        docs=(module.__doc__ or "").strip(),
        island=_island(name, component),
        specs=prop_specs(component.props),
    )


def _island(name: str, component: Component) -> Island | None:
    if not (FOLDER / name / "island.tsx").is_file():
        return None
    return Island(name, component.island_props, component.island_context, component.island_words)


@cache
def components() -> Components:
    """Return every component by its name."""
    return Components()


def find_component(name: str) -> Component | None:
    """Return the component of this name."""
    known = components().get(name)
    return known.component if known else None


def find_sends(type_: str) -> Sends | None:
    """Return how visitors send a component of this type; None for one that they cannot send, or that is unknown."""
    known = find_component(type_)
    return known.sends if known else None


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of this build, under the URL that names its content."""

    url: str
    media_type: str
    body: bytes


def make_asset(body: bytes, suffix: str, media_type: str) -> Asset:
    """Return a file under the URL of its content."""
    digest = hashlib.sha256(body).hexdigest()[:20]
    return Asset(f"{ASSETS}{digest}.{suffix}", media_type, body)


@cache
def island_scripts() -> Mapping[str, Sequence[str]]:
    """Return the URLs of each island's modules: its own, then those that it imports."""
    built: dict[str, list[str]] = json.loads((ISLANDS / "islands.json").read_text())
    return {name: [f"{ASSETS}{file}" for file in files] for name, files in built.items()}


@cache
def script_assets() -> Mapping[str, Asset]:
    """Return the modules of this build by URL."""
    media_type = "text/javascript; charset=utf-8"
    found = (Asset(f"{ASSETS}{path.name}", media_type, path.read_bytes()) for path in ISLANDS.glob("*.js"))
    return {asset.url: asset for asset in found}
