"""What people are promised about their words, by how these are kept: derived from the mode, never more than is true.

Source: confidentiality.md 2.6. Pages take these sentences from here and from nowhere else (requirement C-28). A test
looks through every sentence of the house for words that promise more, ``FORBIDDEN``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["FORBIDDEN", "PROMISES", "Mode", "Promise"]


class Mode(StrEnum):
    """How the words of a pair are kept."""

    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Promise:
    """``first`` stands in bold, with the partner's name as ``%(name)s``; ``rest`` follows.

    ``alone`` is the first sentence about what somebody writes only for themselves.
    """

    first: str
    alone: str
    rest: str


PROMISES: Mapping[Mode, Promise] = {
    Mode.SEALED: Promise(
        first="Only you and %(name)s can open this in Ithaca.",
        alone="Only you can open this page in Ithaca.",
        rest=(
            "Managers, program staff, HR and executives cannot, and a copy of the database or its backups is not "
            "readable. The people who run the servers could technically get access; every opening of a key is logged. "
            "We disclose only what you choose, or what law forces."
        ),
    ),
}

FORBIDDEN = ("end-to-end", "end to end", "zero-knowledge", "zero knowledge", "nobody but you two", "military-grade")
"""True of no mode that Ithaca has."""
