"""Undoes the Content-Encoding of a body, never past a size: a few kilobytes can unfold to gigabytes."""

import zlib

import brotli

from app.core.errors import BadRequest, TooLarge, UnsupportedMediaType

# What zlib takes for its windowBits: 16 more than the window reads gzip, a negative one raw deflate.
_GZIP, _ZLIB, _RAW = 31, 15, -15


def decode_content(body: bytes, encoding: str, limit: int) -> bytes:
    """Return a body without its encoding (`gzip`, `deflate` or `br`; empty and `identity` are none).

    Raises UnsupportedMediaType for another one or several, BadRequest for a body that is not encoded so, and
    TooLarge as soon as more than `limit` bytes have come out.
    """
    name = encoding.strip().lower().removeprefix("x-")
    if not body or name in ("", "identity"):
        return body
    try:
        match name:
            case "gzip":
                decoded, whole = _inflate(body, _GZIP, limit)
            case "deflate":
                # By RFC 9110 a zlib stream; some senders leave its two bytes of header out.
                is_zlib = body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
                decoded, whole = _inflate(body, _ZLIB if is_zlib else _RAW, limit)
            case "br":
                decompressor = brotli.Decompressor()
                decoded = decompressor.process(body, output_buffer_limit=limit + 1)
                whole = decompressor.is_finished()
            case _:
                raise UnsupportedMediaType(
                    "Send the body as it is, or with one Content-Encoding of gzip, deflate and br.",
                    headers={"Accept-Encoding": "gzip, deflate, br"},
                )
    except (zlib.error, brotli.error) as error:
        raise BadRequest(f"The body is not {name}.") from error
    if len(decoded) > limit:
        raise TooLarge(f"The body unfolds to more than {limit} bytes.")
    if not whole:
        raise BadRequest(f"The body is not {name} to its end.")
    return decoded


def _inflate(body: bytes, window: int, limit: int) -> tuple[bytes, bool]:
    inflater = zlib.decompressobj(window)
    decoded = inflater.decompress(body, limit + 1)
    return decoded, inflater.eof and not inflater.unused_data
