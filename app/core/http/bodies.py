"""Reads the bodies of HTTP messages as JSON values, by their content type and charset."""

import base64
import codecs
import json
from email.message import Message

from pydantic import JsonValue

from app.core.text import check_storable, check_text, storable_text

_TEXT_TYPES = frozenset(
    {
        "application/graphql",
        "application/javascript",
        "application/sql",
        "application/toml",
        "application/x-sh",
        "application/x-www-form-urlencoded",
        "application/x-yaml",
        "application/xml",
        "application/xml-dtd",
        "application/yaml",
    }
)
_JSON_LINES = frozenset(
    {
        "application/json-lines",
        "application/jsonl",
        "application/jsonlines",
        "application/ndjson",
        "application/x-jsonlines",
        "application/x-ndjson",
    }
)
UNREADABLE_JSON = "The body is not JSON in UTF-8, or is nested too deeply."
"""What is said of JSON that cannot be parsed anywhere."""
_JSON_REASONS = {
    "Expecting ',' delimiter": "expecting a comma, or the end of the list or object",
    "Expecting value": "expecting a string in double quotes, a number, true, false, null, a list or an object",
    "Expecting ':' delimiter": "expecting a colon behind the name",
    "Expecting property name enclosed in double quotes": "expecting a name in double quotes",
    "Extra data": "the JSON has ended before this",
    "Invalid control character at": "a string may not hold a line break; write \\n",
    "Unterminated string starting at": "the string that begins here has no end",
}


def read_body(body: bytes, content_type: str) -> tuple[JsonValue, bool]:
    """Return the value of a body that came as an answer, and whether it is base64.

    JSON becomes its value, lines of JSON a list, text a string, the rest base64. Without a content type the body
    itself says which. What is not the JSON it claims to be is text: the answer is there, whatever is wrong with it.
    """
    if not body:
        return None, False
    if not content_type.strip():
        return guess_body(body)
    media_type, charset = parse_content_type(content_type)
    if is_json(media_type) or is_json_lines(media_type):
        try:
            return (parse_json_lines if is_json_lines(media_type) else parse_json)(body, charset), False
        except (ValueError, LookupError, RecursionError):
            return decode_text(body, charset), False
    if is_text(media_type):
        return decode_text(body, charset), False
    return base64.b64encode(body).decode(), True


def guess_body(body: bytes) -> tuple[JsonValue, bool]:
    """Return the value of a body whose type nobody named: a JSON object or list, UTF-8 text, or base64."""
    if body.lstrip()[:1] in (b"{", b"["):
        try:
            return parse_json(body, "utf-8"), False
        except (ValueError, RecursionError):
            pass  # text then, or bytes
    try:
        return check_text(body.decode()), False
    except ValueError:
        return base64.b64encode(body).decode(), True


def parse_json(body: bytes, charset: str) -> JsonValue:
    """Return the value of JSON; raises ValueError, RecursionError, or LookupError for an unknown charset."""
    # Bytes tell UTF-8, UTF-16 and UTF-32 apart by themselves (RFC 8259 knows no others), byte order mark included.
    text = body if charset.lower().startswith("utf") else decode(body, charset)
    return check_storable(json.loads(text))


def parse_json_lines(body: bytes, charset: str) -> JsonValue:
    """Return the values of JSON lines as a list, blank lines left out; raises as `parse_json` does."""
    values: list[JsonValue] = []
    for number, line in enumerate(decode(body, charset).split("\n"), 1):
        if line.strip():
            try:
                values.append(json.loads(line))
            except ValueError as error:
                raise ValueError(f"line {number} is not JSON") from error
    return check_storable(values)


def describe_json_error(text: str, position: int, reason: str) -> str:
    """Return where a text stops being JSON, and what was expected there; `position` and `reason` are the parser's."""
    before, here, behind = text[:position].rstrip(), text[position : position + 1], text[position + 1 :].lstrip()
    if here in ("}", "]") and before.endswith(","):  # up to Python 3.12 the parser points behind such a comma
        position, here, behind = len(before) - 1, ",", text[position:]
    if here == "," and behind[:1] in ("}", "]"):
        reason = f"no comma may stand before {behind[0]!r}"
    elif not here:
        reason = "the text ends before the JSON does"
    elif here == "'":
        reason = "names and strings stand in double quotes"
    else:
        reason = _JSON_REASONS.get(reason, reason[:1].lower() + reason[1:])
    line, column = text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
    return f"The body is not valid JSON: line {line}, column {column}: {reason}."


def decode(body: bytes, charset: str) -> str:
    """Return the text of a body; raises ValueError when it is not in that charset, LookupError for an unknown one."""
    name = codecs.lookup(charset.replace("\0", "?")).name
    # Python's own codecs are no charsets, and some take far more than linear time on what a stranger sends.
    if name in ("idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7", "undefined"):
        raise LookupError(charset)
    # Who says ASCII and sends more means UTF-8, which holds all of ASCII.
    return body.decode("utf-8" if name == "ascii" else name)


def decode_text(body: bytes, charset: str) -> str:
    """Return the text of a body; an unknown charset is read as UTF-8, what does not decode becomes U+FFFD."""
    try:
        return storable_text(decode(body, charset))
    except LookupError:
        charset = "utf-8"
    except ValueError:
        pass
    return storable_text(body.decode(charset, "replace"))


def parse_content_type(header: str) -> tuple[str, str]:
    """Return the media type in lower case, and the charset (`utf-8` where none is named)."""
    message = Message()
    message["content-type"] = header or "application/octet-stream"
    return message.get_content_type(), str(message.get_param("charset", "utf-8"))


def is_json(media_type: str) -> bool:
    """Return whether a media type is JSON (RFC 6839: `+json` counts)."""
    return media_type == "application/json" or media_type.endswith("+json")


def is_json_lines(media_type: str) -> bool:
    """Return whether a media type is a JSON value a line (there is no registered name, so all that are in use)."""
    return media_type in _JSON_LINES


def is_text(media_type: str) -> bool:
    """Return whether a media type is text that is no JSON."""
    return media_type.startswith("text/") or media_type.endswith(("+xml", "+yaml")) or media_type in _TEXT_TYPES
