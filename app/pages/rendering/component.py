"""What a component says of itself: forms, validation, references, rows and versions only ask.

No other file in `app/pages` names a component. The functions of a component take its props as they are known before
any request: checked, with their defaults; one that an expression gives is not among them, so a function reads props
marked `Fixed`.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, JsonValue

from app.core.upgrades import Upgrades, check_upgrades, upgrade

Opens = Literal["dialog", "popover", "details"]
Tier = Literal["static", "interactive", "data", "layout"]
Group = Literal["Layout", "Typography", "Media", "Actions", "Forms", "Data", "Sections", "Other"]


class Props(BaseModel):
    """Base of the props models: unknown props are refused. Its validator is built when props are first checked."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


class ListItem(BaseModel):
    """Base of what stands in a list of props."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


class WrongValue(Exception):
    """A field holds something its component does not allow; the message, one of `words.json`, is for the visitor.

    The values stand in the places of the message that have their names.
    """

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message)
        self.values = values


def plain_text(sent: str) -> JsonValue:
    """Return a text as it was typed, its line breaks as `\\n`."""
    return sent.replace("\r\n", "\n")


@dataclass(frozen=True, slots=True)
class FormField:
    """A field that a component adds to the form around it.

    `read` turns what was sent into the value, and raises WrongValue. A field that was left blank has the value
    `blank`; a required one is refused with `missing`. Nobody sees a `hidden` one, so its errors are the form's.
    """

    name: str
    read: Callable[[str], JsonValue] = plain_text
    required: bool = False
    hidden: bool = False
    blank: JsonValue = None
    missing: str = "Fill this in."

    def value(self, sent: str | None) -> JsonValue:
        """Return the value of what a visitor sent (None: nothing at all); raises WrongValue."""
        if sent is not None and "\0" in sent:
            raise WrongValue("This holds a character that cannot be stored.")
        if sent is None or not sent.strip():
            if self.required:
                raise WrongValue(self.missing)
            return self.blank
        return self.read(sent)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a named query, or of data that the page declares, that a component shows, one page at a time.

    Its template has them as `props.result`: `{rows, row_count, has_more, total, totals, error}`, or no more than
    `{error: {code}}` when the query failed; `total` is that of all pages where they are `counted`, else None, and
    `totals` the sums and averages, by column, of all pages that its `totals` ask for. Of the rows, visitors may
    fetch the columns alone. The query and the columns, `{key, label}`, are its props of that name.

    Visitors may sort by the `sortable` columns, search the `searchable` ones and choose a value of each of the
    `filters`; `sort` is the order at first, a column with `-` in front for the largest first.
    """

    query: str
    columns: Sequence[Mapping[str, str]]
    page_size: int
    sortable: Sequence[str] = ()
    searchable: Sequence[str] = ()
    filters: Sequence[str] = ()
    sort: str = ""
    counted: bool = False
    totals: Mapping[str, Literal["sum", "average"]] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sends:
    """A component that visitors send: `event` is the prop that lists what happens then, `on_error` what if it fails.

    With `takes_fields` it is a form: the fields inside it are sent along. Without, it is a button: inside a form, one
    that lists no actions sends that form.
    """

    event: str
    on_error: str = "on_error"
    takes_fields: bool = False


@dataclass(frozen=True, slots=True)
class ComponentReference:
    """Something that a prop names and that publishing must find: a query by its name, a workflow by its id."""

    kind: Literal["query", "workflow"]
    prop: str
    name: str


@dataclass(frozen=True, slots=True)
class PropProblem:
    """What is wrong with a prop beside the others, such as a field that nobody can fill in and that must be."""

    code: str
    prop: str
    message: str


@dataclass(frozen=True, slots=True)
class Component:
    """What a component's `props.py` declares.

    `rows` and `field` say what it is for its page, `references` what it names besides the query of its rows and what
    expressions and actions name. `problems` is given the props as they stand, right or wrong. `heading` is the prop
    with the level of a heading, `announced` the one that a screen reader announces it by. `island_props` are the
    props that its `island.tsx` is given in the browser, `island_context` what of its ComponentContext,
    `island_words` what it says by itself. `opens` says
    as what the element with its id opens and closes. At the top of a page, a `landmark` stands before the main
    content or behind it. `sources` names from where it loads what others do not, such as frames, by directive of the
    Content-Security-Policy.

    `each` is the prop with a list: its children stand there once for each item, and read it as `item` and `index`.

    `version` goes up when stored props would be read otherwise; `upgrades` then holds, by the version it starts
    from, what makes the props of each version those of the next one.

    The rest is for who builds pages. By its `group` and `icon` (of Lucide) it is found; `inline` is the text prop
    that is edited in place; `tree` is what is inserted instead of the bare component: nodes without ids. It may
    stand only in the components that `parents` names (None: anywhere), and holds only those that `children` names
    (None: any).
    """

    title: str
    tier: Tier
    props: type[BaseModel]
    has_children: bool = False
    field: Callable[[Any], FormField] | None = None
    rows: Callable[[Any], Rows] | None = None
    sends: Sends | None = None
    references: Callable[[Any], Sequence[ComponentReference]] | None = None
    problems: Callable[[Mapping[str, Any]], Iterable[PropProblem]] | None = None
    heading: str | None = None
    announced: str | None = None
    landmark: Literal["header", "footer"] | None = None
    sources: Callable[[Any], Mapping[str, Iterable[str]]] | None = None
    group: Group = "Other"
    icon: str = "box"
    inline: str | None = None
    tree: list[dict[str, Any]] | None = None
    parents: list[str] | None = None
    children: list[str] | None = None
    opens: Opens | None = None
    island_props: tuple[str, ...] = ()
    island_context: tuple[str, ...] = ()
    island_words: tuple[str, ...] = ()
    each: str | None = None
    version: int = 1
    upgrades: Upgrades = dataclasses.field(default_factory=dict)

    def __post_init__(self) -> None:
        check_upgrades(self.title, self.version, self.upgrades)

    def upgrade(self, props: Mapping[str, Any], version: int) -> dict[str, Any]:
        """Return the props of an older version as those of this one; raises UpgradeFailed."""
        return upgrade(self.title, props, version, self.version, self.upgrades)
