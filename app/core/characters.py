"""Which characters no person types: those that cannot be shown, and those that change what stands around them."""

from __future__ import annotations

import unicodedata

MOST_STACKED = 8
_LINE_ENDS = frozenset("\n\r\t")
# Marks that reorder what follows them: a name must not make the rest of the page read backwards.
_BIDI_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_unreadable(character: str) -> bool:
    r"""Whether it is a control character other than a line end, a direction override, or half of a character.

    >>> [is_unreadable(each) for each in ("é", "\n", "\x00", "\u202e")]
    [False, False, True, True]
    """
    if character in _LINE_ENDS:
        return False
    return character in _BIDI_OVERRIDES or unicodedata.category(character) in {"Cc", "Cs"}


def holds_unreadable(text: str) -> bool:
    """Whether anything in the text cannot be read: such a character, or more than eight marks on one letter."""
    return any(map(is_unreadable, text)) or _is_stacked(text)


def readable(text: str | None) -> str | None:
    r"""The text without what cannot be read, for what is only looked for.

    >>> readable("bud\x00get")
    'budget'
    """
    return text and "".join(each for each in text if not is_unreadable(each))


def _is_stacked(text: str) -> bool:
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > MOST_STACKED:
            return True
    return False
