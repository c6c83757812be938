"""Rich text: a JSON document as TipTap and ProseMirror make it, checked node by node and written as HTML by us.

A document never holds HTML: what is text is escaped, and an address is checked when the document is read, also where
an expression gives it (https://tiptap.dev/docs/editor/core-concepts/schema has the form).
"""

from typing import Annotated, Any, Literal, TypeAlias

from markupsafe import escape
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel
from pydantic_core import PydanticCustomError

from app.pages.rendering.program import attribute
from app.pages.rendering.props import PlainText, SafeUrl, ShortText

MAX_DEPTH = 24
MAX_NODES = 5_000


class RichNode(BaseModel):
    """Base of the nodes and marks of rich text."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


class RichAttributes(BaseModel):
    """Base of what a node says of itself; an editor may say more than is shown."""

    model_config = ConfigDict(extra="ignore", defer_build=True)


class PlainMark(RichNode):
    """Text that is set apart."""

    type: Literal["bold", "italic", "underline", "strike", "code"]

    def wrap(self, html: str) -> str:
        """Return the marked HTML."""
        tag = {"bold": "strong", "italic": "em", "underline": "u", "strike": "s", "code": "code"}[self.type]
        return f"<{tag}>{html}</{tag}>"


class LinkAttributes(RichAttributes):
    """Where a link leads."""

    href: SafeUrl | None


class LinkMark(RichNode):
    """A link."""

    type: Literal["link"]
    attrs: LinkAttributes

    def wrap(self, html: str) -> str:
        """Return the linked HTML; without a link where its address is none to follow."""
        return f'<a class="of-link"{attribute("href", self.attrs.href)}>{html}</a>' if self.attrs.href else html


Mark: TypeAlias = Annotated[PlainMark | LinkMark, Field(discriminator="type")]


class RichTextRun(RichNode):
    """Words, and how they are marked."""

    type: Literal["text"]
    text: PlainText
    marks: list[Mark] = Field(default_factory=list, max_length=10)

    def html(self) -> str:
        """Return the words as HTML."""
        html = str(escape(self.text))
        for mark in reversed(self.marks):
            html = mark.wrap(html)
        return html


class RichBreak(RichNode):
    """A line break."""

    type: Literal["hardBreak"]
    marks: list[Mark] = Field(default_factory=list, max_length=10)

    def html(self) -> str:
        """Return the break."""
        return "<br>"


Inline: TypeAlias = Annotated[RichTextRun | RichBreak, Field(discriminator="type")]
Lines: TypeAlias = Annotated[list[Inline], Field(max_length=MAX_NODES)]


def _join(nodes: list[Any]) -> str:
    return "".join(node.html() for node in nodes)


class RichParagraph(RichNode):
    """A paragraph."""

    type: Literal["paragraph"]
    attrs: RichAttributes | None = None
    content: Lines = []

    def html(self) -> str:
        """Return the paragraph."""
        return f"<p>{_join(self.content)}</p>"


class HeadingAttributes(RichAttributes):
    """The level of a heading."""

    level: Literal[1, 2, 3, 4, 5, 6] = 2


class RichHeading(RichNode):
    """A heading."""

    type: Literal["heading"]
    attrs: HeadingAttributes = HeadingAttributes()
    content: Lines = []

    def html(self) -> str:
        """Return the heading."""
        return f"<h{self.attrs.level}>{_join(self.content)}</h{self.attrs.level}>"


class RichCode(RichNode):
    """Lines of code."""

    type: Literal["codeBlock"]
    attrs: RichAttributes | None = None
    content: Lines = []

    def html(self) -> str:
        """Return the code; it can be scrolled, so a keyboard must reach it."""
        return f'<pre tabindex="0"><code>{_join(self.content)}</code></pre>'


class RichRule(RichNode):
    """A line between two parts."""

    type: Literal["horizontalRule"]

    def html(self) -> str:
        """Return the line."""
        return "<hr>"


class ImageAttributes(RichAttributes):
    """A picture, what it shows, and its size in pixels."""

    src: SafeUrl | None
    alt: ShortText | None = None
    width: Annotated[int | None, Field(ge=1, le=10_000)] = None
    height: Annotated[int | None, Field(ge=1, le=10_000)] = None


class RichImage(RichNode):
    """A picture."""

    type: Literal["image"]
    attrs: ImageAttributes

    def html(self) -> str:
        """Return the picture; nothing where its address is none to load."""
        if not self.attrs.src:
            return ""
        size = attribute("width", self.attrs.width) + attribute("height", self.attrs.height)
        source = attribute("src", self.attrs.src)
        return f'<img{source} alt="{escape(self.attrs.alt or "")}"{size} loading="lazy" decoding="async">'


class RichListItem(RichNode):
    """One item of a list."""

    type: Literal["listItem"]
    content: list["Block"] = Field(default_factory=list, max_length=MAX_NODES)

    def html(self) -> str:
        """Return the item."""
        return f"<li>{_join(self.content)}</li>"


class RichBullets(RichNode):
    """A list."""

    type: Literal["bulletList"]
    attrs: RichAttributes | None = None
    content: list[RichListItem] = Field(default_factory=list, max_length=MAX_NODES)

    def html(self) -> str:
        """Return the list."""
        return f"<ul>{_join(self.content)}</ul>"


class NumbersAttributes(RichAttributes):
    """The number that a list begins with."""

    start: Annotated[int, Field(ge=0, le=1_000_000)] = 1


class RichNumbers(RichNode):
    """A numbered list."""

    type: Literal["orderedList"]
    attrs: NumbersAttributes = NumbersAttributes()
    content: list[RichListItem] = Field(default_factory=list, max_length=MAX_NODES)

    def html(self) -> str:
        """Return the list."""
        start = attribute("start", self.attrs.start) if self.attrs.start != 1 else ""
        return f"<ol{start}>{_join(self.content)}</ol>"


class RichQuote(RichNode):
    """A quotation."""

    type: Literal["blockquote"]
    content: list["Block"] = Field(default_factory=list, max_length=MAX_NODES)

    def html(self) -> str:
        """Return the quotation."""
        return f"<blockquote>{_join(self.content)}</blockquote>"


class CellAttributes(RichAttributes):
    """How many columns and rows a cell takes."""

    colspan: Annotated[int, Field(ge=1, le=50)] = 1
    rowspan: Annotated[int, Field(ge=1, le=500)] = 1


class RichCell(RichNode):
    """A cell of a table, or one that heads a row or column."""

    type: Literal["tableCell", "tableHeader"]
    attrs: CellAttributes = CellAttributes()
    content: list["Block"] = Field(default_factory=list, max_length=MAX_NODES)

    def html(self) -> str:
        """Return the cell."""
        tag = "th" if self.type == "tableHeader" else "td"
        spans = "".join(attribute(name, value) for name, value in self.attrs.model_dump().items() if value > 1)
        return f"<{tag}{spans}>{_join(self.content)}</{tag}>"


class RichRow(RichNode):
    """A row of a table."""

    type: Literal["tableRow"]
    content: list[RichCell] = Field(default_factory=list, max_length=50)

    def html(self) -> str:
        """Return the row."""
        return f"<tr>{_join(self.content)}</tr>"


class RichTable(RichNode):
    """A table."""

    type: Literal["table"]
    content: list[RichRow] = Field(default_factory=list, max_length=500)

    def html(self) -> str:
        """Return the table; it can be scrolled, so a keyboard must reach it."""
        return f'<div class="of-wide" tabindex="0"><table>{_join(self.content)}</table></div>'


Block: TypeAlias = Annotated[
    RichParagraph | RichHeading | RichBullets | RichNumbers | RichQuote | RichCode | RichRule | RichImage | RichTable,
    Field(discriminator="type"),
]


def _check_size(document: Any) -> Any:
    """Return a document that is neither too deep nor too large to be looked at node by node."""
    count, level, depth = 0, [document], 0
    while level:
        depth, count = depth + 1, count + len(level)
        if depth > MAX_DEPTH or count > MAX_NODES:
            what = {"depth": MAX_DEPTH, "nodes": MAX_NODES}
            raise PydanticCustomError("rich_text_size", "use at most {nodes} nodes, at most {depth} deep", what)
        inside = [one.get("content") for one in level if isinstance(one, dict)]
        level = [child for content in inside if isinstance(content, list) for child in content]
    return document


class RichDocument(RichNode):
    """Rich text: paragraphs, headings, lists, quotations, code, pictures and tables."""

    type: Literal["doc"] = "doc"
    content: list[Block] = Field(default_factory=list, max_length=MAX_NODES)

    def __html__(self) -> str:
        return _join(self.content)


class RichLine(RootModel[Lines]):
    """Words with links and emphasis: what a paragraph of rich text holds."""

    model_config = ConfigDict(defer_build=True)

    def __html__(self) -> str:
        return _join(self.root)


CheckedDocument = Annotated[RichDocument, BeforeValidator(_check_size)]
