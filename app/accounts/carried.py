"""A form that was posted after the sign-in had ended: carried by the page itself, so that nothing typed is lost.

The fields travel, signed, inside the sign-in page and back with it; the server keeps nothing. They are given back to
the person of the ended sign-in only. Files, passwords and keys never travel, nor more than 100 kB.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeTimedSerializer

from app.accounts.next_page import HOME, safe_next
from app.core.config import current_config

MOST_BYTES = 100_000
GOOD_FOR = 24 * 60 * 60
FIELD = "carried"
_SECRET = re.compile(r"passw|token|secret|carried", re.IGNORECASE)

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Carried:
    """What was typed, where it was going, and whose it is (public id)."""

    path: str
    person: str
    fields: Fields

    def pack(self) -> str | None:
        """As a text for a hidden field; None for what is too much to carry."""
        if sum(len(name.encode()) + len(value.encode()) for name, value in self.fields) > MOST_BYTES:
            return None
        return str(_signer().dumps([self.path, self.person, self.fields]))

    @classmethod
    def unpack(cls, text: str | None) -> Carried | None:
        """What a page brought back; None for nothing, for what was changed on its way, and after a day."""
        try:
            path, person, fields = _signer().loads(text or "", max_age=GOOD_FOR)
        except (BadData, ValueError):
            return None
        return cls(path, person, [(name, value) for name, value in fields])


def worth_carrying(posted: Iterable[tuple[str, str]]) -> Fields:
    """The posted fields without passwords and keys, and without characters that no page may hold."""
    return [(_showable(name), _showable(value)) for name, value in posted if not _SECRET.search(name)]


def carry(path: str, person: str, posted: Iterable[tuple[str, str]]) -> Carried | None:
    """What to carry of a posted form; None where there is nothing, or nowhere to bring it to."""
    fields = worth_carrying(posted)
    is_ours = safe_next(path) == path and path != HOME
    return Carried(path, person, fields) if fields and is_ours else None


def _showable(text: str) -> str:
    return "".join("\ufffd" if _is_forbidden(character) else character for character in text)


def _is_forbidden(character: str) -> bool:
    # HTML has no place for control characters, halves of pairs and the code points that are no characters.
    if character in "\n\r\t":
        return False
    is_no_character = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return is_no_character or unicodedata.category(character) in {"Cc", "Cs"}


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_config().secret_key, salt="carried-form")
