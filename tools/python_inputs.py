"""The types of the Python client for what callers give: of parameters, of the fields of bodies, and a TypedDict for
each schema that a body is made of, so that plain dicts are checked as well as models are."""

import keyword
from collections.abc import Collection, Iterator
from typing import Any

REF = "#/components/schemas/"
Schema = dict[str, Any]


class Types:
    """Writes the schemas of one document as Python types; `inputs` collects those that need a TypedDict.

    `modelled` are those that have a model too.
    """

    def __init__(self, schemas: dict[str, Schema], modelled: Collection[str]) -> None:
        self.schemas = schemas
        self._modelled = modelled
        self.inputs: dict[str, None] = {}

    def type_of(self, schema: Schema) -> str:
        """Return the type of what a caller may give for a schema."""
        if "$ref" in schema:
            return self._named(str(schema["$ref"]).removeprefix(REF))
        for union in ("anyOf", "oneOf"):
            if union in schema:
                return _union(self.type_of(variant) for variant in schema[union])
        if len(schema.get("allOf", [])) == 1:
            return self.type_of(schema["allOf"][0])
        if "const" in schema:
            return f"Literal[{schema['const']!r}]"
        if "enum" in schema:
            return f"Literal[{', '.join(map(repr, schema['enum']))}]"
        match schema.get("type"):
            case "array":
                return f"Sequence[{self.type_of(schema.get('items', {}))}]"
            case "object":
                values = schema.get("additionalProperties", True)
                return f"Mapping[str, {self.type_of(values) if isinstance(values, dict) else 'Any'}]"
            case "string":
                return {"uuid": "UUID | str", "date-time": "datetime"}.get(schema.get("format", ""), "str")
            case "integer":
                return "int"
            case "number":
                return "float"
            case "boolean":
                return "bool"
            case "null":
                return "None"
        return "Any"

    def _named(self, name: str) -> str:
        schema = self.schemas[name]
        if "enum" in schema:
            return f"models.{name}"
        if not {"properties", "allOf"} & schema.keys() and "discriminator" not in schema:
            return self.type_of(schema)
        self.inputs[name] = None
        return f"models.{name} | {name}Dict" if name in self._modelled else f"{name}Dict"

    def write_inputs(self) -> str:
        """Return a module with the TypedDict of each schema that was met, and of those that it holds."""
        written: dict[str, str] = {}
        while missing := [name for name in self.inputs if name not in written]:
            for name in missing:
                written[name] = self._typed_dict(name)
        return (
            '"""What a caller may give as a plain dict in place of a model. Generated."""\n\n'
            "from __future__ import annotations\n\n"
            "from collections.abc import Mapping, Sequence\nfrom datetime import datetime\n"
            "from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypeAlias, TypedDict\n"
            "from uuid import UUID\n\n"
            "if TYPE_CHECKING:\n    from . import models\n\n"
        ) + "\n\n".join(written[name] for name in sorted(written))

    def _typed_dict(self, name: str) -> str:
        schema = self.schemas[name]
        if "discriminator" in schema:
            return f'{name}Dict: TypeAlias = "{self.type_of(schema)}"\n'
        parts = self._parts(schema)
        required = [field for part in parts for field in part.get("required", [])]
        members: Schema = {field: part for each in parts for field, part in each["properties"].items()}
        fields = {
            field: self.type_of(part) if field in required else f"NotRequired[{self.type_of(part)}]"
            for field, part in members.items()
        }
        if any(keyword.iskeyword(field) or not field.isidentifier() for field in fields):
            entries = "".join(f'    "{field}": "{type}",\n' for field, type in fields.items())
            return f'{name}Dict = TypedDict("{name}Dict", {{\n{entries}}})\n'
        lines = [f"class {name}Dict(TypedDict):", *_docstring(schema)]
        for field, type in fields.items():
            lines.append(f"    {field}: {type}")
            lines += _docstring(members[field])
        return "\n".join(lines) + "\n"

    def _parts(self, schema: Schema) -> list[Schema]:
        """Return the schemas whose members an object has."""
        return [
            self.schemas.get(str(part.get("$ref", "")).removeprefix(REF), part)
            for part in schema.get("allOf", [schema])
        ]


def _docstring(schema: Schema) -> list[str]:
    text = schema.get("description", "").replace("\\", "\\\\").replace('"""', "'''")
    return [f'    """{text}"""' if not text.endswith('"') else f'    """{text} """'] if text else []


def _union(types: Iterator[str]) -> str:
    parts = dict.fromkeys(part for type in types for part in _split(type))
    return "Any" if "Any" in parts else " | ".join(parts)


def _split(type: str) -> list[str]:
    """Return the variants of a union, whose own brackets may hold unions too."""
    parts, depth, begin = [], 0, 0
    for place, character in enumerate(type):
        depth += (character == "[") - (character == "]")
        if character == "|" and not depth:
            parts.append(type[begin:place].strip())
            begin = place + 1
    return [*parts, type[begin:].strip()]
