"""Text with headings, lists, quotations, code, pictures, tables, links and emphasis, as an editor makes it.

It is a JSON document in the form of TipTap and ProseMirror, not HTML. A text in it may hold expressions.
"""

from pydantic import Field

from app.pages.rendering.component import Component, Props
from app.pages.rendering.richtext import CheckedDocument, RichDocument


class RichTextProps(Props):
    """The props of a RichText."""

    document: CheckedDocument = Field(
        RichDocument(), description="The document: `{type: doc, content: […]}`, as TipTap makes it.", title="Document"
    )


COMPONENT = Component(
    title="Rich text",
    tier="static",
    props=RichTextProps,
    group="Typography",
    icon="text-quote",
    tree=[
        {
            "type": "RichText",
            "props": {
                "document": {
                    "type": "doc",
                    "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Write here."}]}],
                }
            },
        }
    ],
)
