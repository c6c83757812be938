"""Contains all the data models used in inputs/outputs"""

from .health import Health
from .readiness import Readiness
from .readiness_checks import ReadinessChecks
from .readiness_status import ReadinessStatus

__all__ = (
    "Health",
    "Readiness",
    "ReadinessChecks",
    "ReadinessStatus",
)
