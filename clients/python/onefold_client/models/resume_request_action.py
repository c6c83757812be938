from typing import Literal

ResumeRequestAction = Literal["complete", "fail", "repeat"]

RESUME_REQUEST_ACTION_VALUES: set[ResumeRequestAction] = {
    "complete",
    "fail",
    "repeat",
}


def check_resume_request_action(value: str) -> ResumeRequestAction:
    if value in RESUME_REQUEST_ACTION_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RESUME_REQUEST_ACTION_VALUES!r}")
