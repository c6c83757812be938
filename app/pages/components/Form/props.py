"""A form. The fields inside it reach the workflow as `trigger.input`.

It works without JavaScript: the page comes back with its message, or with what is wrong at each field and everything
that was typed. With JavaScript it stays in place and shows that it is sending, what failed, and the success message.
"""

from typing import Annotated

from pydantic import Field

from app.pages.rendering.actions import Actions
from app.pages.rendering.component import Component, Props, Sends
from app.pages.rendering.islands import SENDING_WORDS
from app.pages.rendering.props import LongText, ShortText


class FormProps(Props):
    """The props of a Form."""

    on_submit: Annotated[Actions, Field(description="What happens when it is sent, step by step.")] = []
    on_error: Annotated[Actions, Field(description="What happens when a step of `on_submit` failed.")] = []
    success_message: Annotated[LongText, Field(description="Shown when everything went well.")] = "Thank you."
    submit_label: Annotated[ShortText, Field(description="The button, unless a Button inside sends the form.")] = (
        "Send"
    )


COMPONENT = Component(
    title="Form",
    tier="data",
    props=FormProps,
    has_children=True,
    sends=Sends("on_submit", takes_fields=True),
    group="Forms",
    icon="clipboard-list",
    tree=[
        {
            "type": "Form",
            "props": {},
            "children": [
                {"type": "Input", "props": {"name": "name", "label": "Name", "required": True}},
                {"type": "Input", "props": {"name": "email", "label": "E-mail", "type": "email", "required": True}},
                {"type": "Textarea", "props": {"name": "message", "label": "Message"}},
            ],
        }
    ],
    island_props=("success_message",),
    island_context=("id", "style", "sent", "message"),
    island_words=SENDING_WORDS,
)
