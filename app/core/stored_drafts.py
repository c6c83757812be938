"""Drafts and versions as they are stored, read back by whatever build: once, for whatever is edited as a draft.

They consist of parts: the nodes of a graph, the components of a page. Each has a kind, and `v`, the version of that
kind which its content is written for. What a client sends without `v` is written for the newest version, and is
stored with that number, so that it means the same for ever. What is stored without one is older than versions: it is
of the first.

Another build may have stored a draft: a newer one before a downgrade, or one that runs beside this one in an update.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from app.core.draft_problems import DraftProblem
from app.core.input_errors import InputError, describe_errors
from app.core.upgrades import FIRST_VERSION, UpgradeFailed

MAX_UNREADABLE = 100
"""Places that are named of a draft whose form cannot be read."""


class PartKind(Protocol):
    """What the kind of a part says of its versions."""

    @property
    def version(self) -> int:
        """The version of this build."""
        ...

    def upgrade(self, content: Mapping[str, Any], version: int) -> dict[str, Any]:
        """Return content of an older version as that of this build; raises UpgradeFailed."""
        ...


M = TypeVar("M", bound=BaseModel)
K = TypeVar("K", bound=PartKind)


@dataclass(frozen=True, slots=True)
class Parts(Generic[K]):
    """The parts of one sort of draft: the fields that hold a kind's name and the content, and what finds a kind."""

    kind: str
    content: str
    find: Callable[[str], K | None]

    def find_kind(self, part: Any) -> K | None:
        """Return the kind of a part, if this build has it."""
        name = part.get(self.kind) if isinstance(part, dict) else None
        return self.find(name) if isinstance(name, str) else None

    def with_version(self, part: Any) -> Any:
        """Return a part that a client sent, with the newest version where it says none."""
        kind = self.find_kind(part)
        return part if kind is None or "v" in part else part | {"v": kind.version}

    def upgrade(self, part: Any) -> tuple[Any, DraftProblem | None]:
        """Return a stored part in the version of this build, or as it is with what is the matter.

        What has not the form of a part stays too; finding that is not this function's.
        """
        kind = self.find_kind(part)
        if kind is None:
            return part, None
        version = part.get("v", FIRST_VERSION)
        if version == kind.version:
            return part, None
        content = part.get(self.content, {})
        if type(version) is not int or version < FIRST_VERSION or not isinstance(content, dict):
            return part, None
        name = part[self.kind]
        if version > kind.version:
            known = f"this build knows {name} up to version {kind.version}"
            return part, _problem(part, "v", f"Another build of Onefold stored version {version}; {known}.")
        try:
            return part | {"v": kind.version, self.content: kind.upgrade(content, version)}, None
        except UpgradeFailed as error:
            return part, _problem(part, self.content, f"{error}.")


def _problem(part: Mapping[str, Any], param: str, message: str) -> DraftProblem:
    return DraftProblem(code="unreadable", node_id=str(part.get("id")), param=param, message=message)


class StoredUnreadable(Exception):
    """What is stored has a form that this build does not know; `problems` says where."""

    def __init__(self, problems: Sequence[DraftProblem]) -> None:
        super().__init__(problems[0].message)
        self.problems = list(problems[:MAX_UNREADABLE])


def read_stored(model: type[M], stored: Any, problems: Sequence[DraftProblem] = (), *, field: str | None = None) -> M:
    """Return what is stored as this model; raises StoredUnreadable, also for problems that were found before.

    `field` is where the draft as a whole has it.
    """
    if problems:
        raise StoredUnreadable(problems)
    try:
        return model.model_validate(stored)
    except ValidationError as error:
        wrong = describe_errors(error.errors(include_url=False)[:MAX_UNREADABLE], model)
        raise StoredUnreadable([_unreadable(stored, one, field) for one in wrong]) from error


def _unreadable(stored: Any, wrong: InputError, around: str | None) -> DraftProblem:
    """Return what is wrong with stored JSON as a problem of the part it is in."""
    node_id, path, at = None, [around] if around else [], stored
    for step in wrong.loc:
        if not isinstance(at, dict | list):
            break  # the rest names what of a union was tried
        path.append(str(step))
        inside = at.get(step) if isinstance(at, dict) else None
        at = at[step] if isinstance(at, list) and isinstance(step, int) else inside
        if isinstance(at, dict) and isinstance(at.get("id"), str):
            node_id, path = at["id"], []
    field = ".".join(path)
    unknown = wrong.type == "extra_forbidden"
    said = "this build does not know the field" if unknown else f"this build cannot read it: {wrong.message}"
    message = f"Another build of Onefold stored {field or 'this'}; {said}."
    return DraftProblem(code="unreadable", node_id=node_id, param=field or None, message=message)
