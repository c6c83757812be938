from typing import Literal, cast

DraftProblemSeverity = Literal["error", "warning"]


def check_draft_problem_severity(value: str) -> DraftProblemSeverity:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(DraftProblemSeverity, value)
