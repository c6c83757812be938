"""What is wrong with a draft, in one shape for whatever has drafts."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from pydantic import BaseModel, Field

from app.core.errors import Invalid, Members


class DraftProblem(BaseModel):
    """One thing wrong with a draft, and what to do about it. A warning does not keep it from being published."""

    code: str = Field(description="Stable literal to switch on.")
    node_id: str | None = Field(None, description="The node or component; null for the draft as a whole.")
    param: str | None = Field(None, description="Path of the param or prop, such as `values.x`.")
    message: str
    severity: Literal["error", "warning"] = "error"


class DraftValidation(BaseModel):
    """Whether a draft could be published, and what is wrong with it."""

    valid: bool
    problems: list[DraftProblem] = Field(description="What keeps it from being published.")
    warnings: list[DraftProblem] = Field(
        description="What is probably not meant. Only a draft without problems has some."
    )


PROBLEMS: Members = {"problems": {"type": "array", "items": {"$ref": "#/components/schemas/DraftProblem"}}}
"""The member of an error's body that holds them."""


class DraftInvalid(Invalid):
    """The draft cannot be published; `problems` in the body says why, as `validate` does."""

    members: ClassVar[Members] = PROBLEMS

    def __init__(self, problems: Sequence[DraftProblem]) -> None:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(
            f"{problems[0].message}{more}", extra={"problems": [problem.model_dump() for problem in problems]}
        )
