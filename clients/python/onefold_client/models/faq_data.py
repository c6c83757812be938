from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.faq_question import FaqQuestion


from ..defaults import DEFAULTS

T = TypeVar("T", bound="FaqData")


@_attrs_define
class FaqData:
    """The page answers questions."""

    questions: list[FaqQuestion]
    type_: Literal["faq"]

    def to_dict(self) -> dict[str, Any]:
        questions = []
        for questions_item_data in self.questions:
            questions_item = questions_item_data.to_dict()
            questions.append(questions_item)

        type_ = self.type_

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "questions": questions,
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.faq_question import FaqQuestion

        d = {**DEFAULTS.get("FaqData", {}), **src_dict}
        questions = []
        _questions = d.pop("questions")
        for questions_item_data in _questions:
            questions_item = FaqQuestion.from_dict(questions_item_data)

            questions.append(questions_item)

        type_ = cast(Literal["faq"], d.pop("type"))
        if type_ != "faq":
            raise ValueError(f"type must match const 'faq', got '{type_}'")

        faq_data = cls(
            questions=questions,
            type_=type_,
        )

        return faq_data
