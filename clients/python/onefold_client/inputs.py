"""What a caller may give as a plain dict in place of a model. Generated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypedDict

if TYPE_CHECKING:
    from . import models


class ColumnCreateDict(TypedDict):
    """A column of a `local` table. `default` is a value of its type."""

    default: NotRequired[Any]
    name: str
    """Lower case letters, digits and `_`."""
    required: NotRequired[bool]
    type: models.ColumnType
    unique: NotRequired[bool]


EdgeDict = TypedDict(
    "EdgeDict",
    {
        "from": "str",
        "port": "NotRequired[str]",
        "to": "str",
    },
)


class GraphDict(TypedDict):
    """All nodes and edges of a workflow, and how long a run of it may take."""

    edges: NotRequired[Sequence[models.Edge | EdgeDict]]
    nodes: NotRequired[Sequence[models.Node | NodeDict]]
    timeout_s: NotRequired[float | None]
    """Seconds after which a run is `timed_out`, waits included."""


class NodeDict(TypedDict):
    """One step. `params` follow the kind's own model and may hold `{{ expressions }}`."""

    id: str
    join: NotRequired[Literal["all", "any"]]
    kind: str
    name: NotRequired[str | None]
    on_error: NotRequired[Literal["fail", "continue", "port"]]
    on_interrupted: NotRequired[Literal["repeat", "park"]]
    """What happens when the process died inside an effect that must happen once: it is repeated with the same idempotency key, or the node waits for a person, who answers through `resume`."""
    params: NotRequired[Mapping[str, Any]]
    position: NotRequired[models.Position | PositionDict | None]
    retry: NotRequired[models.Retry | RetryDict | None]
    timeout_s: NotRequired[float | None]
    v: NotRequired[int]
    """The version of the kind that the params are written for. Left out, it is the newest, which is stored."""


class PageNodeDict(TypedDict):
    """One component on a page. `type` is a component's folder name. Props may hold `{{ expressions }}`.

    `visible` is a boolean or an expression."""

    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]
    id: str
    props: NotRequired[Mapping[str, Any]]
    style: NotRequired[Mapping[str, Any] | None]
    type: str
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]


class PageRootDict(TypedDict):
    """The top of a page: what stands in its body, from top to bottom."""

    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]


class PageTreeDict(TypedDict):
    """All components of a page."""

    root: NotRequired[models.PageRoot | PageRootDict]


class PositionDict(TypedDict):
    """Where the builder draws the node, in canvas pixels."""

    x: float
    y: float


class QueryParamDict(TypedDict):
    """A parameter of a named query. One that is not required is null, or its default, when it is left out."""

    default: NotRequired[Any]
    name: str
    required: NotRequired[bool]
    type: models.ColumnType


class RetryDict(TypedDict):
    """How often and how soon a failing node runs again. Delays are seconds; each is `backoff` times the last."""

    backoff: NotRequired[float]
    delay_s: NotRequired[float]
    max_attempts: NotRequired[int]
    max_delay_s: NotRequired[float]


class SeoDict(TypedDict):
    """What search engines and link previews are told."""

    description: NotRequired[str]
    image: NotRequired[str]
    """Absolute http(s) URL of the preview picture."""
    lang: NotRequired[str]
    """Language of the page (BCP 47), such as `en`, `de-AT` or `ar`; the direction of writing follows."""
    noindex: NotRequired[bool]
    """Ask search engines to leave this page out; also not in the sitemap."""


class VersionTargetDict(TypedDict):
    """Run this version, published now or not."""

    version: int
