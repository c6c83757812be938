"""The key ring: AES-256-GCM (NIST SP 800-38D) with a key id in front and `table|row|field` as associated data.

Token layout: `k1.<key id>.<base64url(nonce 12 bytes + ciphertext + tag 16 bytes)>`. The newest key encrypts, every
key of the ring decrypts; the associated data ties a value to its place, so that a copied cell does not open.
"""

import base64
import binascii
import contextlib
import hashlib
import hmac
import os
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core.errors import Unavailable
from app.core.settings import Settings

KEY_BYTES = 32
KEY_FILE = "secret_keys"
MIN_SECRET = 8
"""Characters of the shortest secret that is taken, and that is looked for where people look: a shorter one is soon
guessed, and stands in too many innocent words."""


class DecryptionFailed(Unavailable):
    """No key of the ring opens this value, or it was moved from its place."""

    code, title = "decryption_failed", "A stored secret cannot be opened"
    mend = "Put the key that it was stored with back into `ONEFOLD_SECRET_KEYS`, or store the secret again."


def b64(data: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unb64(text: str) -> bytes:
    """Return the bytes of base64url without padding; raises ValueError when it is not that."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64url") from error


class KeyRing:
    """Encrypts with its newest key, decrypts with any, and derives keys for signatures."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        if not keys or any(len(key) != KEY_BYTES for key in keys.values()):
            raise ValueError(f"each key of the ring must be {KEY_BYTES} bytes")
        self._keys = dict(keys)
        self._newest = next(iter(keys))

    @property
    def newest(self) -> str:
        """The id of the key that encrypts."""
        return self._newest

    @property
    def ids(self) -> list[str]:
        """The ids of all keys, newest first."""
        return list(self._keys)

    def fingerprint(self, key_id: str) -> str:
        """Return what tells one key of the ring from others, and nothing of it."""
        return self._mac(key_id, "key.fingerprint", b"")[:16]

    def encrypt(self, plaintext: str, place: str) -> str:
        """Return the token for a text kept at `place` (`table|row|field`)."""
        nonce = os.urandom(12)
        sealed = AESGCM(self._keys[self._newest]).encrypt(nonce, plaintext.encode(), place.encode())
        return f"k1.{self._newest}.{b64(nonce + sealed)}"

    def decrypt(self, token: str, place: str) -> str:
        """Return the text of a token; raises DecryptionFailed."""
        version, _, rest = token.partition(".")
        key_id, _, payload = rest.partition(".")
        key = self._keys.get(key_id)
        if version != "k1" or key is None:
            raise DecryptionFailed(f"The key {key_id!r} is not in ONEFOLD_SECRET_KEYS.")
        try:
            data = unb64(payload)
            return AESGCM(key).decrypt(data[:12], data[12:], place.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise DecryptionFailed("The value was altered, or moved from its place.") from error

    def sign(self, purpose: str, message: bytes) -> str:
        """Return an HMAC-SHA-256 of the message under the newest key, for one purpose, base64url."""
        return self._mac(self._newest, purpose, message)

    def verify(self, purpose: str, message: bytes, signature: str) -> bool:
        """Return whether any key of the ring made this signature."""
        return any(
            hmac.compare_digest(self._mac(key_id, purpose, message).encode(), signature.encode())
            for key_id in self._keys
        )

    def _mac(self, key_id: str, purpose: str, message: bytes) -> str:
        key = hmac.digest(self._keys[key_id], b"onefold|" + purpose.encode(), hashlib.sha256)
        return b64(hmac.digest(key, message, hashlib.sha256))


def key_id_of(token: str) -> str:
    """Return the id of the key that a token was encrypted with."""
    return token.partition(".")[2].partition(".")[0]


def parse_keys(text: str) -> dict[str, bytes]:
    """Return the keys of `id:base64url,id:base64url`, newest first; raises ValueError."""
    keys: dict[str, bytes] = {}
    for part in filter(None, (piece.strip() for piece in text.replace("\n", ",").split(","))):
        key_id, separator, value = part.partition(":")
        if not separator or not key_id.isalnum():
            raise ValueError("ONEFOLD_SECRET_KEYS must look like `id:base64,id:base64`")
        keys[key_id] = unb64(value.replace("+", "-").replace("/", "_").rstrip("="))
    return keys


def load_key_ring(settings: Settings) -> KeyRing:
    """Return the ring of the settings, or the one kept in the data dir (made there with mode 0600)."""
    text = settings.secret_keys.get_secret_value()
    if text:
        return KeyRing(parse_keys(text))
    path = settings.data_dir / KEY_FILE
    if not path.exists():
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        _write_new_key(path)
    return KeyRing(parse_keys(path.read_text()))


def _write_new_key(path: Path) -> None:
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{b64(os.urandom(6)).replace('-', 'a').replace('_', 'b')}:{b64(os.urandom(KEY_BYTES))}\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        with contextlib.suppress(FileExistsError):  # another process was first; its key is the ring
            os.link(staged, path)
    finally:
        staged.unlink()
