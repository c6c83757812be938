"""Pictures in smaller sizes: what is offered, under which ids they are kept, and how one is made.

A size belongs to the blob of its picture, so it is as unchanging as that, and its id follows from it: no row names
it, and it goes when its picture goes.
"""

import io
from uuid import UUID, uuid5

import structlog

log = structlog.get_logger("onefold.storage.images")

WIDTHS = (320, 640, 960, 1280, 1920)
"""Widths that are offered, in pixels."""
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/avif": "AVIF"}
MAX_BYTES = 32 * 1024 * 1024
"""The largest file of which sizes are made; a larger one is sent as it is."""
_MAX_PIXELS = {"JPEG": 50_000_000, "PNG": 24_000_000, "WEBP": 24_000_000, "AVIF": 24_000_000}
"""A picture is decoded as a whole, in up to 4 bytes a pixel; of a JPEG, a part of the pixels is enough."""
_SAVED = {
    "JPEG": {"quality": 80, "progressive": True, "optimize": True},
    "PNG": {"optimize": False, "compress_level": 6},
    "WEBP": {"quality": 80, "method": 4},
    "AVIF": {"quality": 60, "speed": 8},
}
_RECIPE = 1
"""Goes up when the same size of the same picture would be made otherwise."""
_ORIENTATION = 0x0112
_TURNED = (5, 6, 7, 8)
"""Orientations (Exif 2.32, section 4.6.4) in which width and height are exchanged."""


def size_id(blob: UUID, width: int) -> UUID:
    """Return the id under which a size of a picture is kept."""
    return uuid5(blob, f"w{width}.{_RECIPE}")


def size_ids(blob: UUID, content_type: str) -> list[UUID]:
    """Return the ids of all sizes that may be kept of a blob; none of what is no picture."""
    return [size_id(blob, width) for width in WIDTHS] if content_type in FORMATS else []


def size_etag(sha256: str, width: int) -> str:
    """Return the strong ETag of a size of the picture with these bytes."""
    return f'"{sha256[:40]}-w{width}.{_RECIPE}"'


def make_size(source: bytes, content_type: str, width: int) -> bytes:
    """Return a picture made this wide, upright, without what its camera noted; b"" where it is to be sent as it is.

    That is one that is no wider, moves, has too many pixels, or cannot be read.
    """
    # Pillow costs 30 ms and some MB, and most processes make no sizes.
    from PIL import Image, ImageOps  # noqa: PLC0415

    kind = FORMATS[content_type]
    try:
        with Image.open(io.BytesIO(source), formats=(kind,)) as picture:
            turned = picture.getexif().get(_ORIENTATION) in _TURNED
            wide, high = (picture.height, picture.width) if turned else picture.size
            if wide <= width or wide * high > _MAX_PIXELS[kind] or getattr(picture, "n_frames", 1) > 1:
                return b""
            picture.draft(None, (-(-picture.width * width // wide), -(-picture.height * width // wide)))
            upright = ImageOps.exif_transpose(picture)
            profile = upright.info.get("icc_profile") if upright.mode in ("RGB", "RGBA", "L", "LA", "P") else None
            if upright.mode in ("P", "PA"):
                upright = upright.convert("RGBA" if "transparency" in upright.info else "RGB")
            elif upright.mode == "CMYK":
                upright = upright.convert("RGB")
            smaller = upright.resize((width, max(1, round(high * width / wide))), Image.Resampling.LANCZOS)
            out = io.BytesIO()
            smaller.save(out, kind, icc_profile=profile, **_SAVED[kind])
    except Exception as error:  # noqa: BLE001 (decoders raise what they like for a file that is damaged)
        log.info("image_not_read", content_type=content_type, reason=f"{type(error).__name__}: {error}"[:200])
        return b""
    made = out.getvalue()
    return made if len(made) < len(source) else b""
