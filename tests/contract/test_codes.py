"""Every code that a client can switch on stands in a test: one that nobody asserts may change unseen."""

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import app as package
from app.core.errors import OnefoldError

APP = Path(package.__file__).parent
TESTS = APP.parent / "tests"
CODE = re.compile(r"[a-z]+(_[a-z0-9]+)*")


def error_classes(kind: type[OnefoldError] = OnefoldError) -> Iterator[type[OnefoldError]]:
    """Yield every subclass of an error that has been imported."""
    for child in kind.__subclasses__():
        yield child
        yield from error_classes(child)


def literals(node: ast.expr | None) -> Iterator[str]:
    """Yield the strings that an expression can be: a literal, or either branch of a conditional."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def codes_by_position(tree: ast.Module) -> dict[str, int]:
    """Return the functions and classes of a module that take a parameter `code` by position, and which one it is."""
    found: dict[str, int] = {}
    for owner in ast.walk(tree):
        for function in ast.iter_child_nodes(owner):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                names = [argument.arg for argument in function.args.args if argument.arg not in ("self", "cls")]
                if "code" in names:
                    is_class = isinstance(owner, ast.ClassDef) and function.name == "__init__"
                    found[owner.name if is_class else function.name] = names.index("code")
    return found


def names_called(tree: ast.Module) -> Iterator[str]:
    """Yield the names of all functions and classes that a module calls."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                yield name


def codes_in(tree: ast.Module, positions: dict[str, int]) -> Iterator[str]:
    """Yield the codes that a module names: as `code = …`, `code=…`, `{"code": …}` or an argument named `code`."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id="code")], value=value) | ast.keyword(arg="code", value=value):
                yield from literals(value)
            case ast.AnnAssign(target=ast.Name(id="code"), value=value):
                yield from literals(value)
            case ast.Dict(keys=keys, values=values):
                for key, value in zip(keys, values, strict=True):
                    if isinstance(key, ast.Constant) and key.value == "code":
                        yield from literals(value)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=arguments):
                if len(arguments) > positions.get(name, len(arguments)):
                    yield from literals(arguments[positions[name]])


def every_code() -> dict[str, set[str]]:
    """Return every code that the app can answer, with the modules that name it."""
    found: dict[str, set[str]] = defaultdict(set)
    for module in pkgutil.walk_packages([str(APP)], "app."):
        importlib.import_module(module.name)
    paths = sorted(APP.rglob("*.py"))
    trees = [ast.parse(path.read_text()) for path in paths]
    made = {name for tree in trees for name in names_called(tree)}
    for error in error_classes():
        # One that only groups others, and is never raised itself, reaches nobody.
        if error.__name__ in made or not error.__subclasses__():
            found[error.code].add(error.__module__)
    positions = [codes_by_position(tree) for tree in trees]
    # Classes are raised everywhere; a function's name counts where it is defined.
    classes = {name: place for found in positions for name, place in found.items() if name[0].isupper()}
    for path, tree, own in zip(paths, trees, positions, strict=True):
        for code in codes_in(tree, classes | own):
            if CODE.fullmatch(code):
                found[code].add(str(path.relative_to(APP)))
    return found


def test_every_code_is_asserted_somewhere() -> None:
    own = Path(__file__)
    texts = [path.read_text() for path in TESTS.rglob("*") if path.suffix in (".py", ".json", ".mjs") and path != own]
    codes = every_code()
    assert len(codes) > 100
    unasserted = {code: places for code, places in codes.items() if not any(f'"{code}"' in text for text in texts)}
    assert unasserted == {}
