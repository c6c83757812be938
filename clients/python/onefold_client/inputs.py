"""What a caller may give as a plain dict in place of a model. Generated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypeAlias, TypedDict
from uuid import UUID

if TYPE_CHECKING:
    from . import models


class AccordionComponentDict(TypedDict):
    """Accordion."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]
    props: NotRequired[AccordionPropsDict]
    type: Literal["Accordion"]


class AccordionItemComponentDict(TypedDict):
    """Accordion item."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]
    props: AccordionItemPropsDict
    type: Literal["AccordionItem"]


class AccordionItemPropsDict(TypedDict):
    """The props of an AccordionItem."""

    open: NotRequired[bool | str]
    """Whether it is open at first. Default: `false`."""
    title: str
    """What is read while it is closed."""


class AccordionPropsDict(TypedDict):
    """The props of an Accordion."""

    several: NotRequired[bool]
    """Whether several parts may be open at once. Default: `false`."""


class AlternateDict(TypedDict):
    """The same page in another language."""

    lang: str
    """Its language (BCP 47); `x-default` for everybody else."""
    url: str
    """A path on this site, or http(s)."""


class ApiKeyAuthDict(TypedDict):
    """One of this installation's API keys with the scope `actions:run`, as a bearer token."""

    mode: Literal["api_key"]


class ArticleDataDict(TypedDict):
    """The page is an article."""

    author: NotRequired[str]
    """Default: `""`."""
    headline: NotRequired[str]
    """Left out, it is that of the page. Default: `""`."""
    modified: NotRequired[str]
    """Default: `""`."""
    published: NotRequired[str]
    """Date or time (ISO 8601). Default: `""`."""
    type: Literal["article"]


class AvatarComponentDict(TypedDict):
    """Avatar."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: AvatarPropsDict
    type: Literal["Avatar"]


class AvatarPropsDict(TypedDict):
    """The props of an Avatar."""

    name: str
    """Who it is."""
    note: NotRequired[str | None]
    """A line below that name, such as what they do."""
    show_name: NotRequired[bool | str]
    """Whether the name stands beside it. Default: `false`."""
    size: NotRequired[Literal["s", "m", "l", "xl"] | str]
    """How large it is. Default: `"m"`."""
    src: NotRequired[str | None]
    """A picture of them."""


class BadgeComponentDict(TypedDict):
    """Badge."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: BadgePropsDict
    type: Literal["Badge"]


class BadgePropsDict(TypedDict):
    """The props of a Badge."""

    icon: NotRequired[str | None]
    """An icon before it, by its name in Lucide."""
    text: str
    """What it says: a word or two."""
    tone: NotRequired[Literal["neutral", "accent", "good", "bad"] | str]
    """What it means. Default: `"neutral"`."""


class BasicAuthDict(TypedDict):
    """HTTP Basic; the secret's value is `user:password`."""

    mode: Literal["basic"]
    secret: str
    """Name of a secret (`/api/secrets`)."""


class BreadcrumbDataDict(TypedDict):
    """The way to the page, from the top."""

    items: Sequence[models.Crumb | CrumbDict]
    type: Literal["breadcrumbs"]


class ButtonComponentDict(TypedDict):
    """Button."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: ButtonPropsDict
    type: Literal["Button"]


class ButtonPropsDict(TypedDict):
    """The props of a Button."""

    href: NotRequired[str | None]
    """Where it leads; then it is a link that looks like a button."""
    label: str
    """What the button says: a verb."""
    on_click: NotRequired[
        Sequence[RunWorkflowDict | ToastDict | NavigateDict | RefreshDict | SetVariableDict | OpenDict | CloseDict]
    ]
    """What happens when it is pressed, step by step. Default: `[]`."""
    on_error: NotRequired[
        Sequence[RunWorkflowDict | ToastDict | NavigateDict | RefreshDict | SetVariableDict | OpenDict | CloseDict]
    ]
    """What happens when a step of `on_click` failed. Default: `[]`."""
    variant: NotRequired[Literal["primary", "secondary", "ghost", "danger"] | str]
    """How much it stands out. Default: `"primary"`."""


class CanvasAncestorDict(TypedDict):
    """A component that the rendered ones stand in. Its props matter where those around look at them."""

    id: str
    props: NotRequired[Mapping[str, Any]]
    type: str


class CanvasStateDict(TypedDict):
    """What a visitor would have: values in place of the defaults that the page declares."""

    cookies: NotRequired[Mapping[str, Any]]
    page: NotRequired[Mapping[str, Any]]
    params: NotRequired[Mapping[str, Any]]
    session: NotRequired[Mapping[str, Any]]


class CardComponentDict(TypedDict):
    """Card."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]
    props: NotRequired[CardPropsDict]
    type: Literal["Card"]


class CardPropsDict(TypedDict):
    """The props of a Card."""

    gap: NotRequired[Literal["none", "xs", "s", "m", "l", "xl"] | str]
    """Room between what it holds. Default: `"s"`."""
    href: NotRequired[str | None]
    """Where the whole card leads."""
    image: NotRequired[str | None]
    """A picture at its top, from edge to edge."""
    image_alt: NotRequired[str]
    """What the picture shows; empty when it is decoration. Default: `""`."""
    label: NotRequired[str | None]
    """What its link is called: where it leads."""
    padding: NotRequired[Literal["none", "s", "m", "l"] | str]
    """Room inside, at its edges. Default: `"m"`."""
    variant: NotRequired[Literal["outlined", "raised", "muted", "plain"] | str]
    """How it stands out. Default: `"outlined"`."""


class CaseDict(TypedDict):
    """One way out."""

    equals: Any
    """What the value is compared with."""
    port: str
    """The port, which edges name."""


class CellAttributesDict(TypedDict):
    """How many columns and rows a cell takes."""

    colspan: NotRequired[int]
    """Default: `1`."""
    rowspan: NotRequired[int]
    """Default: `1`."""


class ChartComponentDict(TypedDict):
    """Chart."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: ChartPropsDict
    type: Literal["Chart"]


class ChartLabelDict(TypedDict):
    """What names a row: the key of a value, and how it is written."""

    currency: NotRequired[str]
    """Of `money`, such as EUR (ISO 4217). Default: `"USD"`."""
    digits: NotRequired[int | None]
    """Digits behind the point of a number."""
    format: NotRequired[Literal["text", "number", "money", "percent", "date", "time", "datetime", "yes_no"]]
    """How it is written, in the language of the page; `percent` takes 0.5. Default: `"text"`."""
    key: str
    time_zone: NotRequired[str]
    """Of a time. Default: `"UTC"`."""


class ChartPropsDict(TypedDict):
    """The props of a Chart."""

    currency: NotRequired[str]
    """Of `money`, such as EUR (ISO 4217). Default: `"USD"`."""
    digits: NotRequired[int | None]
    """Digits behind the point of a number."""
    empty_text: NotRequired[str]
    """Shown when there are no values. Default: `"Nothing here yet."`."""
    format: NotRequired[Literal["text", "number", "money", "percent", "date", "time", "datetime", "yes_no"]]
    """How values are written. Default: `"number"`."""
    kind: Literal["line", "bar", "area", "pie", "donut"]
    """How it is drawn."""
    label: ChartLabelDict
    """What names a row: `{key}`, and a `format` as in [columns](#columns)."""
    limit: NotRequired[int]
    """Rows that are drawn. Default: `60`."""
    query: str
    """Name of the query, or of data that the page declares."""
    series: Sequence[ChartSeriesDict]
    """The values: `{key, label}`; a pie has one."""
    time_zone: NotRequired[str]
    """Of a time. Default: `"UTC"`."""
    title: str
    """What it shows."""


class ChartSeriesDict(TypedDict):
    """Values that belong together: their key in each row, and what they are called."""

    key: str
    label: str


class CheckboxComponentDict(TypedDict):
    """Checkbox."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: CheckboxPropsDict
    type: Literal["Checkbox"]


class CheckboxPropsDict(TypedDict):
    """The props of a Checkbox."""

    checked: NotRequired[bool | str]
    """Whether it is ticked at first. Default: `false`."""
    help: NotRequired[str | None]
    """A line of help below."""
    label: str
    """What ticking it says."""
    name: str
    """Its key in `trigger.input`."""
    required: NotRequired[bool]
    """Whether it must be ticked. Default: `false`."""


class CloseDict(TypedDict):
    """Close a component that opens and closes, by its id."""

    do: Literal["close"]
    target: str


class ColorTokensDict(TypedDict):
    """Colours by what they are for. Those left out follow from the others, so that text on them can be read."""

    accent: NotRequired[str | None]
    """The brand's colour: primary buttons, accent bands."""
    accent_soft: NotRequired[str | None]
    """A tint of the accent, behind text."""
    accent_strong: NotRequired[str | None]
    """The accent under the pointer."""
    accent_text: NotRequired[str | None]
    """Links, and other text in the accent's colour."""
    danger: NotRequired[str | None]
    """Buttons that delete, errors."""
    field: NotRequired[str | None]
    """Inside fields of forms."""
    good: NotRequired[str | None]
    """What went well."""
    ink: NotRequired[str | None]
    """Text."""
    ink_faint: NotRequired[str | None]
    """Examples inside empty fields."""
    ink_soft: NotRequired[str | None]
    """Text that stands back."""
    inverse: NotRequired[str | None]
    """Bands that are dark on a light page."""
    line: NotRequired[str | None]
    """Thin lines that only decorate."""
    line_strong: NotRequired[str | None]
    """Edges of fields and buttons; 3:1 on what is behind."""
    muted: NotRequired[str | None]
    """Bands and the heads of tables."""
    on_accent: NotRequired[str | None]
    """Text on the accent."""
    on_inverse: NotRequired[str | None]
    """Text on inverse bands."""
    page: NotRequired[str | None]
    """Behind everything."""
    surface: NotRequired[str | None]
    """Cards and framed parts."""


class ColorsDict(TypedDict):
    """The colours of both schemes."""

    dark: NotRequired[models.ColorTokens | ColorTokensDict]
    light: NotRequired[models.ColorTokens | ColorTokensDict]


class ColumnDict(TypedDict):
    """One column: the key of the value in a row, what stands above it, its looks, what visitors may do with it."""

    align: NotRequired[Literal["start", "center", "end"] | None]
    """Where values stand; numbers at the end."""
    choices: NotRequired[Sequence[str]]
    """Values to filter by, as text."""
    currency: NotRequired[str]
    """Of `money`, such as EUR (ISO 4217). Default: `"USD"`."""
    digits: NotRequired[int | None]
    """Digits behind the point of a number."""
    format: NotRequired[
        Literal[
            "text",
            "number",
            "money",
            "percent",
            "date",
            "time",
            "datetime",
            "yes_no",
            "badge",
            "link",
            "image",
            "progress",
        ]
    ]
    """How a value is shown, in the language of the page; `percent` and `progress` take 0.5, `link` and `image` an address. Default: `"text"`."""
    href: NotRequired[str | None]
    """Where a value leads: `/p/products/{{ item.id | url_encode }}`."""
    key: str
    label: str
    searchable: NotRequired[bool]
    """Default: `false`."""
    sortable: NotRequired[bool]
    """Default: `false`."""
    time_zone: NotRequired[str]
    """Of a time. Default: `"UTC"`."""
    tones: NotRequired[Mapping[str, Literal["neutral", "accent", "good", "bad"]]]
    """Colours of a badge by its value."""
    total: NotRequired[Literal["sum", "average"] | None]
    """What stands below it, of the rows on all pages."""


class ColumnComponentDict(TypedDict):
    """Column."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]
    props: NotRequired[ColumnPropsDict]
    type: Literal["Column"]


class ColumnCreateDict(TypedDict):
    """A column of a `local` table. `default` is a value of its type."""

    default: NotRequired[Any]
    name: str
    """Lower case letters, digits and `_`."""
    required: NotRequired[bool]
    """Default: `false`."""
    type: models.ColumnType
    unique: NotRequired[bool]
    """Default: `false`."""


class ColumnPropsDict(TypedDict):
    """The props of a Column."""

    align: NotRequired[Literal["start", "center", "end", "between"] | str]
    """Where what it holds stands in its height. Default: `"start"`."""
    gap: NotRequired[Literal["none", "xs", "s", "m", "l", "xl"] | str]
    """Room between what it holds. Default: `"m"`."""
    width: NotRequired[Literal["auto", "content", "1/4", "1/3", "2/5", "1/2", "3/5", "2/3", "3/4", "full"] | str]
    """Its share of the row; `auto` takes what is left, `content` what it needs. Default: `"auto"`."""


class ContainerComponentDict(TypedDict):
    """Container."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]
    props: NotRequired[ContainerPropsDict]
    type: Literal["Container"]


class ContainerPropsDict(TypedDict):
    """The props of a Container."""

    align: NotRequired[Literal["start", "center"] | str]
    """Where children of a `row` stand. Default: `"start"`."""
    direction: NotRequired[Literal["column", "row"] | str]
    """`row`: side by side, blocks in equal shares, wrapping on small screens. Default: `"column"`."""
    surface: NotRequired[Literal["plain", "card"] | str]
    """`card` draws a framed surface. Default: `"plain"`."""
    width: NotRequired[Literal["narrow", "normal", "wide", "full"] | str]
    """How wide it may grow. Default: `"normal"`."""


class CounterComponentDict(TypedDict):
    """Counter."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: CounterPropsDict
    type: Literal["Counter"]


class CounterPropsDict(TypedDict):
    """The props of a Counter."""

    label: str
    """What is counted."""
    max: NotRequired[float | None | str]
    """The greatest number."""
    min: NotRequired[float | None | str]
    """The least number."""
    sets: str
    """The variable that it sets, such as `page.count`."""
    step: NotRequired[float | str]
    """How much a press adds or takes away. Default: `1`."""
    value: NotRequired[float | str]
    """The number: bind it to the same variable. Default: `0`."""


class CrumbDict(TypedDict):
    """A page on the way to this one."""

    name: str
    url: str
    """A path on this site, or http(s)."""


class DataInsertNodeDict(TypedDict):
    """Insert row."""

    id: str
    join: NotRequired[Literal["all", "any"]]
    """Default: `"all"`."""
    name: NotRequired[str | None]
    on_error: NotRequired[Literal["fail", "continue", "port"]]
    """Default: `"fail"`."""
    on_interrupted: NotRequired[Literal["repeat", "park"]]
    """What happens when the process died inside an effect that must happen once: it is repeated with the same idempotency key, or the node waits for a person, who answers through `resume`. Default: `"repeat"`."""
    position: NotRequired[models.Position | PositionDict | None]
    retry: NotRequired[models.Retry | RetryDict | None]
    timeout_s: NotRequired[float | None]
    v: NotRequired[int]
    """The version of the kind that the params are written for. Left out, it is the newest, which is stored."""
    kind: Literal["data.insert"]
    params: DataInsertParamsDict


class DataInsertParamsDict(TypedDict):
    """Params of `data.insert`."""

    source: str
    """Name of the data source."""
    table: str
    """Name of the table."""
    values: Mapping[str, Any] | str
    """Columns and their values."""


class DataQueryNodeDict(TypedDict):
    """Query data."""

    id: str
    join: NotRequired[Literal["all", "any"]]
    """Default: `"all"`."""
    name: NotRequired[str | None]
    on_error: NotRequired[Literal["fail", "continue", "port"]]
    """Default: `"fail"`."""
    on_interrupted: NotRequired[Literal["repeat", "park"]]
    """What happens when the process died inside an effect that must happen once: it is repeated with the same idempotency key, or the node waits for a person, who answers through `resume`. Default: `"repeat"`."""
    position: NotRequired[models.Position | PositionDict | None]
    retry: NotRequired[models.Retry | RetryDict | None]
    timeout_s: NotRequired[float | None]
    v: NotRequired[int]
    """The version of the kind that the params are written for. Left out, it is the newest, which is stored."""
    kind: Literal["data.query"]
    params: DataQueryParamsDict


class DataQueryParamsDict(TypedDict):
    """Params of `data.query`."""

    params: NotRequired[Mapping[str, Any] | str]
    """A value for each `:name`."""
    source: str
    """Name of the data source."""
    sql: str
    """One statement, with values as `:name`."""


class DataTableComponentDict(TypedDict):
    """Data table."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: DataTablePropsDict
    type: Literal["DataTable"]


class DataTablePropsDict(TypedDict):
    """The props of a DataTable."""

    caption: NotRequired[str | None]
    """Names the table, above it."""
    columns: Sequence[ColumnDict]
    """The columns: `{key, label}`, [how they look](#columns), and what visitors may do: `sortable`, `searchable`, `choices`."""
    counted: NotRequired[bool]
    """Whether it says how many rows there are. Default: `false`."""
    empty_text: NotRequired[str]
    """Shown when there are no rows. Default: `"Nothing here yet."`."""
    page_size: NotRequired[int]
    """Rows shown at once. Default: `20`."""
    phone: NotRequired[Literal["scroll", "cards"]]
    """On a phone: scrolled sideways, or a card for each row. Default: `"scroll"`."""
    query: str
    """Name of the query, or of data that the page declares."""
    row_link: NotRequired[bool]
    """Whether a row leads, wherever it is pressed, where its first `href` does. Default: `false`."""
    sort: NotRequired[str]
    """The order at first: a column, with `-` in front for the largest first. Default: `""`."""
    sticky: NotRequired[bool]
    """Whether its head stays in sight in a long table. Default: `false`."""


class DelayNodeDict(TypedDict):
    """Delay."""

    id: str
    join: NotRequired[Literal["all", "any"]]
    """Default: `"all"`."""
    name: NotRequired[str | None]
    on_error: NotRequired[Literal["fail", "continue", "port"]]
    """Default: `"fail"`."""
    on_interrupted: NotRequired[Literal["repeat", "park"]]
    """What happens when the process died inside an effect that must happen once: it is repeated with the same idempotency key, or the node waits for a person, who answers through `resume`. Default: `"repeat"`."""
    position: NotRequired[models.Position | PositionDict | None]
    retry: NotRequired[models.Retry | RetryDict | None]
    timeout_s: NotRequired[float | None]
    v: NotRequired[int]
    """The version of the kind that the params are written for. Left out, it is the newest, which is stored."""
    kind: Literal["delay"]
    params: DelayParamsDict


class DelayParamsDict(TypedDict):
    """Params of `delay`."""

    seconds: float | str
    """How long to wait."""


class DividerComponentDict(TypedDict):
    """Divider."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: NotRequired[DividerPropsDict]
    type: Literal["Divider"]


class DividerPropsDict(TypedDict):
    """The props of a Divider."""

    label: NotRequired[str | None]
    """A word in the middle of the line."""
    spacing: NotRequired[Literal["none", "s", "m", "l"] | str]
    """Room above and below. Default: `"s"`."""


class DropdownComponentDict(TypedDict):
    """Dropdown."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]
    props: DropdownPropsDict
    type: Literal["Dropdown"]


class DropdownPropsDict(TypedDict):
    """The props of a Dropdown."""

    label: str
    """What the button says."""
    variant: NotRequired[Literal["primary", "secondary", "ghost"] | str]
    """How much the button stands out. Default: `"secondary"`."""


EdgeDict = TypedDict(
    "EdgeDict",
    {
        "from": "str",
        "port": "NotRequired[str]",
        "to": "str",
    },
)


class EmbedComponentDict(TypedDict):
    """Embed."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: EmbedPropsDict
    type: Literal["Embed"]


class EmbedPropsDict(TypedDict):
    """The props of an Embed."""

    load: NotRequired[Literal["click", "at_once"] | str]
    """When: as a visitor asks for it, or with the page. Default: `"click"`."""
    ratio: NotRequired[Literal["16:9", "4:3", "3:2", "1:1", "3:4", "9:16", "21:9"] | str]
    """Its shape. Default: `"16:9"`."""
    title: str
    """What it shows, for those who cannot see it."""
    url: str
    """The address of the film, map or drawing."""


class EmptyComponentDict(TypedDict):
    """Empty state."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]
    props: EmptyPropsDict
    type: Literal["Empty"]


class EmptyPropsDict(TypedDict):
    """The props of an Empty."""

    icon: NotRequired[str | None]
    """An icon above it, by its name in Lucide."""
    text: NotRequired[str | None]
    """Why, and what to do about it."""
    title: str
    """What is missing."""


class FaqDataDict(TypedDict):
    """The page answers questions."""

    questions: Sequence[models.FaqQuestion | FaqQuestionDict]
    type: Literal["faq"]


class FaqQuestionDict(TypedDict):
    """A question and its answer."""

    answer: str
    question: str


class FilePartDict(TypedDict):
    """A file of a multipart body: its content is `text`, or `base64` for bytes."""

    base64: NotRequired[str | None]
    content_type: NotRequired[str]
    """Default: `"application/octet-stream"`."""
    filename: str
    text: NotRequired[str | None]


class FontDict(TypedDict):
    """A typeface: fonts that computers have, and before them files of this site."""

    files: NotRequired[Sequence[models.FontFile | FontFileDict]]
    stack: NotRequired[
        Literal[
            "sans",
            "humanist",
            "geometric",
            "grotesque",
            "rounded",
            "industrial",
            "transitional",
            "old_style",
            "slab",
            "mono",
        ]
    ]
    """Default: `"sans"`."""


class FontFileDict(TypedDict):
    """A WOFF2 file in a public bucket."""

    src: str
    style: NotRequired[Literal["normal", "italic"]]
    """Default: `"normal"`."""
    weight: NotRequired[str]
    """A weight, or the ends of a variable font's range. Default: `"400"`."""


class FontsDict(TypedDict):
    """The typefaces of text, of headings and of code."""

    body: NotRequired[models.Font | FontDict | None]
    heading: NotRequired[models.Font | FontDict | None]
    mono: NotRequired[models.Font | FontDict | None]


class FooterComponentDict(TypedDict):
    """Footer."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]
    props: NotRequired[FooterPropsDict]
    type: Literal["Footer"]


class FooterPropsDict(TypedDict):
    """The props of a Footer."""

    background: NotRequired[Literal["none", "muted", "inverse"] | str]
    """The colour behind it. Default: `"muted"`."""
    brand: NotRequired[str | None]
    """The name of the site; with a logo, what the logo says."""
    columns: NotRequired[Sequence[LinkColumnDict] | str]
    """Columns of links: `{title, links: [{text, href}]}`. Default: `[]`."""
    legal: NotRequired[str | None]
    """The line of small print."""
    legal_links: NotRequired[Sequence[TextLinkDict] | str]
    """Links in that line: `{text, href}`. Default: `[]`."""
    logo: NotRequired[str | None]
    """A picture in place of the name."""
    text: NotRequired[str | None]
    """A sentence below the name."""
    width: NotRequired[Literal["narrow", "normal", "wide", "full"] | str]
    """How wide its content may grow. Default: `"wide"`."""


class ForEachNodeDict(TypedDict):
    """For each."""

    id: str
    join: NotRequired[Literal["all", "any"]]
    """Default: `"all"`."""
    name: NotRequired[str | None]
    on_error: NotRequired[Literal["fail", "continue", "port"]]
    """Default: `"fail"`."""
    on_interrupted: NotRequired[Literal["repeat", "park"]]
    """What happens when the process died inside an effect that must happen once: it is repeated with the same idempotency key, or the node waits for a person, who answers through `resume`. Default: `"repeat"`."""
    position: NotRequired[models.Position | PositionDict | None]
    retry: NotRequired[models.Retry | RetryDict | None]
    timeout_s: NotRequired[float | None]
    v: NotRequired[int]
    """The version of the kind that the params are written for. Left out, it is the newest, which is stored."""
    kind: Literal["for_each"]
    params: ForEachParamsDict


class ForEachParamsDict(TypedDict):
    """Params of `for_each`."""

    body: SubgraphDict
    """What runs for each item."""
    concurrency: NotRequired[int | str]
    """Rounds that may run at once. Default: `1`."""
    items: Sequence[Any] | str
    """The list to go through."""
    on_item_error: NotRequired[Literal["stop", "skip", "collect"] | str]
    """What a failed round does. Default: `"stop"`."""


class FormBodyDict(TypedDict):
    """Fields, sent as `application/x-www-form-urlencoded`."""

    kind: Literal["form"]
    value: Mapping[str, str | Sequence[str]] | str


class FormComponentDict(TypedDict):
    """Form."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]
    props: NotRequired[FormPropsDict]
    type: Literal["Form"]


class FormPropsDict(TypedDict):
    """The props of a Form."""

    on_error: NotRequired[
        Sequence[RunWorkflowDict | ToastDict | NavigateDict | RefreshDict | SetVariableDict | OpenDict | CloseDict]
    ]
    """What happens when a step of `on_submit` failed. Default: `[]`."""
    on_submit: NotRequired[
        Sequence[RunWorkflowDict | ToastDict | NavigateDict | RefreshDict | SetVariableDict | OpenDict | CloseDict]
    ]
    """What happens when it is sent, step by step. Default: `[]`."""
    submit_label: NotRequired[str]
    """The button, unless a Button inside sends the form. Default: `"Send"`."""
    success_message: NotRequired[str]
    """Shown when everything went well. Default: `"Thank you."`."""


class GithubAuthDict(TypedDict):
    """GitHub's `X-Hub-Signature-256`: an HMAC over the body."""

    mode: Literal["github"]
    secret: str
    """Name of a secret (`/api/secrets`)."""


class GraphDict(TypedDict):
    """All nodes and edges of a workflow, and how long a run of it may take."""

    edges: NotRequired[Sequence[models.Edge | EdgeDict]]
    nodes: NotRequired[Sequence[models.Node | NodeDict]]
    timeout_s: NotRequired[float | None]
    """Seconds after which a run is `timed_out`, waits included."""


class GridComponentDict(TypedDict):
    """Grid."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]
    props: NotRequired[GridPropsDict]
    type: Literal["Grid"]


class GridPropsDict(TypedDict):
    """The props of a Grid."""

    align: NotRequired[Literal["stretch", "start", "center", "end"] | str]
    """How those of one line stand to each other; `stretch` makes them equally high. Default: `"stretch"`."""
    columns: NotRequired[Literal[1, 2, 3, 4, 5, 6] | str]
    """Columns on a desktop. Default: `3`."""
    gap: NotRequired[Literal["none", "xs", "s", "m", "l", "xl"] | str]
    """Room between them. Default: `"m"`."""
    phone: NotRequired[Literal[1, 2, 3] | str]
    """Columns on a phone. Default: `1`."""
    tablet: NotRequired[Literal[1, 2, 3, 4] | str]
    """Columns on a tablet. Default: `2`."""


class HeaderAuthDict(TypedDict):
    """A shared secret in a header."""

    mode: Literal["header"]
    name: NotRequired[str]
    """The header. Default: `"X-Webhook-Secret"`."""
    secret: str
    """Name of a secret (`/api/secrets`)."""


class HeadingAttributesDict(TypedDict):
    """The level of a heading."""

    level: NotRequired[Literal[1, 2, 3, 4, 5, 6]]
    """Default: `2`."""


class HeadingComponentDict(TypedDict):
    """Heading."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: HeadingPropsDict
    type: Literal["Heading"]


class HeadingPropsDict(TypedDict):
    """The props of a Heading."""

    align: NotRequired[Literal["start", "center"] | str]
    """Where the line stands. Default: `"start"`."""
    level: NotRequired[Literal[1, 2, 3, 4, 5, 6] | str]
    """1 is the page's title, 6 the smallest. Default: `2`."""
    text: str
    """The words of the heading."""


class HttpRequestNodeDict(TypedDict):
    """HTTP request."""

    id: str
    join: NotRequired[Literal["all", "any"]]
    """Default: `"all"`."""
    name: NotRequired[str | None]
    on_error: NotRequired[Literal["fail", "continue", "port"]]
    """Default: `"fail"`."""
    on_interrupted: NotRequired[Literal["repeat", "park"]]
    """What happens when the process died inside an effect that must happen once: it is repeated with the same idempotency key, or the node waits for a person, who answers through `resume`. Default: `"repeat"`."""
    position: NotRequired[models.Position | PositionDict | None]
    retry: NotRequired[models.Retry | RetryDict | None]
    timeout_s: NotRequired[float | None]
    v: NotRequired[int]
    """The version of the kind that the params are written for. Left out, it is the newest, which is stored."""
    kind: Literal["http.request"]
    params: HttpRequestParamsDict


class HttpRequestParamsDict(TypedDict):
    """Params of `http.request`."""

    body: NotRequired[JsonBodyDict | FormBodyDict | TextBodyDict | MultipartBodyDict | None | str]
    """Request body."""
    headers: NotRequired[Mapping[str, str] | str]
    """Request headers."""
    method: NotRequired[Literal["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"] | str]
    """HTTP method. Default: `"GET"`."""
    query: NotRequired[Mapping[str, str | Sequence[str]] | str]
    """Added to the URL's query."""
    response: NotRequired[ResponseOptionsDict | str]
    timeout_s: NotRequired[float | str]
    """Seconds the whole exchange may take. Default: `30`."""
    url: str
    """Absolute http or https URL."""


class IconComponentDict(TypedDict):
    """Icon."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: IconPropsDict
    type: Literal["Icon"]


class IconPropsDict(TypedDict):
    """The props of an Icon."""

    label: NotRequired[str | None]
    """What it means, for those who cannot see it."""
    name: str
    """Its name in Lucide, such as `heart` or `circle-check`."""
    shape: NotRequired[Literal["none", "tile", "circle"] | str]
    """A tinted surface behind it. Default: `"none"`."""
    size: NotRequired[Literal["s", "m", "l", "xl"] | str]
    """`m` is as high as a line of text. Default: `"m"`."""
    tone: NotRequired[Literal["text", "soft", "accent"] | str]
    """Its colour: that of text, a softer one, the brand's. Default: `"text"`."""


class IfNodeDict(TypedDict):
    """If."""

    id: str
    join: NotRequired[Literal["all", "any"]]
    """Default: `"all"`."""
    name: NotRequired[str | None]
    on_error: NotRequired[Literal["fail", "continue", "port"]]
    """Default: `"fail"`."""
    on_interrupted: NotRequired[Literal["repeat", "park"]]
    """What happens when the process died inside an effect that must happen once: it is repeated with the same idempotency key, or the node waits for a person, who answers through `resume`. Default: `"repeat"`."""
    position: NotRequired[models.Position | PositionDict | None]
    retry: NotRequired[models.Retry | RetryDict | None]
    timeout_s: NotRequired[float | None]
    v: NotRequired[int]
    """The version of the kind that the params are written for. Left out, it is the newest, which is stored."""
    kind: Literal["if"]
    params: IfParamsDict


class IfParamsDict(TypedDict):
    """Params of `if`."""

    condition: Any
    """What decides."""


class ImageAttributesDict(TypedDict):
    """A picture, what it shows, and its size in pixels."""

    alt: NotRequired[str | None]
    height: NotRequired[int | None]
    src: str | None
    width: NotRequired[int | None]


class ImageComponentDict(TypedDict):
    """Image."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: ImagePropsDict
    type: Literal["Image"]


class ImagePropsDict(TypedDict):
    """The props of an Image."""

    alt: str
    """What the picture shows; empty when it is decoration."""
    caption: NotRequired[str | None]
    """A line below it."""
    height: NotRequired[int | None | str]
    """Pixels."""
    href: NotRequired[str | None]
    """Where it leads."""
    loading: NotRequired[Literal["lazy", "eager"] | str]
    """`eager` for what is seen first; others wait until near. Default: `"lazy"`."""
    ratio: NotRequired[Literal["16:9", "4:3", "3:2", "1:1", "3:4", "9:16", "21:9"] | None | str]
    """A shape that it fills, whatever its own is."""
    sizes: NotRequired[str | None]
    """How wide it is shown, as in HTML: `(min-width: 60rem) 30rem, 100vw`."""
    src: str
    """Address of the picture: https, or a path such as `/files/public/cat.jpg`."""
    width: NotRequired[int | None | str]
    """Its own, in pixels; with height keeps the room."""


class InfoItemDict(TypedDict):
    """One line: a label, a value, and how it is written."""

    currency: NotRequired[str]
    """Of `money`, such as EUR (ISO 4217). Default: `"USD"`."""
    digits: NotRequired[int | None]
    """Digits behind the point of a number."""
    format: NotRequired[Literal["text", "number", "money", "percent", "date", "time", "datetime", "yes_no"]]
    """How it is written, in the language of the page; `percent` takes 0.5. Default: `"text"`."""
    href: NotRequired[str | None]
    """Where it leads."""
    label: str
    """What it is."""
    time_zone: NotRequired[str]
    """Of a time. Default: `"UTC"`."""
    value: NotRequired[str | None]
    """The value."""


class InfoListComponentDict(TypedDict):
    """Info list."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: InfoListPropsDict
    type: Literal["InfoList"]


class InfoListPropsDict(TypedDict):
    """The props of an InfoList."""

    items: Sequence[InfoItemDict] | str
    """The lines: `{label, value, href?}`, and a `format` as in [columns](#columns)."""


class InputComponentDict(TypedDict):
    """Input."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: InputPropsDict
    type: Literal["Input"]


class InputParamsDict(TypedDict):
    """Params of the triggers that take an input."""

    input_schema: NotRequired[Mapping[str, Any] | None]
    """JSON Schema of the input; an input that does not fit is refused before the run starts."""


class InputPropsDict(TypedDict):
    """The props of an Input."""

    autocomplete: NotRequired[
        Literal[
            "off",
            "on",
            "name",
            "honorific-prefix",
            "given-name",
            "additional-name",
            "family-name",
            "honorific-suffix",
            "nickname",
            "username",
            "new-password",
            "current-password",
            "one-time-code",
            "organization-title",
            "organization",
            "street-address",
            "address-line1",
            "address-line2",
            "address-line3",
            "address-level4",
            "address-level3",
            "address-level2",
            "address-level1",
            "country",
            "country-name",
            "postal-code",
            "cc-name",
            "cc-given-name",
            "cc-additional-name",
            "cc-family-name",
            "cc-number",
            "cc-exp",
            "cc-exp-month",
            "cc-exp-year",
            "cc-csc",
            "cc-type",
            "transaction-currency",
            "transaction-amount",
            "language",
            "bday",
            "bday-day",
            "bday-month",
            "bday-year",
            "sex",
            "url",
            "photo",
            "tel",
            "tel-country-code",
            "tel-national",
            "tel-area-code",
            "tel-local",
            "tel-extension",
            "email",
            "impp",
        ]
        | None
    ]
    """What a browser may fill in."""
    help: NotRequired[str | None]
    """A line of help below."""
    keyboard: NotRequired[Literal["text", "decimal", "numeric", "tel", "search", "email", "url"] | None]
    """The keyboard that a phone shows."""
    label: str
    """What to fill in."""
    max: NotRequired[int | float | str | None]
    """The most it takes."""
    max_length: NotRequired[int | None]
    """The most characters."""
    min: NotRequired[int | float | str | None]
    """The least it takes: a number, or what its type takes, like `2026-03-31`."""
    min_length: NotRequired[int | None]
    """The fewest characters, for types of text."""
    name: str
    """Its key in `trigger.input`."""
    pattern: NotRequired[str | None]
    """A regular expression that a whole text must fit; `help` says what it asks."""
    placeholder: NotRequired[str | None]
    """An example inside the empty field."""
    required: NotRequired[bool]
    """Whether it may stay empty. Default: `false`."""
    step: NotRequired[float | None]
    """Numbers only in steps of this, from `min` or 0; a `range` has 1."""
    type: NotRequired[
        Literal[
            "text",
            "email",
            "number",
            "tel",
            "url",
            "date",
            "time",
            "password",
            "checkbox",
            "hidden",
            "search",
            "range",
            "datetime-local",
            "month",
            "week",
            "color",
        ]
    ]
    """What it takes, and what the server checks. Default: `"text"`."""
    value: NotRequired[str | None]
    """What stands there at first."""


class JsonBodyDict(TypedDict):
    """Any value, sent as JSON."""

    kind: Literal["json"]
    value: Any


class LinkAttributesDict(TypedDict):
    """Where a link leads."""

    href: str | None


class LinkColumnDict(TypedDict):
    """A column of links in a Footer."""

    links: NotRequired[Sequence[TextLinkDict]]
    """The links: `{text, href}`. Default: `[]`."""
    title: str
    """What stands above them."""


class LinkComponentDict(TypedDict):
    """Link."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: LinkPropsDict
    type: Literal["Link"]


class LinkMarkDict(TypedDict):
    """A link."""

    attrs: LinkAttributesDict
    type: Literal["link"]


class LinkPropsDict(TypedDict):
    """The props of a Link."""

    href: str
    """http, https, mailto, tel, or a path such as `/p/about`."""
    text: str
    """What is read; say where it leads."""


class ListComponentDict(TypedDict):
    """List."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: NotRequired[ListPropsDict]
    type: Literal["List"]


class ListEntryDict(TypedDict):
    """One item of a List."""

    href: NotRequired[str | None]
    """Where it leads."""
    icon: NotRequired[str | None]
    """An icon of its own."""
    text: str
    """The words of the item."""


class ListPropsDict(TypedDict):
    """The props of a List."""

    gap: NotRequired[Literal["none", "xs", "s", "m"] | str]
    """Room between them. Default: `"xs"`."""
    icon: NotRequired[str]
    """The icon of those that have none of their own. Default: `"check"`."""
    items: NotRequired[Sequence[ListEntryDict] | str]
    """The items: `{text, href?, icon?}`. Default: `[]`."""
    marker: NotRequired[Literal["bullet", "number", "icon", "none"] | str]
    """What stands before each. Default: `"bullet"`."""


class LogNodeDict(TypedDict):
    """Log."""

    id: str
    join: NotRequired[Literal["all", "any"]]
    """Default: `"all"`."""
    name: NotRequired[str | None]
    on_error: NotRequired[Literal["fail", "continue", "port"]]
    """Default: `"fail"`."""
    on_interrupted: NotRequired[Literal["repeat", "park"]]
    """What happens when the process died inside an effect that must happen once: it is repeated with the same idempotency key, or the node waits for a person, who answers through `resume`. Default: `"repeat"`."""
    position: NotRequired[models.Position | PositionDict | None]
    retry: NotRequired[models.Retry | RetryDict | None]
    timeout_s: NotRequired[float | None]
    v: NotRequired[int]
    """The version of the kind that the params are written for. Left out, it is the newest, which is stored."""
    kind: Literal["log"]
    params: LogParamsDict


class LogParamsDict(TypedDict):
    """Params of `log`."""

    data: NotRequired[Any]
    """Any JSON shown beside the message."""
    level: NotRequired[Literal["debug", "info", "warning", "error"] | str]
    """How grave it is. Default: `"info"`."""
    message: str
    """What happened."""


class LogoDict(TypedDict):
    """The picture that stands for the site."""

    alt: NotRequired[str]
    """What it says; empty beside the name in words. Default: `""`."""
    height: NotRequired[int | None]
    """Pixels."""
    src: str
    """Path of a file of a public bucket."""
    width: NotRequired[int | None]
    """Pixels."""


class LogoItemDict(TypedDict):
    """One of the Logos."""

    alt: str
    """Whose logo it is."""
    href: NotRequired[str | None]
    """Where it leads."""
    src: str
    """Address of the picture."""


class LogosComponentDict(TypedDict):
    """Logos."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: NotRequired[LogosPropsDict]
    type: Literal["Logos"]


class LogosPropsDict(TypedDict):
    """The props of Logos."""

    items: NotRequired[Sequence[LogoItemDict] | str]
    """The logos: `{src, alt, href?}`. Default: `[]`."""
    label: NotRequired[str | None]
    """A line above them, such as “Trusted by”."""
    muted: NotRequired[bool | str]
    """Whether they are grey until pointed at. Default: `true`."""


class ModalComponentDict(TypedDict):
    """Modal."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]
    props: ModalPropsDict
    type: Literal["Modal"]


class ModalPropsDict(TypedDict):
    """The props of a Modal."""

    size: NotRequired[Literal["small", "medium", "large"] | str]
    """How wide it may grow. Default: `"medium"`."""
    title: str
    """What it is about, at its top."""


class MultipartBodyDict(TypedDict):
    """Fields and files, sent as `multipart/form-data`."""

    kind: Literal["multipart"]
    value: Mapping[str, FilePartDict | str] | str


class NavbarComponentDict(TypedDict):
    """Navbar."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: NavbarPropsDict
    type: Literal["Navbar"]


class NavbarPropsDict(TypedDict):
    """The props of a Navbar."""

    action: NotRequired[str | None]
    """What a button at its end says."""
    action_href: NotRequired[str | None]
    """Where that button leads."""
    brand: str
    """The name of the site; with a logo, what the logo says."""
    home: NotRequired[str]
    """Where the brand leads. Default: `"/"`."""
    label: NotRequired[str]
    """Names the links for screen readers. Default: `"Main"`."""
    links: NotRequired[Sequence[TextLinkDict] | str]
    """The links: `{text, href}`. Default: `[]`."""
    logo: NotRequired[str | None]
    """A picture in place of the name."""
    sticky: NotRequired[bool | str]
    """Whether it stays at the top when the page is scrolled. Default: `false`."""
    width: NotRequired[Literal["narrow", "normal", "wide", "full"] | str]
    """How wide its content may grow. Default: `"wide"`."""


class NavigateDict(TypedDict):
    """Go to a page of this site or elsewhere. It may read `result`, `fields` and `data`."""

    do: Literal["navigate"]
    to: str


class NoAuthDict(TypedDict):
    """Anybody who knows the path may start a run."""

    mode: Literal["none"]


NodeDict: TypeAlias = "DataInsertNodeDict | DataQueryNodeDict | IfNodeDict | DelayNodeDict | ForEachNodeDict | LogNodeDict | RespondNodeDict | SetNodeDict | SwitchNodeDict | HttpRequestNodeDict | TriggerManualNodeDict | TriggerPageNodeDict | TriggerScheduleNodeDict | TriggerWebhookNodeDict"


class NodeStyleDict(TypedDict):
    """The style of a node: at every width, in narrower windows, under the pointer and with the focus."""

    align: NotRequired[Literal["start", "center", "end", "stretch", "baseline"] | None | str]
    """Where children stand across the direction."""
    align_self: NotRequired[Literal["auto", "start", "center", "end", "stretch"] | None | str]
    """Where it stands across the direction of what is around it."""
    aspect: NotRequired[Literal["auto", "square", "photo", "video", "wide", "portrait"] | None | str]
    background: NotRequired[
        Literal["none", "page", "surface", "muted", "accent_soft", "accent", "inverse"] | None | str
    ]
    """What is behind it; the colours of text follow."""
    background_image: NotRequired[str | None]
    """A picture of a public bucket behind it."""
    background_position: NotRequired[Literal["center", "top", "bottom", "start", "end"] | None]
    background_size: NotRequired[Literal["cover", "contain"] | None]
    border: NotRequired[Literal["none", "thin", "medium", "thick"] | None | str]
    border_color: NotRequired[Literal["line", "strong", "ink", "accent", "danger"] | None | str]
    border_side: NotRequired[Literal["all", "top", "bottom", "start", "end", "block", "inline"] | None]
    color: NotRequired[Literal["ink", "soft", "accent", "danger"] | None | str]
    """Colour of its text."""
    column_gap: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    """Between children side by side."""
    columns: NotRequired[Literal[1, 2, 3, 4, 5, 6, 8, 12, "auto"] | None | str]
    """Equal columns of a grid; `auto`: as many as fit."""
    display: NotRequired[Literal["block", "row", "column", "grid"] | None | str]
    """How children stand."""
    fit: NotRequired[Literal["cover", "contain"] | None | str]
    """How a picture fills its box."""
    focus: NotRequired[models.StyleRules | StyleRulesDict | None]
    """With the focus of the keyboard on or in it."""
    font: NotRequired[Literal["body", "heading", "mono"] | None | str]
    gap: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    """Between children."""
    gradient_direction: NotRequired[Literal["down", "right", "diagonal", "radial"] | None]
    gradient_to: NotRequired[Literal["none", "page", "surface", "muted", "accent_soft", "accent", "inverse"] | None]
    """The background runs into this one."""
    grow: NotRequired[bool | None | str]
    """Whether it takes the room that is left in a row."""
    height: NotRequired[Literal["auto", "full", "s", "m", "l", "screen"] | None | str]
    hidden: NotRequired[bool | None | str]
    """Not shown and not read out, though it is in the HTML."""
    hover: NotRequired[models.StyleRules | StyleRulesDict | None]
    """Under the pointer."""
    italic: NotRequired[bool | None | str]
    justify: NotRequired[Literal["start", "center", "end", "between", "around", "evenly"] | None | str]
    """Where children stand along the direction."""
    justify_self: NotRequired[Literal["auto", "start", "center", "end", "stretch"] | None | str]
    """Where it stands in the width of its cell."""
    layer: NotRequired[Literal[0, 1, 2, 3] | None | str]
    """What is over what."""
    leading: NotRequired[Literal["tight", "snug", "normal", "loose"] | None | str]
    """Height of a line."""
    letter_case: NotRequired[Literal["none", "upper", "lower", "title"] | None | str]
    lift: NotRequired[Literal["none", "s", "m"] | None | str]
    """A little upwards, as under the pointer."""
    margin: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "auto"] | None | str]
    """Room around, on all sides."""
    margin_block: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "auto"] | None | str]
    margin_bottom: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "auto"] | None | str]
    margin_end: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "auto"] | None | str]
    margin_inline: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "auto"] | None | str]
    margin_start: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "auto"] | None | str]
    margin_top: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "auto"] | None | str]
    max_width: NotRequired[Literal["none", "2xs", "xs", "s", "narrow", "normal", "wide", "full"] | None | str]
    min_height: NotRequired[Literal["none", "s", "m", "l", "screen"] | None | str]
    opacity: NotRequired[Literal[0, 10, 25, 50, 75, 90, 100] | None | str]
    """In percent."""
    order: NotRequired[Literal[-1, 0, 1, 2, 3, 4, 5, 6] | None | str]
    """Where it is seen among its siblings; read out and reached by keyboard as in the tree."""
    overflow: NotRequired[Literal["visible", "hidden", "auto"] | None | str]
    overlay: NotRequired[Literal["none", "page", "inverse", "accent"] | None]
    """A veil over the picture, so that text on it can be read."""
    padding: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    """Room inside, on all sides."""
    padding_block: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    padding_bottom: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    padding_end: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    padding_inline: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    padding_start: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    padding_top: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    phone: NotRequired[models.StyleRules | StyleRulesDict | None]
    """In windows up to 639 pixels wide."""
    position: NotRequired[Literal["static", "relative", "sticky"] | None | str]
    radius: NotRequired[Literal["none", "s", "m", "l", "xl", "full"] | None | str]
    row_gap: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    """Between rows of children."""
    shadow: NotRequired[Literal["none", "s", "m", "l"] | None | str]
    size: NotRequired[Literal["xs", "s", "m", "l", "xl", "2xl", "3xl", "4xl", "5xl"] | None | str]
    """Size of its text."""
    span: NotRequired[Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, "full"] | None | str]
    """Columns of the grid around it that it takes."""
    tablet: NotRequired[models.StyleRules | StyleRulesDict | None]
    """In windows up to 1023 pixels wide."""
    text_align: NotRequired[Literal["start", "center", "end"] | None | str]
    top: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    """How far below the top of the window a sticky one stays."""
    tracking: NotRequired[Literal["tight", "normal", "wide", "wider"] | None | str]
    """Room between letters."""
    weight: NotRequired[Literal["light", "normal", "medium", "semibold", "bold", "black"] | None | str]
    width: NotRequired[
        Literal["auto", "fit", "full", "1/4", "1/3", "1/2", "2/3", "3/4", "narrow", "normal", "wide"] | None | str
    ]
    wrap: NotRequired[bool | None | str]
    """Whether a row goes on below where it is too narrow."""


class NumbersAttributesDict(TypedDict):
    """The number that a list begins with."""

    start: NotRequired[int]
    """Default: `1`."""


class OpenDict(TypedDict):
    """Open a component that opens and closes, such as a dialog, by its id."""

    do: Literal["open"]
    target: str


class OptionDict(TypedDict):
    """One option: the value that is sent, and what a visitor reads."""

    label: str
    value: str


class OrganizationDataDict(TypedDict):
    """Who stands behind the site."""

    logo: NotRequired[str]
    """A path on this site, or http(s). Default: `""`."""
    name: NotRequired[str]
    """Left out, it is the name of the site. Default: `""`."""
    same_as: NotRequired[Sequence[str]]
    """Its pages elsewhere."""
    type: Literal["organization"]


class PageDataDict(TypedDict):
    """Data that the page reads as `data.<name>`: a named query, or a published workflow that only reads."""

    args: NotRequired[Mapping[str, Any]]
    """Values for the query's parameters, or the workflow's input: literal, or expressions over `params` and `cookies`."""
    must_exist: NotRequired[bool]
    """Whether a page without a row of it is not found. Default: `false`."""
    name: str
    """A letter, then letters, digits and `_`."""
    query: NotRequired[str | None]
    """Name of a query whose mode is `read`."""
    ttl_seconds: NotRequired[float | None]
    """How long visitors may be sent what was read; left out, at most a second."""
    workflow_id: NotRequired[UUID | str | None]
    """A published workflow; what it responds is the data."""


PageNodeDict: TypeAlias = "AccordionComponentDict | AccordionItemComponentDict | AvatarComponentDict | BadgeComponentDict | ButtonComponentDict | CardComponentDict | ChartComponentDict | CheckboxComponentDict | ColumnComponentDict | ContainerComponentDict | CounterComponentDict | DataTableComponentDict | DividerComponentDict | DropdownComponentDict | EmbedComponentDict | EmptyComponentDict | FooterComponentDict | FormComponentDict | GridComponentDict | HeadingComponentDict | IconComponentDict | ImageComponentDict | InfoListComponentDict | InputComponentDict | LinkComponentDict | ListComponentDict | LogosComponentDict | ModalComponentDict | NavbarComponentDict | ProgressComponentDict | RadioGroupComponentDict | RepeaterComponentDict | RichTextComponentDict | RowComponentDict | SectionComponentDict | SelectComponentDict | SpacerComponentDict | StatComponentDict | SwitchComponentDict | TabComponentDict | TabsComponentDict | TextComponentDict | TextareaComponentDict | ToggleComponentDict | TooltipComponentDict | VideoComponentDict"


PageParamDict = TypedDict(
    "PageParamDict",
    {
        "canonical": "NotRequired[bool]",
        "choices": "NotRequired[Sequence[str | bool | int | float] | None]",
        "default": "NotRequired[str | bool | int | float | None]",
        "from": "Literal['path', 'query']",
        "max_length": "NotRequired[int | None]",
        "name": "str",
        "type": "NotRequired[Literal['string', 'integer', 'number', 'boolean', 'date']]",
    },
)


class PageRootDict(TypedDict):
    """The top of a page: what stands in its body, from top to bottom."""

    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]


class PageTreeDict(TypedDict):
    """All components of a page, and what the page declares beside them."""

    data: NotRequired[Sequence[models.PageData | PageDataDict]]
    params: NotRequired[Sequence[models.PageParam | PageParamDict]]
    root: NotRequired[models.PageRoot | PageRootDict]
    sitemap_query: NotRequired[str | None]
    """For a slug with parameters: the query that lists its addresses, a row each, in columns named as the parameters."""
    variables: NotRequired[Sequence[models.PageVariable | PageVariableDict]]


class PageVariableDict(TypedDict):
    """A variable, read as `page.<name>` (until reload), `session.<name>` (until logout) or `cookies.<name>`.

    What only the browser knows, `page` and `session`, is its default in the HTML of the server."""

    default: NotRequired[Any]
    http_only: NotRequired[bool]
    """Whether only the server may read the cookie. Default: `false`."""
    max_age: NotRequired[int | None]
    """Seconds a cookie is kept; 400 days at most."""
    name: str
    """A letter, then letters, digits and `_`."""
    same_site: NotRequired[Literal["strict", "lax", "none"]]
    """Default: `"lax"`."""
    scope: Literal["page", "session", "cookies"]
    type: NotRequired[Literal["string", "number", "boolean", "json"]]
    """Default: `"string"`."""


class PlainMarkDict(TypedDict):
    """Text that is set apart."""

    type: Literal["bold", "italic", "underline", "strike", "code"]


class PositionDict(TypedDict):
    """Where the builder draws the node, in canvas pixels."""

    x: float
    y: float


class ProductDataDict(TypedDict):
    """The page shows a product."""

    availability: NotRequired[Literal["in_stock", "out_of_stock", "preorder"] | None]
    brand: NotRequired[str]
    """Default: `""`."""
    currency: NotRequired[str]
    """ISO 4217, such as `EUR`. Default: `""`."""
    name: NotRequired[str]
    """Left out, it is that of the page. Default: `""`."""
    price: NotRequired[str]
    """Default: `""`."""
    sku: NotRequired[str]
    """Default: `""`."""
    type: Literal["product"]


class ProgressComponentDict(TypedDict):
    """Progress."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: ProgressPropsDict
    type: Literal["Progress"]


class ProgressPropsDict(TypedDict):
    """The props of a Progress."""

    label: str
    """What is under way."""
    max: NotRequired[float | str]
    """How much there is. Default: `100`."""
    value: NotRequired[float | None | str]
    """How much is done; nothing where nobody knows."""


class QueryParamDict(TypedDict):
    """A parameter of a named query. One that is not required is null, or its default, when it is left out."""

    default: NotRequired[Any]
    name: str
    required: NotRequired[bool]
    """Default: `true`."""
    type: models.ColumnType


class RadioGroupComponentDict(TypedDict):
    """Radio group."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: RadioGroupPropsDict
    type: Literal["RadioGroup"]


class RadioGroupPropsDict(TypedDict):
    """The props of a RadioGroup."""

    help: NotRequired[str | None]
    """A line of help below."""
    label: str
    """What to choose."""
    name: str
    """Its key in `trigger.input`."""
    options: Sequence[OptionDict]
    """The options: `{value, label}`, each value once."""
    required: NotRequired[bool]
    """Whether one must be chosen. Default: `false`."""
    value: NotRequired[str | None]
    """The one chosen at first."""


class RadiusDict(TypedDict):
    """How round corners are."""

    base: NotRequired[float | None]
    """Pixels of a card's corner."""
    control: NotRequired[Literal["same", "pill", "square"] | None]
    """Corners of buttons and fields."""


class RefreshDict(TypedDict):
    """Fetch the rows of a data component again."""

    do: Literal["refresh"]
    target: str


class RepeaterComponentDict(TypedDict):
    """Repeater."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]
    props: RepeaterPropsDict
    type: Literal["Repeater"]


class RepeaterPropsDict(TypedDict):
    """The props of a Repeater."""

    empty_text: NotRequired[str]
    """Shown when there are no items. Default: `"Nothing here yet."`."""
    items: Sequence[Any] | str
    """The list: an expression, as a rule."""
    layout: NotRequired[Literal["list", "grid", "inherit"] | str]
    """Below one another, in columns as they fit, or as the component around it places them. Default: `"list"`."""


class RespondNodeDict(TypedDict):
    """Respond."""

    id: str
    join: NotRequired[Literal["all", "any"]]
    """Default: `"all"`."""
    name: NotRequired[str | None]
    on_error: NotRequired[Literal["fail", "continue", "port"]]
    """Default: `"fail"`."""
    on_interrupted: NotRequired[Literal["repeat", "park"]]
    """What happens when the process died inside an effect that must happen once: it is repeated with the same idempotency key, or the node waits for a person, who answers through `resume`. Default: `"repeat"`."""
    position: NotRequired[models.Position | PositionDict | None]
    retry: NotRequired[models.Retry | RetryDict | None]
    timeout_s: NotRequired[float | None]
    v: NotRequired[int]
    """The version of the kind that the params are written for. Left out, it is the newest, which is stored."""
    kind: Literal["respond"]
    params: NotRequired[RespondParamsDict]


class RespondParamsDict(TypedDict):
    """Params of `respond`."""

    body: NotRequired[Any]
    """Body of the answer and result of the run."""
    headers: NotRequired[Mapping[str, str] | str]
    """Headers of the answer."""
    status: NotRequired[int | str]
    """HTTP status of the answer. Default: `200`."""


class ResponseOptionsDict(TypedDict):
    """How the answer is taken."""

    accept_error_statuses: NotRequired[bool | str]
    """Take a status of 400 and above as an answer. Default: `false`."""
    max_bytes: NotRequired[int | str]
    """Largest body in bytes. Default: `5242880`."""


class RetryDict(TypedDict):
    """How often and how soon a failing node runs again. Delays are seconds; each is `backoff` times the last."""

    backoff: NotRequired[float]
    """Default: `2.0`."""
    delay_s: NotRequired[float]
    """Default: `1.0`."""
    max_attempts: NotRequired[int]
    """Default: `3`."""
    max_delay_s: NotRequired[float]
    """Default: `60.0`."""


class RichAttributesDict(TypedDict):
    """Base of what a node says of itself; an editor may say more than is shown."""


class RichBreakDict(TypedDict):
    """A line break."""

    marks: NotRequired[Sequence[PlainMarkDict | LinkMarkDict]]
    type: Literal["hardBreak"]


class RichBulletsDict(TypedDict):
    """A list."""

    attrs: NotRequired[RichAttributesDict | None]
    content: NotRequired[Sequence[RichListItemDict]]
    type: Literal["bulletList"]


class RichCellDict(TypedDict):
    """A cell of a table, or one that heads a row or column."""

    attrs: NotRequired[CellAttributesDict]
    """Default: `{"colspan": 1, "rowspan": 1}`."""
    content: NotRequired[
        Sequence[
            RichParagraphDict
            | RichHeadingDict
            | RichBulletsDict
            | RichNumbersDict
            | RichQuoteDict
            | RichCodeDict
            | RichRuleDict
            | RichImageDict
            | RichTableDict
        ]
    ]
    type: Literal["tableCell", "tableHeader"]


class RichCodeDict(TypedDict):
    """Lines of code."""

    attrs: NotRequired[RichAttributesDict | None]
    content: NotRequired[Sequence[RichTextRunDict | RichBreakDict]]
    """Default: `[]`."""
    type: Literal["codeBlock"]


class RichDocumentDict(TypedDict):
    """Rich text: paragraphs, headings, lists, quotations, code, pictures and tables."""

    content: NotRequired[
        Sequence[
            RichParagraphDict
            | RichHeadingDict
            | RichBulletsDict
            | RichNumbersDict
            | RichQuoteDict
            | RichCodeDict
            | RichRuleDict
            | RichImageDict
            | RichTableDict
        ]
    ]
    type: NotRequired[Literal["doc"]]
    """Default: `"doc"`."""


class RichHeadingDict(TypedDict):
    """A heading."""

    attrs: NotRequired[HeadingAttributesDict]
    """Default: `{"level": 2}`."""
    content: NotRequired[Sequence[RichTextRunDict | RichBreakDict]]
    """Default: `[]`."""
    type: Literal["heading"]


class RichImageDict(TypedDict):
    """A picture."""

    attrs: ImageAttributesDict
    type: Literal["image"]


class RichListItemDict(TypedDict):
    """One item of a list."""

    content: NotRequired[
        Sequence[
            RichParagraphDict
            | RichHeadingDict
            | RichBulletsDict
            | RichNumbersDict
            | RichQuoteDict
            | RichCodeDict
            | RichRuleDict
            | RichImageDict
            | RichTableDict
        ]
    ]
    type: Literal["listItem"]


class RichNumbersDict(TypedDict):
    """A numbered list."""

    attrs: NotRequired[NumbersAttributesDict]
    """Default: `{"start": 1}`."""
    content: NotRequired[Sequence[RichListItemDict]]
    type: Literal["orderedList"]


class RichParagraphDict(TypedDict):
    """A paragraph."""

    attrs: NotRequired[RichAttributesDict | None]
    content: NotRequired[Sequence[RichTextRunDict | RichBreakDict]]
    """Default: `[]`."""
    type: Literal["paragraph"]


class RichQuoteDict(TypedDict):
    """A quotation."""

    content: NotRequired[
        Sequence[
            RichParagraphDict
            | RichHeadingDict
            | RichBulletsDict
            | RichNumbersDict
            | RichQuoteDict
            | RichCodeDict
            | RichRuleDict
            | RichImageDict
            | RichTableDict
        ]
    ]
    type: Literal["blockquote"]


class RichRowDict(TypedDict):
    """A row of a table."""

    content: NotRequired[Sequence[RichCellDict]]
    type: Literal["tableRow"]


class RichRuleDict(TypedDict):
    """A line between two parts."""

    type: Literal["horizontalRule"]


class RichTableDict(TypedDict):
    """A table."""

    content: NotRequired[Sequence[RichRowDict]]
    type: Literal["table"]


class RichTextComponentDict(TypedDict):
    """Rich text."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: NotRequired[RichTextPropsDict]
    type: Literal["RichText"]


class RichTextPropsDict(TypedDict):
    """The props of a RichText."""

    document: NotRequired[RichDocumentDict | str]
    """The document: `{type: doc, content: […]}`, as TipTap makes it. Default: `{"type": "doc", "content": []}`."""


class RichTextRunDict(TypedDict):
    """Words, and how they are marked."""

    marks: NotRequired[Sequence[PlainMarkDict | LinkMarkDict]]
    text: str
    type: Literal["text"]


class RowComponentDict(TypedDict):
    """Row."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]
    props: NotRequired[RowPropsDict]
    type: Literal["Row"]


class RowPropsDict(TypedDict):
    """The props of a Row."""

    align: NotRequired[Literal["stretch", "start", "center", "end", "baseline"] | str]
    """How they stand to each other; `stretch` makes columns as high as the highest. Default: `"stretch"`."""
    gap: NotRequired[Literal["none", "xs", "s", "m", "l", "xl"] | str]
    """Room between them. Default: `"m"`."""
    justify: NotRequired[Literal["start", "center", "end", "between"] | str]
    """Where they stand when there is room left. Default: `"start"`."""
    stack: NotRequired[Literal["phone", "tablet", "never"] | str]
    """Up to which screen columns stand below each other. Default: `"phone"`."""


class RunWorkflowDict(TypedDict):
    """Run a published workflow on the server. `input` reaches it as `trigger.input`, under a form's fields."""

    do: Literal["run_workflow"]
    input: NotRequired[Mapping[str, Any]]
    workflow_id: UUID | str


class ScheduleParamsDict(TypedDict):
    """Params of `trigger.schedule`. All of them are read at publish: none may hold an expression."""

    catch_up: NotRequired[Literal["skip", "one", "all"]]
    """What becomes of times at which no server ran. Default: `"one"`."""
    cron: NotRequired[str | None]
    """Cron expression: minute, hour, day of month, month, day of week."""
    every_s: NotRequired[int | None]
    """Interval in seconds."""
    overlap: NotRequired[Literal["allow", "skip"]]
    """What becomes of a time that comes while the run before goes on. Default: `"allow"`."""
    timezone: NotRequired[str]
    """IANA time zone that `cron` is read in. Default: `"UTC"`."""


class SectionComponentDict(TypedDict):
    """Section."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]
    props: NotRequired[SectionPropsDict]
    type: Literal["Section"]


class SectionPropsDict(TypedDict):
    """The props of a Section."""

    align: NotRequired[Literal["start", "center"] | str]
    """Where its content stands. Default: `"start"`."""
    background: NotRequired[Literal["none", "muted", "accent", "inverse"] | str]
    """The colour behind it; text colours follow. Default: `"none"`."""
    height: NotRequired[Literal["auto", "half", "full"] | str]
    """Its least height, as a share of the window. Default: `"auto"`."""
    image: NotRequired[str | None]
    """A picture behind it, under a shade; the text is as on `inverse`."""
    label: NotRequired[str | None]
    """Names the section for screen readers."""
    shade: NotRequired[Literal["normal", "strong"] | str]
    """How much the picture is covered. Default: `"normal"`."""
    spacing: NotRequired[Literal["none", "small", "medium", "large"] | str]
    """Room above and below. Default: `"medium"`."""
    width: NotRequired[Literal["narrow", "normal", "wide", "full"] | str]
    """How wide its content may grow. Default: `"normal"`."""


class SelectComponentDict(TypedDict):
    """Select."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: SelectPropsDict
    type: Literal["Select"]


class SelectPropsDict(TypedDict):
    """The props of a Select."""

    help: NotRequired[str | None]
    """A line of help below."""
    label: str
    """What to choose."""
    name: str
    """Its key in `trigger.input`."""
    options: Sequence[OptionDict]
    """The options: `{value, label}`, each value once."""
    placeholder: NotRequired[str]
    """What stands there while nothing is chosen. Default: `"Choose one"`."""
    required: NotRequired[bool]
    """Whether one must be chosen. Default: `false`."""


class SeoDict(TypedDict):
    """What search engines and link previews are told."""

    alternates: NotRequired[Sequence[models.Alternate | AlternateDict]]
    """The page in other languages, which name each other alike."""
    description: NotRequired[str]
    """Default: `""`."""
    image: NotRequired[str]
    """Absolute http(s) URL of the preview picture. Default: `""`."""
    image_alt: NotRequired[str]
    """What the preview picture shows. Default: `""`."""
    image_height: NotRequired[int | None]
    """Pixels."""
    image_width: NotRequired[int | None]
    """Pixels."""
    lang: NotRequired[str | None]
    """Language of the page (BCP 47), such as `en`, `de-AT` or `ar`; the direction of writing follows. Left out, it is that of the site."""
    noindex: NotRequired[bool]
    """Ask search engines to leave this page out; also not in the sitemap. Default: `false`."""
    structured: NotRequired[
        Sequence[
            models.ArticleData
            | ArticleDataDict
            | models.ProductData
            | ProductDataDict
            | models.FaqData
            | FaqDataDict
            | models.BreadcrumbData
            | BreadcrumbDataDict
            | models.OrganizationData
            | OrganizationDataDict
            | models.WebPageData
            | WebPageDataDict
        ]
    ]
    """What search engines read as data (schema.org)."""
    type: NotRequired[Literal["website", "article", "product", "profile"]]
    """What link previews take the page for (Open Graph). Default: `"website"`."""


class SetNodeDict(TypedDict):
    """Set values."""

    id: str
    join: NotRequired[Literal["all", "any"]]
    """Default: `"all"`."""
    name: NotRequired[str | None]
    on_error: NotRequired[Literal["fail", "continue", "port"]]
    """Default: `"fail"`."""
    on_interrupted: NotRequired[Literal["repeat", "park"]]
    """What happens when the process died inside an effect that must happen once: it is repeated with the same idempotency key, or the node waits for a person, who answers through `resume`. Default: `"repeat"`."""
    position: NotRequired[models.Position | PositionDict | None]
    retry: NotRequired[models.Retry | RetryDict | None]
    timeout_s: NotRequired[float | None]
    v: NotRequired[int]
    """The version of the kind that the params are written for. Left out, it is the newest, which is stored."""
    kind: Literal["set"]
    params: SetParamsDict


class SetParamsDict(TypedDict):
    """Params of `set`."""

    values: Mapping[str, Any] | str
    """Names and their values."""


class SetVariableDict(TypedDict):
    """Set a variable that the page declares. The value may read variables, `result`, `fields` and `data`."""

    do: Literal["set"]
    name: str
    """A letter, then letters, digits and `_`."""
    scope: Literal["page", "session", "cookies"]
    value: NotRequired[Any]


class SiteHeadDict(TypedDict):
    """What the head of every page says, where the page itself says nothing else."""

    bing_verification: NotRequired[str | None]
    description: NotRequired[str]
    """Of pages without a description. Default: `""`."""
    google_verification: NotRequired[str | None]
    image: NotRequired[str | None]
    """The preview picture of pages that have none."""
    noindex: NotRequired[bool]
    """Ask search engines to leave out the whole site. Default: `false`."""
    title_suffix: NotRequired[str]
    """After the title of each page but the home page. Default: `""`."""
    twitter: NotRequired[str | None]


class SpacerComponentDict(TypedDict):
    """Spacer."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: NotRequired[SpacerPropsDict]
    type: Literal["Spacer"]


class SpacerPropsDict(TypedDict):
    """The props of a Spacer."""

    size: NotRequired[Literal["xs", "s", "m", "l", "xl", "2xl", "3xl"] | str]
    """How much room; the large ones are smaller on a phone. Default: `"l"`."""


class StandardAuthDict(TypedDict):
    """Standard Webhooks: an HMAC over id, time and body."""

    mode: Literal["standard"]
    secret: str
    """Name of a secret (`/api/secrets`)."""


class StatComponentDict(TypedDict):
    """Stat."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: StatPropsDict
    type: Literal["Stat"]


class StatPropsDict(TypedDict):
    """The props of a Stat."""

    better: NotRequired[Literal["up", "down"]]
    """Which change is good, and shown in green. Default: `"up"`."""
    change: NotRequired[float | None | str]
    """How much it has changed, as a share: 0.12 is 12 % more."""
    currency: NotRequired[str]
    """Of `money`, such as EUR (ISO 4217). Default: `"USD"`."""
    digits: NotRequired[int | None]
    """Digits behind the point of a number."""
    format: NotRequired[Literal["text", "number", "money", "percent", "date", "time", "datetime", "yes_no"]]
    """How it is written, in the language of the page; `percent` takes 0.5. Default: `"text"`."""
    help: NotRequired[str | None]
    """A line below, such as “since last month”."""
    label: str
    """What it counts."""
    time_zone: NotRequired[str]
    """Of a time. Default: `"UTC"`."""
    value: str
    """The number."""


class StyleRulesDict(TypedDict):
    """What a node looks like. What is left out is as the component has it."""

    align: NotRequired[Literal["start", "center", "end", "stretch", "baseline"] | None | str]
    """Where children stand across the direction."""
    align_self: NotRequired[Literal["auto", "start", "center", "end", "stretch"] | None | str]
    """Where it stands across the direction of what is around it."""
    aspect: NotRequired[Literal["auto", "square", "photo", "video", "wide", "portrait"] | None | str]
    background: NotRequired[
        Literal["none", "page", "surface", "muted", "accent_soft", "accent", "inverse"] | None | str
    ]
    """What is behind it; the colours of text follow."""
    background_image: NotRequired[str | None]
    """A picture of a public bucket behind it."""
    background_position: NotRequired[Literal["center", "top", "bottom", "start", "end"] | None]
    background_size: NotRequired[Literal["cover", "contain"] | None]
    border: NotRequired[Literal["none", "thin", "medium", "thick"] | None | str]
    border_color: NotRequired[Literal["line", "strong", "ink", "accent", "danger"] | None | str]
    border_side: NotRequired[Literal["all", "top", "bottom", "start", "end", "block", "inline"] | None]
    color: NotRequired[Literal["ink", "soft", "accent", "danger"] | None | str]
    """Colour of its text."""
    column_gap: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    """Between children side by side."""
    columns: NotRequired[Literal[1, 2, 3, 4, 5, 6, 8, 12, "auto"] | None | str]
    """Equal columns of a grid; `auto`: as many as fit."""
    display: NotRequired[Literal["block", "row", "column", "grid"] | None | str]
    """How children stand."""
    fit: NotRequired[Literal["cover", "contain"] | None | str]
    """How a picture fills its box."""
    font: NotRequired[Literal["body", "heading", "mono"] | None | str]
    gap: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    """Between children."""
    gradient_direction: NotRequired[Literal["down", "right", "diagonal", "radial"] | None]
    gradient_to: NotRequired[Literal["none", "page", "surface", "muted", "accent_soft", "accent", "inverse"] | None]
    """The background runs into this one."""
    grow: NotRequired[bool | None | str]
    """Whether it takes the room that is left in a row."""
    height: NotRequired[Literal["auto", "full", "s", "m", "l", "screen"] | None | str]
    hidden: NotRequired[bool | None | str]
    """Not shown and not read out, though it is in the HTML."""
    italic: NotRequired[bool | None | str]
    justify: NotRequired[Literal["start", "center", "end", "between", "around", "evenly"] | None | str]
    """Where children stand along the direction."""
    justify_self: NotRequired[Literal["auto", "start", "center", "end", "stretch"] | None | str]
    """Where it stands in the width of its cell."""
    layer: NotRequired[Literal[0, 1, 2, 3] | None | str]
    """What is over what."""
    leading: NotRequired[Literal["tight", "snug", "normal", "loose"] | None | str]
    """Height of a line."""
    letter_case: NotRequired[Literal["none", "upper", "lower", "title"] | None | str]
    lift: NotRequired[Literal["none", "s", "m"] | None | str]
    """A little upwards, as under the pointer."""
    margin: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "auto"] | None | str]
    """Room around, on all sides."""
    margin_block: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "auto"] | None | str]
    margin_bottom: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "auto"] | None | str]
    margin_end: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "auto"] | None | str]
    margin_inline: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "auto"] | None | str]
    margin_start: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "auto"] | None | str]
    margin_top: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "auto"] | None | str]
    max_width: NotRequired[Literal["none", "2xs", "xs", "s", "narrow", "normal", "wide", "full"] | None | str]
    min_height: NotRequired[Literal["none", "s", "m", "l", "screen"] | None | str]
    opacity: NotRequired[Literal[0, 10, 25, 50, 75, 90, 100] | None | str]
    """In percent."""
    order: NotRequired[Literal[-1, 0, 1, 2, 3, 4, 5, 6] | None | str]
    """Where it is seen among its siblings; read out and reached by keyboard as in the tree."""
    overflow: NotRequired[Literal["visible", "hidden", "auto"] | None | str]
    overlay: NotRequired[Literal["none", "page", "inverse", "accent"] | None]
    """A veil over the picture, so that text on it can be read."""
    padding: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    """Room inside, on all sides."""
    padding_block: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    padding_bottom: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    padding_end: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    padding_inline: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    padding_start: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    padding_top: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    position: NotRequired[Literal["static", "relative", "sticky"] | None | str]
    radius: NotRequired[Literal["none", "s", "m", "l", "xl", "full"] | None | str]
    row_gap: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    """Between rows of children."""
    shadow: NotRequired[Literal["none", "s", "m", "l"] | None | str]
    size: NotRequired[Literal["xs", "s", "m", "l", "xl", "2xl", "3xl", "4xl", "5xl"] | None | str]
    """Size of its text."""
    span: NotRequired[Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, "full"] | None | str]
    """Columns of the grid around it that it takes."""
    text_align: NotRequired[Literal["start", "center", "end"] | None | str]
    top: NotRequired[Literal["none", "2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl"] | None | str]
    """How far below the top of the window a sticky one stays."""
    tracking: NotRequired[Literal["tight", "normal", "wide", "wider"] | None | str]
    """Room between letters."""
    weight: NotRequired[Literal["light", "normal", "medium", "semibold", "bold", "black"] | None | str]
    width: NotRequired[
        Literal["auto", "fit", "full", "1/4", "1/3", "1/2", "2/3", "3/4", "narrow", "normal", "wide"] | None | str
    ]
    wrap: NotRequired[bool | None | str]
    """Whether a row goes on below where it is too narrow."""


class SubgraphDict(TypedDict):
    """Nodes and edges: the body of a loop."""

    edges: NotRequired[Sequence[models.Edge | EdgeDict]]
    nodes: NotRequired[Sequence[models.Node | NodeDict]]


class SwitchComponentDict(TypedDict):
    """Switch."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: SwitchPropsDict
    type: Literal["Switch"]


class SwitchNodeDict(TypedDict):
    """Switch."""

    id: str
    join: NotRequired[Literal["all", "any"]]
    """Default: `"all"`."""
    name: NotRequired[str | None]
    on_error: NotRequired[Literal["fail", "continue", "port"]]
    """Default: `"fail"`."""
    on_interrupted: NotRequired[Literal["repeat", "park"]]
    """What happens when the process died inside an effect that must happen once: it is repeated with the same idempotency key, or the node waits for a person, who answers through `resume`. Default: `"repeat"`."""
    position: NotRequired[models.Position | PositionDict | None]
    retry: NotRequired[models.Retry | RetryDict | None]
    timeout_s: NotRequired[float | None]
    v: NotRequired[int]
    """The version of the kind that the params are written for. Left out, it is the newest, which is stored."""
    kind: Literal["switch"]
    params: SwitchParamsDict


class SwitchParamsDict(TypedDict):
    """Params of `switch`."""

    cases: Sequence[CaseDict | str] | str
    """The ways out; the first that fits is taken."""
    value: Any
    """What decides."""


class SwitchPropsDict(TypedDict):
    """The props of a Switch."""

    checked: NotRequired[bool | str]
    """Whether it is on at first. Default: `false`."""
    help: NotRequired[str | None]
    """A line of help below."""
    label: str
    """What it turns on."""
    name: str
    """Its key in `trigger.input`."""


class TabComponentDict(TypedDict):
    """Tab."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]
    props: TabPropsDict
    type: Literal["Tab"]


class TabPropsDict(TypedDict):
    """The props of a Tab."""

    label: str
    """What is pressed to show the panel."""


class TabsComponentDict(TypedDict):
    """Tabs."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    children: NotRequired[Sequence[models.PageNode | PageNodeDict]]
    props: TabsPropsDict
    type: Literal["Tabs"]


class TabsPropsDict(TypedDict):
    """The props of Tabs."""

    label: str
    """What the panels are about, for screen readers."""


class TextBodyDict(TypedDict):
    """Text, sent as `text/plain` in UTF-8 unless the headers say otherwise."""

    kind: Literal["text"]
    value: str


class TextComponentDict(TypedDict):
    """Text."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: NotRequired[TextPropsDict]
    type: Literal["Text"]


class TextLinkDict(TypedDict):
    """A link of a list: what is read, and where it leads."""

    href: str
    """http, https, mailto, tel, or a path such as `/p/about`."""
    text: str
    """What is read."""


class TextPropsDict(TypedDict):
    """The props of a Text."""

    align: NotRequired[Literal["start", "center"] | str]
    """Where the lines stand. Default: `"start"`."""
    content: NotRequired[Sequence[RichTextRunDict | RichBreakDict] | None | str]
    """In place of `text`, words with links and emphasis: what a paragraph of a RichText holds."""
    text: NotRequired[str]
    """The words of the paragraph. Default: `""`."""
    variant: NotRequired[Literal["body", "lead", "muted", "small"] | str]
    """`lead` introduces, `muted` and `small` aside. Default: `"body"`."""


class TextareaComponentDict(TypedDict):
    """Textarea."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: TextareaPropsDict
    type: Literal["Textarea"]


class TextareaPropsDict(TypedDict):
    """The props of a Textarea."""

    help: NotRequired[str | None]
    """A line of help below."""
    label: str
    """What to fill in."""
    max_length: NotRequired[int | None]
    """The most characters."""
    name: str
    """Its key in `trigger.input`."""
    placeholder: NotRequired[str | None]
    """An example inside the empty field."""
    required: NotRequired[bool]
    """Whether it may stay empty. Default: `false`."""
    rows: NotRequired[int | str]
    """Lines it shows at first. Default: `5`."""
    value: NotRequired[str | None]
    """What stands there at first."""


class ToastDict(TypedDict):
    """Show a short message. It may read `result`, `fields` and `data`."""

    do: Literal["toast"]
    message: str


class ToggleComponentDict(TypedDict):
    """Toggle."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: TogglePropsDict
    type: Literal["Toggle"]


class TogglePropsDict(TypedDict):
    """The props of a Toggle."""

    label: str
    """What is on or off."""
    on_change: NotRequired[
        Sequence[RunWorkflowDict | ToastDict | NavigateDict | RefreshDict | SetVariableDict | OpenDict | CloseDict]
    ]
    """What happens when it is pressed, step by step. Default: `[]`."""
    on_error: NotRequired[
        Sequence[RunWorkflowDict | ToastDict | NavigateDict | RefreshDict | SetVariableDict | OpenDict | CloseDict]
    ]
    """What happens when a step of `on_change` failed. Default: `[]`."""
    value: NotRequired[bool | str]
    """Whether it is on: bind it to what a press changes. Default: `false`."""


class TokensDict(TypedDict):
    """The design tokens that a site has of its own; the rest are those of its preset."""

    colors: NotRequired[models.Colors | ColorsDict]
    fonts: NotRequired[models.Fonts | FontsDict]
    radius: NotRequired[models.Radius | RadiusDict]
    scheme: NotRequired[Literal["auto", "light", "dark"] | None]
    """`auto`: light or dark as each visitor prefers."""
    shadow: NotRequired[Literal["none", "soft", "lifted", "crisp"] | None]
    space: NotRequired[float | None]
    """Density: all room times this."""
    type_scale: NotRequired[models.TypeScale | TypeScaleDict]


class TooltipComponentDict(TypedDict):
    """Tooltip."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: TooltipPropsDict
    type: Literal["Tooltip"]


class TooltipPropsDict(TypedDict):
    """The props of a Tooltip."""

    label: str
    """The word that is explained."""
    text: str
    """The explanation."""


class TriggerManualNodeDict(TypedDict):
    """Manual trigger."""

    id: str
    join: NotRequired[Literal["all", "any"]]
    """Default: `"all"`."""
    name: NotRequired[str | None]
    on_error: NotRequired[Literal["fail", "continue", "port"]]
    """Default: `"fail"`."""
    on_interrupted: NotRequired[Literal["repeat", "park"]]
    """What happens when the process died inside an effect that must happen once: it is repeated with the same idempotency key, or the node waits for a person, who answers through `resume`. Default: `"repeat"`."""
    position: NotRequired[models.Position | PositionDict | None]
    retry: NotRequired[models.Retry | RetryDict | None]
    timeout_s: NotRequired[float | None]
    v: NotRequired[int]
    """The version of the kind that the params are written for. Left out, it is the newest, which is stored."""
    kind: Literal["trigger.manual"]
    params: NotRequired[InputParamsDict]


class TriggerPageNodeDict(TypedDict):
    """Page trigger."""

    id: str
    join: NotRequired[Literal["all", "any"]]
    """Default: `"all"`."""
    name: NotRequired[str | None]
    on_error: NotRequired[Literal["fail", "continue", "port"]]
    """Default: `"fail"`."""
    on_interrupted: NotRequired[Literal["repeat", "park"]]
    """What happens when the process died inside an effect that must happen once: it is repeated with the same idempotency key, or the node waits for a person, who answers through `resume`. Default: `"repeat"`."""
    position: NotRequired[models.Position | PositionDict | None]
    retry: NotRequired[models.Retry | RetryDict | None]
    timeout_s: NotRequired[float | None]
    v: NotRequired[int]
    """The version of the kind that the params are written for. Left out, it is the newest, which is stored."""
    kind: Literal["trigger.page"]
    params: NotRequired[InputParamsDict]


class TriggerScheduleNodeDict(TypedDict):
    """Schedule trigger."""

    id: str
    join: NotRequired[Literal["all", "any"]]
    """Default: `"all"`."""
    name: NotRequired[str | None]
    on_error: NotRequired[Literal["fail", "continue", "port"]]
    """Default: `"fail"`."""
    on_interrupted: NotRequired[Literal["repeat", "park"]]
    """What happens when the process died inside an effect that must happen once: it is repeated with the same idempotency key, or the node waits for a person, who answers through `resume`. Default: `"repeat"`."""
    position: NotRequired[models.Position | PositionDict | None]
    retry: NotRequired[models.Retry | RetryDict | None]
    timeout_s: NotRequired[float | None]
    v: NotRequired[int]
    """The version of the kind that the params are written for. Left out, it is the newest, which is stored."""
    kind: Literal["trigger.schedule"]
    params: NotRequired[ScheduleParamsDict]


class TriggerWebhookNodeDict(TypedDict):
    """Webhook trigger."""

    id: str
    join: NotRequired[Literal["all", "any"]]
    """Default: `"all"`."""
    name: NotRequired[str | None]
    on_error: NotRequired[Literal["fail", "continue", "port"]]
    """Default: `"fail"`."""
    on_interrupted: NotRequired[Literal["repeat", "park"]]
    """What happens when the process died inside an effect that must happen once: it is repeated with the same idempotency key, or the node waits for a person, who answers through `resume`. Default: `"repeat"`."""
    position: NotRequired[models.Position | PositionDict | None]
    retry: NotRequired[models.Retry | RetryDict | None]
    timeout_s: NotRequired[float | None]
    v: NotRequired[int]
    """The version of the kind that the params are written for. Left out, it is the newest, which is stored."""
    kind: Literal["trigger.webhook"]
    params: WebhookParamsDict


class TypeScaleDict(TypedDict):
    """The sizes of text: seven steps up from `base`, each `ratio` times the one before."""

    base: NotRequired[float | None]
    """Pixels of ordinary text."""
    heading_tracking: NotRequired[float | None]
    """Room between the letters of large headings, in sizes of their text."""
    heading_weight: NotRequired[int | None]
    leading: NotRequired[float | None]
    """Height of a line, in sizes of its text."""
    ratio: NotRequired[float | None]
    """From one size to the next."""


class VersionTargetDict(TypedDict):
    """Run this version, published now or not."""

    version: int


class VideoComponentDict(TypedDict):
    """Video."""

    id: str
    style: NotRequired[models.NodeStyle | NodeStyleDict]
    v: NotRequired[int]
    """The version of the component that the props are written for. Left out, it is the newest, which is stored."""
    visible: NotRequired[bool | str | None]
    props: VideoPropsDict
    type: Literal["Video"]


class VideoPropsDict(TypedDict):
    """The props of a Video."""

    captions: NotRequired[str | None]
    """Captions: a WebVTT file of this site."""
    captions_lang: NotRequired[str | None]
    """Their language, such as `en`."""
    loop: NotRequired[bool | str]
    """Whether it begins again at its end. Default: `false`."""
    poster: NotRequired[str | None]
    """A picture until it runs."""
    ratio: NotRequired[Literal["16:9", "4:3", "3:2", "1:1", "3:4", "9:16", "21:9"] | str]
    """Its shape. Default: `"16:9"`."""
    src: str
    """Address of the film: https, or a path such as `/files/public/tour.mp4`."""
    title: str
    """What it shows."""


class WebPageDataDict(TypedDict):
    """A page: its title, description, language and picture."""

    type: Literal["webpage"]


class WebhookParamsDict(TypedDict):
    """Params of `trigger.webhook`. All of them are read at publish: none may hold an expression."""

    allow_from: NotRequired[Sequence[str]]
    """Networks (CIDR) that may call; empty means any."""
    auth: StandardAuthDict | GithubAuthDict | HeaderAuthDict | BasicAuthDict | ApiKeyAuthDict | NoAuthDict
    """How a caller proves itself."""
    methods: NotRequired[Sequence[Literal["GET", "POST", "PUT", "PATCH", "DELETE"]]]
    """HTTP methods that are answered."""
    path: str
    """Path after `/webhook/`, like `orders/{id}`."""
    raw_body: NotRequired[bool]
    """Whether the run sees the body as it came, as `trigger.raw_body`. Default: `false`."""
    respond: NotRequired[Literal["immediately", "when_finished", "node"]]
    """When and with what the call is answered. Default: `"immediately"`."""
