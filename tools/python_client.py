"""Generate the Python client from the API's document: with openapi-python-client, and what it does not write."""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tools.python_inputs import REF, Schema
from tools.python_namespaces import Writer
from tools.python_templates import write_templates
from tools.python_types import error_codes, plain_document

SOURCES = Path(__file__).parents[1] / "clients/python"


def generate_python(document_path: Path, package: Path) -> None:
    """Write the package of the client; ends the program with the generator's output when it fails."""
    full: dict[str, Any] = json.loads(document_path.read_text(encoding="utf-8"))
    document = plain_document(full)
    defaults = fill_answers(document)
    with TemporaryDirectory() as folder:
        templates = Path(folder) / "templates"
        templates.mkdir()
        write_templates(templates)
        for own in (SOURCES / "templates").iterdir():
            (templates / own.name).write_text(own.read_text(encoding="utf-8"), encoding="utf-8")
        filled = Path(folder) / "openapi.json"
        filled.write_text(json.dumps(document), encoding="utf-8")
        _run(
            *(sys.executable, "-m", "openapi_python_client", "generate", "--fail-on-warning", "--meta", "none"),
            *("--path", str(filled), "--config", str(SOURCES / "config.yaml")),
            *("--custom-template-path", str(templates), "--output-path", str(package)),
        )
    writer = Writer(document, full)
    version = f'VERSION = "{document["info"]["version"]}"'
    modules = {
        "namespaces": writer.write(asynchronous=False),
        "async_namespaces": writer.write(asynchronous=True),
        "error_codes": error_codes(full),
        "inputs": writer.types.write_inputs(),
        "defaults": _write_defaults(defaults),
        "event_types": _write_event_types(document["components"]["schemas"]),
        "version": f'"""The version of the server that this client was made for. Generated."""\n\n{version}\n',
    }
    for name, text in modules.items():
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    (package / "py.typed").touch()
    written = [str(package / f"{name}.py") for name in modules]
    _run("ruff", "check", "--isolated", "--no-cache", "--quiet", "--fix-only", "--extend-select=I", *written)
    _run("ruff", "format", "--isolated", "--no-cache", "--quiet", "--line-length", "118", *written)


def fill_answers(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Make every field of what only answers hold required; return what stands for those that an answer leaves out.

    So no field of an answer is ever unset, also in what an older server sends.
    """
    schemas: dict[str, Schema] = document["components"]["schemas"]
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    given = _reached([operation.get("requestBody", {}) for operation in operations], schemas)
    defaults: dict[str, dict[str, Any]] = {}
    for name in _reached([operation["responses"] for operation in operations], schemas) - given:
        schema = schemas[name]
        required = schema.get("required", [])
        for field, part in schema.get("properties", {}).items():
            if field not in required and (default := _default(part)) is not _NONE:
                defaults.setdefault(name, {})[field] = default
                part.pop("default", None)
                schema["required"] = [*schema.get("required", []), field]
    return defaults


_NONE = object()


def _default(schema: Schema) -> object:
    """Return what stands for a value that is left out; _NONE where there is nothing like it."""
    if "default" in schema:
        return schema["default"]
    variants = schema.get("anyOf", [schema])
    if any(variant.get("type") == "null" or not _is_typed(variant) for variant in variants):
        return None
    empty: dict[str, object] = {"array": [], "object": {}}
    return empty.get(schema.get("type", ""), _NONE)


def _is_typed(schema: Schema) -> bool:
    """Return whether a schema says more than that there is JSON."""
    if "$ref" in schema:
        return not str(schema["$ref"]).endswith("/JsonValue")
    return not {"type", "enum", "const", "anyOf", "oneOf", "allOf"}.isdisjoint(schema)


def _reached(start: Any, schemas: dict[str, Schema]) -> set[str]:
    """Return the names of the schemas that a part of the document refers to, and of those that they refer to."""
    found: set[str] = set()
    pending = [start]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            name = str(value.get("$ref", "")).removeprefix(REF)
            if name in schemas and name not in found:
                found.add(name)
                pending.append(schemas[name])
            pending += value.values()
        elif isinstance(value, list):
            pending += value
    return found


def _write_defaults(defaults: dict[str, dict[str, Any]]) -> str:
    lines = "".join(f"    {name!r}: {fields!r},\n" for name, fields in sorted(defaults.items()))
    return (
        '"""What stands for the fields that an answer leaves out. Generated."""\n\n'
        f"from typing import Any, Final\n\nDEFAULTS: Final[dict[str, dict[str, Any]]] = {{\n{lines}}}\n"
    )


def _write_event_types(schemas: dict[str, Schema]) -> str:
    """Return a module that says which events the client knows, and which of them end a run."""
    named = schemas["ExecutionEvent"]["discriminator"]["mapping"]
    models = {type: reference.removeprefix(REF) for type, reference in named.items()}
    imports = "".join(f"    {model},\n" for model in sorted(models.values()))
    union = "\n    | ".join(models.values())
    entries = "".join(f'    "{type}": {model},\n' for type, model in models.items())
    terminal = "".join(f"    {model},\n" for model in models.values() if schemas[model].get("x-terminal", False))
    return (
        '"""Every event that this client knows by its type, and those that end a run. Generated."""\n\n'
        f"from typing import Final\n\nfrom .models import (\n{imports})\n\n"
        f"ExecutionEvent = (\n    {union}\n)\n\n"
        f"MODELS: Final[dict[str, type[ExecutionEvent]]] = {{\n{entries}}}\n"
        f"TERMINAL: Final = (\n{terminal})\n"
    )


def _run(*command: str) -> None:
    # The generator calls ruff by its name.
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        sys.exit(f"{done.stdout}\n{' '.join(command)} failed")
