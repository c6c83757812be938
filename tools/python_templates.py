"""The templates of openapi-python-client, mended where what they make fails its user.

Each edit names the text that it replaces in the installed template, so that a newer generator fails here, not later.
"""

from importlib.resources import files
from pathlib import Path

Edits = dict[str, list[tuple[str, str]]]

_NO_UNSET_HEADERS = """\
{{ guarded_statement(parameter, parameter.python_name, statement) }}
    {% endfor %}
"""

_HELPERS = '''

async def read_async(payload: BinaryIO) -> AsyncIterator[bytes]:
    """Yield what a file holds, read in a thread."""
    import asyncio

    while chunk := await asyncio.to_thread(payload.read, 65_536):
        yield chunk


def read_time(text: str) -> datetime:
    """Return a time of an answer, aware and in UTC; raises ValueError for what is none."""
    return datetime.fromisoformat(text).astimezone(UTC)


def write_time(moment: datetime) -> str:
    """Return a time as it is sent; raises ValueError for one without a time zone, which could be anybody's."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone: use datetime.now(UTC) or .replace(tzinfo=UTC).")
    return moment.astimezone(UTC).isoformat()


__all__ = [
    "UNSET", "File", "FileTypes", "RequestFiles", "Response", "Unset", "read_async", "read_time", "write_time"
]'''

EDITS: Edits = {
    # A header whose value is None is not sent; a parameter of a query is already treated so.
    "endpoint_macros.py.jinja": [
        (
            _NO_UNSET_HEADERS,
            _NO_UNSET_HEADERS + "headers = {k: v for k, v in headers.items() if v is not None}\n",
        ),
        # The summary repeats the function's name.
        (
            "{% if endpoint.summary %}{{ endpoint.summary | safe_for_docstring | wordwrap(100)}}\n\n{% endif -%}\n"
            "{%- if endpoint.description %} {{",
            "{% if endpoint.description %}{{",
        ),
        (
            "    {% endfor %}\n\n{% endif %}\n"
            "Raises:\n    errors.UnexpectedStatus: If the server returns an undocumented status code and"
            " Client.raise_on_unexpected_status is True.\n"
            "    httpx.TimeoutException: If the request takes longer than Client.timeout.\n\n"
            "Returns:\n{% if is_detailed %}\n    Response[{{ return_string | safe_for_docstring }}]\n"
            "{% else %}\n    {{ return_string | safe_for_docstring }}\n{% endif %}\n",
            "    {% endfor %}\n{% endif %}\n",
        ),
    ],
    "endpoint_module.py.jinja": [
        # A fixed boundary cuts a file that holds it; httpx draws one that nothing holds.
        ('    headers["Content-Type"] = "multipart/form-data; boundary=+++"\n', ""),
        # What a file is, is said by the file.
        (
            '{% else %}\n    headers["Content-Type"] = "{{ body.content_type | in_double_quote_literal }}"',
            '{% elif body.body_type == "content" %}\n    headers["Content-Type"] = body.mime_type or '
            '"{{ body.content_type | in_double_quote_literal }}"\n'
            '{% else %}\n    headers["Content-Type"] = "{{ body.content_type | in_double_quote_literal }}"',
        ),
        # An asynchronous client cannot send a file that is read synchronously.
        (
            "    response = await client.get_async_httpx_client()",
            '    {% if endpoint.bodies and endpoint.bodies[0].body_type == "content" %}\n'
            '    kwargs["content"] = read_async(body.payload)\n    {% endif %}\n'
            "    response = await client.get_async_httpx_client()",
        ),
        ("from ...types import Response, UNSET\n", "from ...types import Response, UNSET, read_async, write_time\n"),
    ],
    "property_templates/file_property.py.jinja": [
        (
            "     payload = BytesIO({{ source }})\n",
            "     payload = BytesIO({{ source }}){% if source == 'response.content' %},\n"
            '     mime_type = response.headers.get("content-type"){% endif %}\n',
        ),
    ],
    # Dates are aware and in UTC both ways.
    "property_templates/datetime_property.py.jinja": [
        ("datetime.datetime.fromisoformat({{ source }})", "read_time({{ source }})"),
        ('source + ".isoformat()"', '"write_time(" + source + ")"'),
    ],
    "model.py.jinja": [
        ("from ..types import UNSET, Unset\n", "from ..types import UNSET, Unset, read_time, write_time\n"),
        # Fields that an answer leaves out have their defaults.
        ("        d = dict(src_dict)\n", '        d = {**DEFAULTS.get("{{ class_name }}", {}), **src_dict}\n'),
        ("\nT = TypeVar(", "\nfrom ..defaults import DEFAULTS\n\nT = TypeVar("),
    ],
    # An answer that is not in the document is an error, and so is a server that does not answer.
    "client.py.jinja": [
        ('default="field(default=False, kw_only=True)"', 'default="field(default=True, kw_only=True)"'),
        (
            "_timeout: httpx.Timeout | None = field(default=None, ",
            "_timeout: httpx.Timeout | None = field(default=httpx.Timeout(30.0), ",
        ),
        # Typed so that strict checkers take it.
        ("get_httpx_client().__exit__(*args, **kwargs)", "get_httpx_client().close()"),
        ("get_async_httpx_client().__aexit__(*args, **kwargs)", "get_async_httpx_client().aclose()"),
    ],
    "types.py.jinja": [
        (
            "from typing import BinaryIO, Generic, TypeVar, Literal, IO\n",
            "from typing import BinaryIO, Generic, TypeVar, Literal, IO\n"
            "from collections.abc import AsyncIterator\nfrom datetime import UTC, datetime\n",
        ),
        ('__all__ = ["UNSET", "File", "FileTypes", "RequestFiles", "Response", "Unset"]', _HELPERS),
    ],
    # What a newer server says besides the variants that this client knows is handed on as it is.
    "property_templates/union_property.py.jinja": [
        (
            " and (not loop.last or ns.contains_unmodified_properties) %}",
            " %}",
        ),
        (
            "    {% if ns.contains_unmodified_properties %}\n    return cast(",
            "    {% if ns.contains_unmodified_properties or ns.only_tried %}\n    return cast(",
        ),
        (
            "namespace(contains_unmodified_properties = false)",
            "namespace(contains_unmodified_properties = false, only_tried = true)",
        ),
        (
            "    {% else  %}{# Don't do try/except",
            "    {% else  %}{% set ns.only_tried = false %}{# Don't do try/except",
        ),
    ],
}


def write_templates(folder: Path) -> None:
    """Write the edited templates into a folder, beside those that are wholly ours."""
    original = files("openapi_python_client") / "templates"
    for name, edits in EDITS.items():
        text = (original / name).read_text(encoding="utf-8")
        for old, new in edits:
            if old not in text:
                raise SystemExit(f"The template {name} of openapi-python-client no longer holds:\n{old}")
            text = text.replace(old, new)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
