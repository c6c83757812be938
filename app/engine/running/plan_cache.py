"""The plans of published versions, which never change, kept for the next run."""

from collections.abc import Mapping
from uuid import UUID

from app.engine.graph import Graph
from app.engine.kinds import NodeKind
from app.engine.running.plan import Plan, make_plan

MAX_PLANS = 500


class PlanCache:
    """Makes plans, and holds those of versions; a draft's is made anew each time."""

    def __init__(self, kinds: Mapping[str, NodeKind]) -> None:
        self._kinds = kinds
        self._plans: dict[tuple[UUID, int, str], Plan] = {}

    def get_plan(self, workflow_id: UUID, version: int | None, graph: Graph, trigger: str) -> Plan:
        """Return the plan of a run from this trigger node; raises KeyError when there is no such node, or kind."""
        if version is None:
            return make_plan(graph, trigger, self._kinds)
        key = (workflow_id, version, trigger)
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= MAX_PLANS:
                self._plans.pop(next(iter(self._plans)))
            plan = self._plans[key] = make_plan(graph, trigger, self._kinds)
        return plan
