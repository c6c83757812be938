"""What a page declares beside its components: parameters of its address, data it reads, variables it keeps.

As with components, only the form is enforced here. `app.pages.editing.declarations` finds what is wrong with its
meaning.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.core.text import StorableJson, StorableObject, StorableText

MAX_PARAM = 500
"""Characters of a parameter's value."""
DeclaredName = Annotated[StorableText, Field(max_length=64, description="A letter, then letters, digits and `_`.")]
ParamType = Literal["string", "integer", "number", "boolean", "date"]
ParamValue = StorableText | bool | int | float
VariableScope = Literal["page", "session", "cookies"]


class Declaration(BaseModel):
    """Base of what a page declares."""

    model_config = ConfigDict(extra="forbid", serialize_by_alias=True)


class PageParam(Declaration):
    """A parameter of the address, read as `params.<name>`.

    One of the path stands in the slug as `{name}`; a value that does not fit its type finds no page. One of the query
    that is missing or does not fit is the default.
    """

    name: DeclaredName
    source: Literal["path", "query"] = Field(alias="from")
    type: ParamType = "string"
    default: ParamValue | None = Field(None, description="The value of a query parameter that is missing.")
    choices: list[ParamValue] | None = Field(None, max_length=100, description="The only values it may have.")
    canonical: bool = Field(
        False, description="Whether addresses that differ in it are pages of their own for search engines."
    )
    max_length: int | None = Field(None, ge=1, le=MAX_PARAM, description="Characters of a text; 500 at most.")


class PageData(Declaration):
    """Data that the page reads as `data.<name>`: a named query, or a published workflow that only reads."""

    name: DeclaredName
    query: StorableText | None = Field(None, max_length=100, description="Name of a query whose mode is `read`.")
    workflow_id: UUID | None = Field(None, description="A published workflow; what it responds is the data.")
    args: StorableObject = Field(
        default_factory=dict,
        max_length=100,
        description="Values for the query's parameters, or the workflow's input: literal, or expressions over "
        "`params` and `cookies`.",
    )
    ttl_seconds: float | None = Field(
        None, ge=1, le=86_400, description="How long visitors may be sent what was read; left out, at most a second."
    )
    must_exist: bool = Field(False, description="Whether a page without a row of it is not found.")


class PageVariable(Declaration):
    """A variable, read as `page.<name>` (until reload), `session.<name>` (until logout) or `cookies.<name>`.

    What only the browser knows, `page` and `session`, is its default in the HTML of the server.
    """

    scope: VariableScope
    name: DeclaredName
    type: Literal["string", "number", "boolean", "json"] = "string"
    default: StorableJson = None
    max_age: int | None = Field(None, ge=1, le=34_560_000, description="Seconds a cookie is kept; 400 days at most.")
    http_only: bool = Field(False, description="Whether only the server may read the cookie.")
    same_site: Literal["strict", "lax", "none"] = "lax"
