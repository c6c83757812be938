from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS

T = TypeVar("T", bound="FaqQuestion")


@_attrs_define
class FaqQuestion:
    """A question and its answer."""

    answer: str
    question: str

    def to_dict(self) -> dict[str, Any]:
        answer = self.answer

        question = self.question

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "answer": answer,
                "question": question,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("FaqQuestion", {}), **src_dict}
        answer = d.pop("answer")

        question = d.pop("question")

        faq_question = cls(
            answer=answer,
            question=question,
        )

        return faq_question
