"""Workflows, pages, queries and the look of the site as files in a folder, to read, compare and keep under version
control.

    onefold.json                the form of the folder
    site.json                   what was chosen for all pages, if anything was
    workflows/<name>.json       id, name, settings, draft and what is published
    pages/<slug>.json           id, slug, title, draft, …
    queries/<name>.json, .sql   id, source, params and mode, and the statement by itself

The same state gives the same bytes, on SQLite and Postgres: keys are sorted, and nothing that only one database
knows, such as times, revisions and version numbers, is in there. A file may have any name: its `id` says what it is.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.core.input_errors import describe_errors, place_of
from app.data.schemas import NamedQueryCreate
from app.pages.editing.schemas import PageCreate, Title
from app.pages.rendering.seo import Seo
from app.pages.rendering.tree import PageTree
from app.site.schemas import SiteChoices
from app.workflows.schemas import DraftGraph, WorkflowCreate

FORMAT = 1
MARKER = "onefold.json"
SITE_FILE = "site.json"
FOLDERS = ("workflows", "pages", "queries")
_UNFIT = re.compile(r"[^a-z0-9]+")
DRAFT: Literal["draft"] = "draft"

M = TypeVar("M", bound=BaseModel)
F = TypeVar("F", "WorkflowFile", "PageFile", "QueryFile")


class FilesWrong(Exception):
    """The folder cannot be read as what it should be; the message names the file."""


class WorkflowFile(WorkflowCreate):
    """A workflow. `published` is `draft`, null, or the graph that is published where it is not the draft."""

    id: UUID
    draft: DraftGraph
    published: Literal["draft"] | DraftGraph | None


class PublishedPageFile(BaseModel):
    """What visitors see of a page whose draft has gone on."""

    model_config = ConfigDict(extra="forbid")

    title: Title
    seo: Seo
    tree: PageTree


class PageFile(PageCreate):
    """A page. `published` is `draft`, null, or what is published where it is not the draft."""

    id: UUID
    draft: PageTree
    published: Literal["draft"] | PublishedPageFile | None


class QueryFile(NamedQueryCreate):
    """A named query; its statement stands in a file of its own."""

    id: UUID


AnyFile = WorkflowFile | PageFile | QueryFile


class Folder(BaseModel):
    """What is in a folder: each file's path, what it says, and, as it is written there, its JSON."""

    workflows: list[tuple[str, WorkflowFile, dict[str, Any]]] = Field(default_factory=list)
    pages: list[tuple[str, PageFile, dict[str, Any]]] = Field(default_factory=list)
    queries: list[tuple[str, QueryFile, dict[str, Any]]] = Field(default_factory=list)
    site: SiteChoices | None = None

    def everything(self) -> list[tuple[str, AnyFile, dict[str, Any]]]:
        """Return all of it."""
        return [*self.workflows, *self.pages, *self.queries]


Files = dict[str, str]
"""What is to stand in each file, by its path within the folder."""


def write_json(value: Mapping[str, Any], first: Iterable[str] = ()) -> str:
    """Return JSON for people: keys sorted, but for those that come first."""
    names = [*(name for name in first if name in value), *sorted(set(value) - set(first))]
    members = (f"{json.dumps(name)}: {_indented(value[name])}" for name in names)
    return "{\n  " + ",\n  ".join(members) + "\n}\n"


def _indented(value: Any) -> str:
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False).replace("\n", "\n  ")


def name_files(names: Mapping[UUID, str]) -> dict[UUID, str]:
    """Return a file name for each: its own name, made fit, and where two have the same a part of their ids too."""
    fit = {key: _UNFIT.sub("-", name.lower()).strip("-")[:80] or "unnamed" for key, name in names.items()}
    count = Counter(fit.values())
    return {key: name if count[name] == 1 else f"{name}-{key.hex[-8:]}" for key, name in fit.items()}


def replace_files(folder: Path, files: Files) -> tuple[int, int]:
    """Write these files, and delete those of an earlier export that are no more; returns how many changed and went.

    Raises FilesWrong for a folder that holds something else. A file that is the same already is left alone.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise FilesWrong(f"{folder} holds other things and no {MARKER}; name an empty folder")
    changed = 0
    for name, content in (files | {MARKER: write_json({"format": FORMAT})}).items():
        path = folder / name
        data = content.encode()
        if not (path.exists() and path.read_bytes() == data):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            changed += name != MARKER
    gone = 0
    inside = [path for part in FOLDERS for path in sorted((folder / part).rglob("*"), reverse=True)]
    for path in [*inside, *folder.glob(SITE_FILE)]:
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.suffix in (".json", ".sql") and path.relative_to(folder).as_posix() not in files:
            path.unlink()
            gone += 1
    return changed, gone


def read_folder(folder: Path) -> Folder:
    """Return what is in a folder; raises FilesWrong with the first file that is wrong."""
    marker = _read_json(folder / MARKER, MARKER)
    if marker.get("format") != FORMAT:
        raise FilesWrong(f"{MARKER}: the format is {marker.get('format')}; this version reads {FORMAT}")
    found = Folder(
        workflows=_read_all(folder, "workflows", WorkflowFile),
        pages=_read_all(folder, "pages", PageFile),
        queries=_read_all(folder, "queries", QueryFile),
        site=_read_site(folder),
    )
    places: dict[UUID, str] = {}
    for name, file, _ in found.everything():
        if file.id in places:
            raise FilesWrong(f"{name}: {places[file.id]} has the same id, {file.id}")
        places[file.id] = name
    return found


def _read_all(folder: Path, part: str, kind: type[F]) -> list[tuple[str, F, dict[str, Any]]]:
    found = []
    for path in sorted((folder / part).rglob("*.json")):
        name = path.relative_to(folder).as_posix()
        content = _read_json(path, name)
        if kind is QueryFile:
            statement = path.with_suffix(".sql")
            if not statement.exists():
                raise FilesWrong(f"{name}: its statement is missing, {statement.name}")
            content["sql"] = _read_text(statement, statement.name).removesuffix("\n")
        found.append((name, _checked(name, kind, content), content))
    return found


def _checked(name: str, kind: type[M], content: dict[str, Any]) -> M:
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        first = describe_errors(error.errors(include_url=False), kind)[0]
        raise FilesWrong(f"{name}: {place_of(first.loc)}: {first.message}") from None


def _read_site(folder: Path) -> SiteChoices | None:
    path = folder / SITE_FILE
    return _checked(SITE_FILE, SiteChoices, _read_json(path, SITE_FILE)) if path.exists() else None


def _read_json(path: Path, name: str) -> dict[str, Any]:
    try:
        content = json.loads(_read_text(path, name))
    except ValueError as error:
        raise FilesWrong(f"{name}: this is no JSON: {error}") from None
    if not isinstance(content, dict):
        raise FilesWrong(f"{name}: there is no object in it")
    return content


def _read_text(path: Path, name: str) -> str:
    try:
        return path.read_bytes().decode()  # line ends stay as they are
    except (OSError, UnicodeDecodeError) as error:
        raise FilesWrong(f"{name}: {getattr(error, 'strerror', None) or error}") from None
