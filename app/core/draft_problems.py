"""What is wrong with a draft, in one shape for whatever has drafts."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from pydantic import BaseModel, Field

from app.core.errors import Invalid, Members
from app.core.input_errors import join_messages


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


def describe_problems(problems: Sequence[DraftProblem], part: str) -> str:
    """Return the first problems as one text, each with its place; `part` is what the draft is made of, as `node`."""
    return join_messages([f"{_place_of(one, part)}{one.message}" for one in problems], rest_in="problems")


def _place_of(problem: DraftProblem, part: str) -> str:
    places = [f"{part} {problem.node_id!r}" if problem.node_id else "", problem.param or ""]
    return f"{', '.join(filter(None, places))}: " if any(places) else ""


class DraftInvalid(Invalid):
    """The draft cannot be published; `problems` in the body says why, as `validate` does.

    `part` is what the draft is made of.
    """

    part: ClassVar[str]
    members: ClassVar[Members] = PROBLEMS

    def __init__(self, problems: Sequence[DraftProblem]) -> None:
        super().__init__(
            describe_problems(problems, self.part), extra={"problems": [problem.model_dump() for problem in problems]}
        )
