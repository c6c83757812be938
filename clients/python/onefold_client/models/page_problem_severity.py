from typing import Literal

PageProblemSeverity = Literal["error", "warning"]

PAGE_PROBLEM_SEVERITY_VALUES: set[PageProblemSeverity] = {
    "error",
    "warning",
}


def check_page_problem_severity(value: str) -> PageProblemSeverity:
    if value in PAGE_PROBLEM_SEVERITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PAGE_PROBLEM_SEVERITY_VALUES!r}")
