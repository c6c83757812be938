"""What a name promises: `find_…` may return None, `get_…` returns the thing or raises, `list_…` returns them all.

No two classes and no two types have one name.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

APP = Path(__file__).parents[2] / "app"


def functions() -> Iterator[tuple[str, str, set[str]]]:
    """Yield each function and method of the app: where it is, its name without `_`, what it can return."""
    for path in sorted(APP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is not None:
                yield (
                    f"{path.relative_to(APP.parent)}:{node.lineno} {node.name}",
                    node.name.lstrip("_"),
                    members_of(node.returns),
                )


def members_of(annotation: ast.expr) -> set[str]:
    """Return the parts of a union, as they are written."""
    return {part.strip() for part in ast.unparse(annotation).strip("'").split(" | ")}


def test_find_may_return_nothing() -> None:
    found = [(place, returned) for place, name, returned in functions() if name == "find" or name.startswith("find_")]
    assert len(found) > 15
    assert [place for place, returned in found if "None" not in returned] == []


def test_get_returns_it_or_raises() -> None:
    found = [(place, returned) for place, name, returned in functions() if name.startswith("get_")]
    assert len(found) > 40
    assert [place for place, returned in found if "None" in returned] == []


def test_several_things_are_listed() -> None:
    several = ("list[", "Sequence[", "set[", "Iterator[")
    found = [(place, returned) for place, name, returned in functions() if name.startswith(("find_", "get_"))]
    assert [place for place, returned in found if any(part.startswith(several) for part in returned)] == []


def test_a_name_is_of_one_class_or_type() -> None:
    places: dict[str, list[str]] = {}
    for path in sorted(APP.rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(path.name)
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                name = node.targets[0].id
                if name[0].isupper() and not name.isupper():
                    places.setdefault(name, []).append(path.name)
    assert len(places) > 400
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def test_what_makes_a_schema_of_a_row_is_called_to_read_and_no_router_has_it() -> None:
    """A router only lets a schema read a row's fields; where there is more to do, the service does it."""
    found = []
    for path in sorted(APP.rglob("router.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            made = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            defined = node.name if isinstance(node, ast.FunctionDef) else ""
            if made.endswith("Read") or re.fullmatch(r"_?to_(\w+_)?read", defined):
                found.append(f"{path.parent.name}/router.py: {made}{defined}")
    assert found == []
