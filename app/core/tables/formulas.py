"""Keeps a spreadsheet from running what somebody typed: text that would be a formula gets an apostrophe.

A cell is taken for a formula where it begins with one of ``= + - @`` (or their full-width twins), a tab, a line end
or NUL, behind spaces and quotation marks too. A program that expects another delimiter may also begin a new cell
in the middle of ours, so the places behind ``, ; |``, tabs and line ends are looked after in the same way.
``restored(escaped(text)) == text`` for every text: both look at the same places, and an apostrophe that already
stands at one gets a second.
"""

from __future__ import annotations

import re

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_SPACES = ' "\u00a0\u200b\u3000\ufeff'
_DELIMITERS = ",;|\t\r\n"

_AT_START = rf"(?='*[{_SPACES}]*[{_SIGNS}\t\r\n\0])"
_INSIDE = rf"(?='*[{_SPACES}]*[{_SIGNS}])"
_TO_ESCAPE = re.compile(rf"\A{_AT_START}|(?<=[{_DELIMITERS}]){_INSIDE}")
_TO_RESTORE = re.compile(rf"\A'{_AT_START}|(?<=[{_DELIMITERS}])'{_INSIDE}")


def escaped(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet could see a formula begin."""
    return _TO_ESCAPE.sub("'", text)


def restored(text: str) -> str:
    """The text as it was before ``escaped``."""
    return _TO_RESTORE.sub("", text) if "'" in text else text
