"""The one place that touches a cipher: AES-256-GCM with a key for each record, and what the tag vouches for.

A blob is ``format (1) | algorithm (1) | generation (4) | nonce (12) | ciphertext | tag (16)``. The tag also vouches for
where the blob belongs (`bound`): moved to another row, column, relationship or version it does not open.
"""

from __future__ import annotations

import hmac
import secrets
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT, AES_256_GCM = 1, 1
KEY_BYTES, NONCE_BYTES, TAG_BYTES = 32, 12, 16
_HEAD = struct.Struct(">BBI")
_LENGTH = struct.Struct(">I")
SHORTEST = _HEAD.size + NONCE_BYTES + TAG_BYTES


class CannotBeOpened(Exception):
    """A blob is not what was sealed here, whatever the cause: nobody is told more, and no part of it is given out."""


def new_key() -> bytes:
    """256 random bits."""
    return secrets.token_bytes(KEY_BYTES)


def bound(*parts: bytes | str | int) -> bytes:
    """Parts as one text that no other parts give: each with its length before it.

    >>> bound("a|b", "c") == bound("a", "b|c")
    False
    """
    encoded = [_encoded(part) for part in parts]
    return b"".join(_LENGTH.pack(len(part)) + part for part in encoded)


def _encoded(part: bytes | str | int) -> bytes:
    if isinstance(part, int):
        return part.to_bytes(8, "big")
    return part.encode() if isinstance(part, str) else part


def derived(key: bytes, *purpose: bytes | str | int) -> bytes:
    """A key of its own for one purpose (HKDF-SHA256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=bound(*purpose)).derive(key)


def stamped(key: bytes, *parts: bytes | str | int) -> bytes:
    """What only the holder of the key can make of these parts (HMAC-SHA256)."""
    return hmac.digest(key, bound(*parts), "sha256")


def seal(key: bytes, plaintext: bytes, vouched: bytes, *, generation: int = 0) -> bytes:
    """The blob of a plaintext under a key, vouching for ``vouched`` too."""
    head = _HEAD.pack(FORMAT, AES_256_GCM, generation)
    nonce = secrets.token_bytes(NONCE_BYTES)
    return head + nonce + AESGCM(key).encrypt(nonce, plaintext, head + vouched)


def unseal(key: bytes, blob: bytes, vouched: bytes) -> bytes:
    """The plaintext. Raises CannotBeOpened for any other key, place or byte."""
    generation_of(blob)
    nonce = blob[_HEAD.size : _HEAD.size + NONCE_BYTES]
    try:
        return AESGCM(key).decrypt(nonce, blob[_HEAD.size + NONCE_BYTES :], blob[: _HEAD.size] + vouched)
    except InvalidTag:
        raise CannotBeOpened from None


def generation_of(blob: bytes) -> int:
    """Which generation of the relationship's key sealed a blob. Raises CannotBeOpened for what is no blob."""
    if len(blob) < SHORTEST:
        raise CannotBeOpened
    form, algorithm, generation = _HEAD.unpack_from(blob)
    if (form, algorithm) != (FORMAT, AES_256_GCM):
        raise CannotBeOpened
    return int(generation)


def tag_of(blob: bytes) -> bytes:
    """The last sixteen bytes, by which a later record knows this one."""
    return blob[-TAG_BYTES:]
