from typing import Literal

DraftProblemSeverity = Literal["error", "warning"]

DRAFT_PROBLEM_SEVERITY_VALUES: set[DraftProblemSeverity] = {
    "error",
    "warning",
}


def check_draft_problem_severity(value: str) -> DraftProblemSeverity:
    if value in DRAFT_PROBLEM_SEVERITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DRAFT_PROBLEM_SEVERITY_VALUES!r}")
