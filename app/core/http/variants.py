"""Describes a part of a draft by what may stand there: kinds of nodes with their params, components with their props.

The server takes any JSON of the right form, for a draft may be wrong. The document says what is right, so that the
clients' compilers find a misspelt kind or param.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from app.core.http.openapi import REF

Schemas = dict[str, Any]
EXPRESSION = "Expression"
_SCHEMA = {
    "type": "string",
    "pattern": r"\{\{",
    "description": "A text with `{{ expressions }}`, in place of a value: it gives the value when it is needed.",
}


@dataclass(frozen=True, slots=True)
class DraftVariant:
    """One thing that may stand there: its `value` of the tag, the name of its schema, and the model of what it takes.

    `more` are members that only some variants have.
    """

    value: str
    name: str
    model: type[BaseModel]
    description: str
    more: Mapping[str, Any] = field(default_factory=dict)


def describe_variants(
    schemas: Schemas, name: str, tag: str, member: str, variants: Sequence[DraftVariant]
) -> Schemas:
    """Make the schema `name` a union of the variants by `tag`, each with its model in `member`.

    Returns the schemas of the models, which may still be widened by expressions.
    """
    generic = schemas[name]
    own = {tag, member, *(key for variant in variants for key in variant.more)}
    shared = f"{name}Fields"
    schemas[shared] = {
        "type": "object",
        "description": f"What every {name} may have.",
        "properties": {key: value for key, value in generic["properties"].items() if key not in own},
        "required": [key for key in generic["required"] if key not in own],
    }
    models: Schemas = {}
    for variant in variants:
        models[variant.value] = add_model(schemas, variant.model)
        reference = {"$ref": f"{REF}{variant.model.__name__}"}
        schemas[variant.name] = {
            "allOf": [
                {"$ref": f"{REF}{shared}"},
                {
                    "type": "object",
                    "properties": {
                        tag: {"type": "string", "const": variant.value},
                        member: reference,
                        **variant.more,
                    },
                    "required": [tag, *([member] if models[variant.value].get("required") else [])],
                },
            ],
            "description": variant.description,
        }
    mapping = {variant.value: f"{REF}{variant.name}" for variant in variants}
    schemas[name] = {
        "oneOf": [{"$ref": reference} for reference in mapping.values()],
        "discriminator": {"propertyName": tag, "mapping": mapping},
        "description": generic["description"],
    }
    return models


def add_model(schemas: Schemas, model: type[BaseModel]) -> Schemas:
    """Return the schema of a model, which is now among the schemas with those it needs."""
    schema = model.model_json_schema(ref_template=REF + "{model}")
    for name, found in {**schema.pop("$defs", {}), model.__name__: schema}.items():
        if found.get("description") != schemas.setdefault(name, found).get("description"):
            raise ValueError(f"two schemas are named {name}")
    added: Schemas = schemas[model.__name__]
    return added


def take_expressions(schemas: Schemas, schema: Schemas, *, deep: bool) -> None:
    """Let each member of an object also be an expression, except those marked `x-literal`; what is text may hold one.

    `deep`: in its parts too.
    """
    schemas.setdefault(EXPRESSION, dict(_SCHEMA))
    _Widening(schemas, deep).widen_members(schema)


@dataclass(frozen=True, slots=True)
class _Widening:
    schemas: Schemas
    deep: bool
    done: set[str] = field(default_factory=set)

    def widen_members(self, schema: Schemas) -> None:
        for key, value in schema.get("properties", {}).items():
            if "x-literal" not in value and "const" not in value:
                schema["properties"][key] = self.widened(value)

    def widened(self, schema: Schemas) -> Schemas:
        """Return a schema that an expression fits as well."""
        if self.deep:
            schema = self.with_parts_widened(schema)
        choices = schema.get("anyOf", [schema])
        if any(self.takes_text(choice) for choice in choices):
            return schema
        noted: Schemas = {key: schema[key] for key in ("title", "description", "default") if key in schema}
        bare = [{key: value for key, value in choice.items() if key not in noted} for choice in choices]
        return {"anyOf": [*bare, {"$ref": REF + EXPRESSION}], **noted}

    def takes_text(self, schema: Schemas) -> bool:
        """Return whether any text is right: as a string without further rules, or as any JSON."""
        if "$ref" in schema:
            name = schema["$ref"].removeprefix(REF)
            return name == EXPRESSION or self.takes_text(self.schemas[name])
        if schema.get("type") == "string":
            return not {"enum", "const", "pattern", "format"} & schema.keys()
        return not {"type", "anyOf", "oneOf", "enum", "const"} & schema.keys()

    def with_parts_widened(self, schema: Schemas) -> Schemas:
        parts: Schemas = {}
        for key in ("anyOf", "oneOf"):
            if key in schema:
                parts[key] = [self.with_parts_widened(choice) for choice in schema[key]]
        for key in ("items", "additionalProperties"):
            if isinstance(schema.get(key), dict):
                parts[key] = self.widened(schema[key])
        if "$ref" in schema and (name := schema["$ref"].removeprefix(REF)) not in self.done:
            self.done.add(name)
            self.widen_members(self.schemas[name])
        return schema | parts
