"""What goes over the wire for workflows, versions, node kinds, secrets and variables."""

import json
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, StringConstraints

from app.core.draft_problems import DraftProblem
from app.core.request_body import MayBeLeftOut, RequestBody
from app.core.text import MAX_DEPTH, AsStored, StorableJson, check_storable, check_text
from app.core.times import UTCTime
from app.core.versioned import VersionSummary
from app.engine.graph import MAX_GRAPH_BYTES, Edge, Graph, Node, Position, Retry
from app.engine.kinds import Effect
from app.workflows.node_versions import add_versions

MAX_SETTINGS_BYTES = 16 * 1024
_PARAMS_AT = 3
"""Levels around the params of a node: graph, nodes, node. The params may have as many as any other JSON."""


def _check_graph(graph: Graph) -> Graph:
    dumped = graph.dump()
    check_storable(graph.model_dump(), MAX_DEPTH + _PARAMS_AT)
    if len(json.dumps(dumped, ensure_ascii=False).encode()) > MAX_GRAPH_BYTES:
        raise ValueError(f"a graph may have {MAX_GRAPH_BYTES} bytes")
    return graph


def _check_settings(settings: dict[str, JsonValue]) -> dict[str, JsonValue]:
    check_storable(settings)
    if len(json.dumps(settings, ensure_ascii=False).encode()) > MAX_SETTINGS_BYTES:
        raise ValueError(f"settings may have {MAX_SETTINGS_BYTES} bytes")
    return settings


DraftGraph = Annotated[Graph, BeforeValidator(add_versions), AfterValidator(_check_graph)]
WorkflowName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(check_text)
]
WorkflowSettings = Annotated[dict[str, JsonValue], AfterValidator(_check_settings)]


class RetryRead(Retry):
    """A stored `retry`; another build may have stored more fields."""

    model_config = ConfigDict(extra="ignore")


class PositionRead(Position):
    """A stored `position`; another build may have stored more fields."""

    model_config = ConfigDict(extra="ignore")


class NodeRead(Node):
    """A stored node; another build may have stored more fields."""

    model_config = ConfigDict(extra="ignore")

    retry: RetryRead | None = None
    position: PositionRead | None = None


class EdgeRead(Edge):
    """A stored edge; another build may have stored more fields."""

    model_config = ConfigDict(extra="ignore")


class GraphRead(Graph):
    """A stored graph. Another build may have stored more fields; `validate` names what this one does not know."""

    model_config = ConfigDict(extra="ignore")

    nodes: list[NodeRead] = Field(default_factory=list)  # type: ignore[assignment]  # read only
    edges: list[EdgeRead] = Field(default_factory=list)  # type: ignore[assignment]  # read only


class WorkflowCreate(RequestBody):
    """A new workflow; without a draft it begins empty."""

    name: WorkflowName
    draft: DraftGraph = Field(default_factory=Graph)
    settings: WorkflowSettings = Field(default_factory=dict, description="Free JSON for clients; at most 16 KiB.")


class WorkflowUpdate(RequestBody):
    """What changes; what is left out stays."""

    name: MayBeLeftOut[WorkflowName] = None
    settings: MayBeLeftOut[WorkflowSettings] = None


class WorkflowSummary(BaseModel):
    """A workflow without its draft, as lists show it."""

    id: UUID
    name: str
    revision: int
    published_version: int | None
    settings: AsStored[dict[str, JsonValue]]
    created_at: UTCTime
    updated_at: UTCTime


class WorkflowRead(WorkflowSummary):
    """A workflow with its draft. `revision` is its ETag, `"r{revision}"`."""

    draft: AsStored[GraphRead]


class WorkflowVersionSummary(VersionSummary):
    """A published version in a list, without its graph."""


class WorkflowVersionRead(WorkflowVersionSummary):
    """A published version; it never changes."""

    graph: AsStored[GraphRead]


class PublishedWorkflow(WorkflowVersionRead):
    """A version that was published just now, and what is probably not meant in it."""

    warnings: list[DraftProblem]


class VersionTarget(RequestBody):
    """Run this version, published now or not."""

    version: int = Field(ge=1, le=2**31 - 1)


class ExecuteRequest(RequestBody):
    """What to run, with what input, and how long to wait for its end."""

    unknown_field_hint: ClassVar[str] = "What the workflow reads goes into `input`."

    input: StorableJson = None
    target: Literal["published", "draft"] | VersionTarget = "published"
    wait_seconds: float = Field(
        0, ge=0, le=60, allow_inf_nan=False, description="Wait so many seconds for the run to end."
    )


class PortsFromRead(BaseModel):
    """Ports that the author of a node names: one for each item of the list `param`, by the item's `key`."""

    param: str
    key: str


class NodeKindRead(BaseModel):
    """A node kind: everything a builder needs to draw its form."""

    name: str
    title: str
    version: int = Field(
        description="What nodes say as `v`; params of older versions are upgraded when they are read."
    )
    summary: str
    docs: str = Field(description="Markdown.")
    params: dict[str, JsonValue] = Field(
        description="JSON Schema. `x-literal` marks params that may not hold expressions."
    )
    ports: list[str] = Field(description="Ports that every node of the kind has.")
    ports_from: PortsFromRead | None = Field(description="Where the params name further ports, which come first.")
    is_trigger: bool
    bodies: list[str] | Literal["by_params"] = Field(description="Params that are graphs of their own.")
    effect: Effect | Literal["by_params"]
