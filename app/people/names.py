"""How names and addresses are compared: without case, names also without accents and punctuation: “jose” is José."""

from __future__ import annotations

import re
import unicodedata

LONGEST_SEARCH_TEXT = 800
# C++ and C# are two things.
_KEPT = frozenset("+#&")
_ASCII_GAPS = re.compile(r"[^a-z0-9+#&]+")


def fold(text: str) -> str:
    """The text as it is compared: lower case, without accents, words parted by one space.

    >>> fold("  Cash-flow  FORECASTING ")
    'cash flow forecasting'
    >>> fold("C++"), fold("José Ñandú"), fold("🙂")
    ('c++', 'jose nandu', '')
    """
    if text.isascii():  # most names of most files, several times faster
        return _ASCII_GAPS.sub(" ", text.lower()).strip()
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = (each for each in apart if not unicodedata.combining(each))
    return " ".join("".join(each if each.isalnum() or each in _KEPT else " " for each in bare).split())


def address(email: str) -> str:
    """An e-mail address as it is kept, in whatever case somebody types it."""
    return email.strip().lower()


def searchable(name: str | None, job_title: str | None = None, department: str | None = None) -> str:
    """What the directory searches and sorts by: the name first, then job title and department, folded."""
    parts = (fold(part) for part in (name, job_title, department) if part)
    return " · ".join(part for part in parts if part)[:LONGEST_SEARCH_TEXT]
