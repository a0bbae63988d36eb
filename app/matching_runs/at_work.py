"""How a match at work says how far it is, and what it does when it is asked to stop."""

from __future__ import annotations

from app.core.i18n import gettext as _
from app.core.jobs import Cancelled, JobHandle

SHARES = {"scoring": (0, 40), "solving": (40, 10), "proving": (50, 20), "explaining": (70, 27)}
"""Where each step begins and how much of the whole it is, in percent."""


class Watch:
    """Tells the job's row of each step. Once somebody asks to stop it says so to whoever works, and no more.

    A match that is stopped while it solves or proves still has pairs: they are worth looking at, and so are kept.
    """

    def __init__(self, handle: JobHandle) -> None:
        self._handle = handle
        self._percent = 0
        self.is_stopped = False

    def goes_on(self, step: str, done: int, total: int) -> bool:
        """Report how far a step is; False where it is to end with what there is."""
        if self.is_stopped:
            return False
        begin, share = SHARES[step]
        # Solving and proving take turns: what was reached is not taken back.
        self._percent = max(self._percent, begin + share * done // max(total, 1))
        try:
            self._handle.report(_words(step), self._percent, 100)
        except Cancelled:
            self.is_stopped = True
        return not self.is_stopped

    def refuse_nothing(self, found: int) -> None:
        """Let the job end as cancelled where it was stopped before anything was found."""
        if self.is_stopped and not found:
            raise Cancelled


def _words(step: str) -> str:
    return {
        "scoring": _("Holding every mentee against every mentor"),
        "solving": _("Finding the best result for all together"),
        "proving": _("Proving that no better one exists"),
        "explaining": _("Writing down the reasons, and what more seats would bring"),
    }[step]
