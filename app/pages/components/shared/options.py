"""Fields where a visitor chooses one of a few options: their options, and what they take."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue
from pydantic_core import PydanticCustomError

from app.core.text import StorableText
from app.pages.rendering.component import FormField, WrongValue
from app.pages.rendering.props import Fixed


class Option(BaseModel):
    """One option: the value that is sent, and what a visitor reads."""

    model_config = ConfigDict(extra="forbid")

    value: StorableText = Field(max_length=200)
    label: StorableText = Field(min_length=1, max_length=200)


def _check_values(options: list[Option]) -> list[Option]:
    values = [option.value for option in options]
    # Browsers send line breaks in another form, and nothing but blanks is what choosing nothing sends.
    if any(not value.strip() or "\n" in value or "\r" in value for value in values):
        raise PydanticCustomError("option_value", "the value of an option is one line and not blank")
    if len(set(values)) < len(values):
        raise PydanticCustomError("option_value", "two options have the same value")
    return options


Options = Annotated[list[Option], AfterValidator(_check_values), Fixed()]


def choice_field(name: str, options: list[Option], *, required: bool) -> FormField:
    """Return a field that takes the value of one of the options and nothing else."""
    values = {option.value for option in options}

    def read(sent: str) -> JsonValue:
        if sent not in values:
            raise WrongValue("Choose one of the options.")
        return sent

    return FormField(name, read, required, missing="Choose one of the options.")
