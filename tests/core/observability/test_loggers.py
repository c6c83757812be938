"""The loggers of the app are one tree: `onefold.` and the path of the module."""

import ast
from pathlib import Path

APP = Path(__file__).parents[3] / "app"


def test_each_logger_has_the_name_of_its_module() -> None:
    found: dict[str, str] = {}
    for path in APP.rglob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.Assign) and "get_logger" in ast.unparse(node.value):
                found[".".join(("onefold", *path.relative_to(APP).with_suffix("").parts))] = ast.unparse(node)
    assert len(found) > 20
    assert found == {name: f"log = structlog.get_logger('{name}')" for name in found}
