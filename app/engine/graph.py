"""The graph of a workflow: nodes and the edges that carry control from one to the next.

A draft may hold a wrong graph; only its JSON shape and size are enforced here. `app.workflows.validation` finds
what is wrong with its meaning.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from app.core.upgrades import FIRST_VERSION

MAX_NODES = 500
MAX_GRAPH_BYTES = 1024 * 1024
MAX_RUN_SECONDS = 365 * 86_400
NODE_ID = r"^[A-Za-z_][A-Za-z0-9_]{0,63}$"


class Retry(BaseModel):
    """How often and how soon a failing node runs again. Delays are seconds; each is `backoff` times the last."""

    model_config = ConfigDict(extra="forbid")

    max_attempts: int = Field(3, ge=1, le=20)
    delay_s: float = Field(1.0, ge=0, le=3600)
    backoff: float = Field(2.0, ge=1, le=10)
    max_delay_s: float = Field(60.0, ge=0, le=3600)


class Position(BaseModel):
    """Where the builder draws the node, in canvas pixels."""

    model_config = ConfigDict(extra="forbid")

    x: float
    y: float


class Node(BaseModel):
    """One step. `params` follow the kind's own model and may hold `{{ expressions }}`."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=NODE_ID)
    kind: str = Field(max_length=64)
    v: int = Field(
        default_factory=lambda: FIRST_VERSION,  # no default of the API: what is sent without one is of the newest
        ge=FIRST_VERSION,
        le=1000,
        description="The version of the kind that the params are written for. Left out, it is the newest, "
        "which is stored.",
    )
    name: str | None = Field(None, max_length=200)
    params: dict[str, JsonValue] = Field(default_factory=dict)
    join: Literal["all", "any"] = "all"
    retry: Retry | None = None
    timeout_s: float | None = Field(None, gt=0, le=86_400)
    on_error: Literal["fail", "continue", "port"] = "fail"
    on_interrupted: Literal["repeat", "park"] = Field(
        "repeat",
        description="What happens when the process died inside an effect that must happen once: it is repeated with "
        "the same idempotency key, or the node waits for a person, who answers through `resume`.",
    )
    position: Position | None = None


class Edge(BaseModel):
    """Control flows from a port of one node to another node."""

    model_config = ConfigDict(extra="forbid", serialize_by_alias=True)

    source: str = Field(alias="from", max_length=64)
    port: str = Field("out", max_length=64)
    to: str = Field(max_length=64)


class Subgraph(BaseModel):
    """Nodes and edges: the body of a loop."""

    model_config = ConfigDict(extra="forbid")

    nodes: list[Node] = Field(default_factory=list, max_length=MAX_NODES)
    edges: list[Edge] = Field(default_factory=list, max_length=MAX_NODES * 8)


class Graph(Subgraph):
    """All nodes and edges of a workflow, and how long a run of it may take."""

    timeout_s: float | None = Field(
        None, gt=0, le=MAX_RUN_SECONDS, description="Seconds after which a run is `timed_out`, waits included."
    )

    def dump(self) -> dict[str, Any]:
        """Return the graph as plain JSON, the form that is stored."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)
