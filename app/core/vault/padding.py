"""Lengths are rounded up before sealing, or a goal or a rating could be guessed by its size."""

from __future__ import annotations

import struct

from app.core.vault.cipher import CannotBeOpened

LEAST = 256
"""Bytes: nothing sealed is shorter, its own length included."""
_LENGTH = struct.Struct(">I")


def rounded(length: int) -> int:
    """The length up to the next eighth of its power of two, 256 at least: at most an eighth is wasted.

    >>> [rounded(length) for length in (1, 256, 257, 2000, 2048, 2049)]
    [256, 256, 288, 2048, 2048, 2304]
    """
    if length <= LEAST:
        return LEAST
    step = 1 << ((length - 1).bit_length() - 4)
    return -(-length // step) * step


def padded(plaintext: bytes) -> bytes:
    """Its length, itself, zeros."""
    whole = _LENGTH.pack(len(plaintext)) + plaintext
    return whole.ljust(rounded(len(whole)), b"\0")


def unpadded(whole: bytes) -> bytes:
    """The plaintext. Raises CannotBeOpened where the length cannot be."""
    (length,) = _LENGTH.unpack_from(whole)
    if length > len(whole) - _LENGTH.size:
        raise CannotBeOpened
    return whole[_LENGTH.size : _LENGTH.size + length]
