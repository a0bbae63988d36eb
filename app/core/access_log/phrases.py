"""What lines of the log say: a name that is stored, and a sentence that is shown in the reader’s language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Phrase:
    """A deed (“read the report of your coaching”) or a reason (“you named them as a reader”)."""

    name: str
    words: Any


_PHRASES: dict[str, Phrase] = {}


def phrase(name: str, words: Any) -> Phrase:
    """Register a phrase under ``area.what``; ``words`` is lazy text that follows the name of whoever did it."""
    if len(name) > LONGEST_NAME:
        raise RuntimeError(f"The name of a phrase has at most {LONGEST_NAME} letters: {name}.")
    if name in _PHRASES:
        raise RuntimeError(f"Two phrases are called {name}.")
    return _PHRASES.setdefault(name, Phrase(name, words))


def spoken(name: str) -> str:
    """The words of a phrase; its name where an older version wrote it."""
    found = _PHRASES.get(name)
    return str(found.words) if found else name
