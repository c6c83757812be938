"""A good body for each operation that takes JSON, with every field of it filled; tests put bad values in their place.

A test fails when an operation or a field of the OpenAPI document is missing here.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.core.db.database import utc_now
from tests.workflows.graphs import HELLO

MARK = "@hole@"
HOLE = json.dumps(MARK).encode()
PASSWORD = "correct horse battery"
GRAPH = HELLO | {"nodes": [node | {"v": 1} for node in HELLO["nodes"]], "timeout_s": 60}
TREE = {
    "root": {"children": [{"id": "a", "type": "Text", "props": {"text": "Hello"}}]},
    "params": [
        {
            "name": "q",
            "from": "query",
            "type": "string",
            "default": "x",
            "choices": ["x"],
            "max_length": 9,
            "canonical": True,
        }
    ],
    "data": [{"name": "d", "query": "papers", "args": {"n": "x"}, "ttl_seconds": 5, "must_exist": True}],
    "variables": [{"scope": "page", "name": "v", "type": "string", "default": "x"}],
    "sitemap_query": "papers",
}
COLUMN = {"name": "note", "type": "text", "required": False, "unique": False, "default": "none"}
QUERY = {"sql": "SELECT :n AS n", "params": [{"name": "n", "type": "text", "required": False, "default": "x"}]}
COLOR_NAMES = (
    "page surface field muted line line_strong ink ink_soft ink_faint accent accent_strong accent_soft accent_text"
)
COLORS = dict.fromkeys(f"{COLOR_NAMES} on_accent inverse on_inverse danger good".split())
FONT = {"stack": "sans", "files": [{"src": "/files/site/inter.woff2", "weight": "400", "style": "normal"}]}
SITE = {
    "name": "Papers",
    "preset": "paper",
    "tokens": {
        "scheme": "auto",
        "colors": {"light": COLORS | {"accent": "#4040c8"}, "dark": COLORS | {"accent": "#5252e0"}},
        "fonts": {"body": FONT, "heading": FONT, "mono": FONT},
        "type_scale": {
            "base": 17,
            "ratio": 1.2,
            "leading": 1.6,
            "heading_weight": 700,
            "heading_tracking": -0.02,
        },
        "space": 1,
        "radius": {"base": 10, "control": "same"},
        "shadow": "soft",
    },
    "logo": {"src": "/files/site/logo.svg", "alt": "Papers", "width": 120, "height": 40},
    "favicon": "/files/site/icon.svg",
    "lang": "en",
    "words": {"fr": {"Next": "Suivant"}},
    "head": {
        "title_suffix": " · Papers",
        "description": "x",
        "image": "/files/site/card.png",
        "noindex": False,
        "twitter": "@papers",
        "google_verification": "x",
        "bing_verification": "x",
    },
}
SEO = {
    "description": "x",
    "image": "https://example.com/a.png",
    "image_alt": "x",
    "image_width": 1200,
    "image_height": 630,
    "type": "article",
    "lang": "en",
    "noindex": True,
    "alternates": [{"lang": "de", "url": "/p/papiere"}],
    "structured": [
        {"type": "article", "headline": "x", "author": "x", "published": "2026-01-01", "modified": "2026-01-02"},
        {"type": "faq", "questions": [{"question": "x", "answer": "x"}]},
        {"type": "breadcrumbs", "items": [{"name": "x", "url": "/p/x"}]},
        {"type": "organization", "name": "x", "logo": "/files/a/b.png", "same_as": ["https://example.com/"]},
    ],
}
SOON = (utc_now() + timedelta(days=30)).isoformat()

BODIES: dict[str, Any] = {
    "create_first_owner": {"token": "t" * 43, "email": "first@example.com", "password": PASSWORD},
    "login": {"email": "nobody@example.com", "password": PASSWORD},
    "change_password": {"current_password": PASSWORD, "new_password": "a different horse"},
    "create_user": {"email": "new@example.com", "password": PASSWORD, "role": "viewer"},
    "update_user": {"password": PASSWORD, "role": "editor", "suspended": False},
    "create_api_key": {
        "name": "nightly",
        "scopes": ["actions:run"],
        "cidrs": ["203.0.113.0/24"],
        "expires_at": SOON,
    },
    "create_data_source": {"name": "papers", "kind": "sqlite", "url": "papers.sqlite"},
    "update_data_source": {"url": "papers.sqlite"},
    "create_table": {"name": "papers", "columns": [COLUMN]},
    "add_column": COLUMN,
    "create_row": {"values": {"title": "x", "extra": {"deep": ["x"]}}},
    "update_row": {"values": {"title": "y", "extra": {"deep": ["y"]}}},
    "create_query": {"name": "papers", "source": "local", "mode": "read", **QUERY},
    "update_query": {"mode": "read", **QUERY},
    "run_query": {"params": {"n": "x"}},
    "create_workflow": {"name": "hello", "draft": GRAPH, "settings": {"colour": "red"}},
    "update_workflow": {"name": "hello", "settings": {"colour": "red"}},
    "replace_workflow_draft": GRAPH,
    "execute_workflow": {"input": {"name": "Ada"}, "target": "published", "wait_seconds": 0},
    "resume_execution": {"node_id": "greet", "iteration": [0], "action": "complete", "output": {"x": "y"}},
    "create_secret": {"name": "PAPERS", "value": "hidden away"},
    "update_secret": {"value": "hidden away"},
    "set_variable": {"value": "https://example.com"},
    "preview_schedule": {"cron": "30 8 * * mon-fri", "every_s": None, "timezone": "Europe/Berlin"},
    "create_page": {
        "slug": "papers",
        "title": "Papers",
        "draft": TREE,
        "access": "public",
        "is_home": False,
        "role": "error",
        "seo": SEO,
    },
    "update_site": SITE,
    "update_page": {
        "slug": "house",
        "title": "House",
        "access": "public",
        "is_home": False,
        "role": None,
        "seo": SEO,
    },
    "save_page_draft": TREE,
    "schedule_page": {"publish_at": None, "unpublish_at": SOON},
    "create_preview_token": {"version": None, "expires_in": 60},
    "render_page": {
        "root": [{"id": "a", "type": "Text", "props": {"text": "Hi"}}],
        "only": ["a"],
        "ancestors": [{"id": "s", "type": "Section", "props": {}}],
        "data": "sample",
        "state": {"params": {"x": 1}, "page": {"x": 1}, "session": {"x": 1}, "cookies": {"x": 1}},
    },
    "create_redirect": {"path": "/p/old-papers", "to": "https://example.com/papers", "status": 301},
    "update_redirect": {"path": "/p/old-house", "to": "https://example.com/house", "status": 302},
    "create_bucket": {"name": "papers", "public": False},
    "update_bucket": {"public": False},
    "copy_object": {"from": "a.txt", "to": "b.txt", "to_bucket": "house", "overwrite": True},
    "move_object": {"from": "b.txt", "to": "c.txt", "to_bucket": "house", "overwrite": True},
    "sign_object_url": {"key": "a.txt", "method": "GET", "expires_in": 60},
    "call_webhook_post": {"name": "Ada"},
    "call_webhook_put": {"name": "Ada"},
    "call_webhook_patch": {"name": "Ada"},
}


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A body of an operation with one bad value in it; `name` says where."""

    name: str
    content: bytes


def spoil(operation: str, value: bytes) -> Iterator[Spoilt]:
    """Yield the body once for each of its places, with the JSON text `value` there: in place of the whole body, of
    each value in it, and, when it is a string, as one more key of each object."""
    spoilt = list(_with_hole(BODIES[operation]))
    if value.startswith(b'"'):
        spoilt += [((*name, "(key)"), body) for name, body in _with_key(BODIES[operation])]
    for name, body in spoilt:
        yield Spoilt(".".join([operation, *name]), json.dumps(body).encode().replace(HOLE, value))


def _with_hole(body: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield (), MARK
    for key, value in _children(body):
        for name, changed in _with_hole(value):
            yield (str(key), *name), _replaced(body, key, changed)


def _with_key(body: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(body, dict):
        yield (), body | {MARK: "x"}
    for key, value in _children(body):
        for name, changed in _with_key(value):
            yield (str(key), *name), _replaced(body, key, changed)


def _children(body: Any) -> list[tuple[Any, Any]]:
    return list(body.items()) if isinstance(body, dict) else list(enumerate(body)) if isinstance(body, list) else []


def _replaced(body: Any, key: Any, value: Any) -> Any:
    copy = body.copy()
    copy[key] = value
    return copy
