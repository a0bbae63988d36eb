"""The four phrases in which people say how well they know something; kept as 0 to 7, two steps to a phrase."""

from __future__ import annotations

from app.core.i18n import lazy_gettext as _l

OWN_WORDS = {0: _l("new to me"), 2: _l("with help"), 4: _l("on my own"), 6: _l("can teach")}
"""As one says it of oneself; the keys are the levels that are kept."""
IN_PROFILE = {6: _l("Can teach"), 4: _l("Does on their own"), 2: _l("Does with help"), 0: _l("Is new to")}
"""As a colleague reads it, the strongest first."""
STEP = 2
HIGHEST = 7


def phrase_level(level: int) -> int:
    """The level that stands for the phrase in which ``level`` lies.

    >>> [phrase_level(level) for level in range(8)]
    [0, 0, 2, 2, 4, 4, 6, 6]
    """
    return level - level % STEP
