from typing import Literal, cast

ResumeRequestAction = Literal["complete", "fail", "repeat"]


def check_resume_request_action(value: str) -> ResumeRequestAction:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(ResumeRequestAction, value)
