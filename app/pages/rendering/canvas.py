"""Compiles a draft, right or wrong, for the canvas of a builder.

Each component stands between two comments with its id, by which a script finds it and puts another in its place. One
that cannot be shown is a box that says why. Nothing of this is ever in a published page.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

from markupsafe import Markup

from app.pages.rendering.compile import CompiledPage, PageCompiler
from app.pages.rendering.head_texts import HeadTexts
from app.pages.rendering.program import Op, TextOp, merge
from app.pages.rendering.tree import PageNode, PageTree
from app.pages.rendering.words import Words

BODY = ""
"""The id of the whole body among those of components, none of which is empty."""
_END = "<!--]-->"
_BOX = Markup('<div class="of-canvas-problem" role="note"><strong>{}</strong> {}</div>')


@dataclass(slots=True)
class CanvasCompiler(PageCompiler):
    """Compiles with marks around each component, and keeps the ops of those that are `wanted`."""

    wanted: frozenset[str] = frozenset()
    found: dict[str, tuple[Op, ...]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    """Why a component is not shown, by its id."""

    def node(self, node: PageNode, parents: tuple[PageNode, ...]) -> list[Op]:
        """Return a component's ops between its marks."""
        ops = [TextOp(_start(node.id)), *PageCompiler.node(self, node, parents), TextOp(_END)]
        if node.id in self.wanted:
            self.found.setdefault(node.id, merge(ops))
        return ops

    def leave_out(self, node: PageNode, reason: str) -> list[Op]:
        """Return a box that says why the component cannot be shown."""
        self.reasons[node.id] = reason
        return [TextOp(str(_BOX.format(node.type, reason)))]


def _start(node_id: str) -> str:
    # Of a wrong draft, an id may hold what would end the comment.
    return f"<!--[{quote(node_id, safe='')}-->"


@dataclass(frozen=True, slots=True)
class CanvasProgram:
    """A compiled draft or a part of one, the ops of the components that were wanted, and why others are not shown."""

    page: CompiledPage
    fragments: dict[str, tuple[Op, ...]]
    reasons: dict[str, str]


def compile_canvas(
    tree: PageTree,
    *,
    slug: str,
    words: Words,
    texts: HeadTexts,
    types: dict[str, str],
    wanted: Iterable[str] = (),
    around: tuple[PageNode, ...] = (),
) -> CanvasProgram:
    """Return the program of a tree, or of a part that stands in the components `around`, outermost first.

    `types` are the components of the whole page by id.
    """
    compiler = CanvasCompiler(slug, 0, True, words, reads=set(texts.reads), types=types, wanted=frozenset(wanted))
    if around:
        page = compiler.compiled(tree, texts, (), merge(compiler.nodes(tree.root.children, around)), ())
    else:
        page = compiler.page(tree, texts)
    return CanvasProgram(page, compiler.found, compiler.reasons)
