"""The road between programs: who may go on, by whose word, and what goes along (domain.md A4.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["NEVER_PASSES_ON", "PASSES_ON", "Road"]

PASSES_ON = (
    "That you took part, when, and whether you stayed to the end",
    "Skills, with the levels that you approved yourself",
    "Reports on your work that you attach yourself",
    "Your interests",
)

NEVER_PASSES_ON = (
    "What the two of you said or wrote to each other",
    "Goals you kept to yourself, and your notes",
    "Why a pair ended, or why somebody withdrew",
    "Anything about advising, coaching or a call for help",
    "What you answered to “Which support fits me?”",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """How one comes to a program of a type.

    Parameters
    ----------
    entry : str
        Who may, in a sentence to the person.
    consent : str
        Whose word it takes, and that it takes theirs.
    ask : str
        Whom to ask.
    for_whom : str
        In a few words, where it is not open to everybody.
    after_days : int
        Days after somebody's first day at work from which it is open to them; 0: from the start.
    """

    entry: str
    consent: str
    ask: str
    for_whom: str = ""
    after_days: int = 0

    def opens_on(self, first_day: date | None, today: date) -> date | None:
        """The day from which somebody may begin; None: they may now, or their first day at work is not known.

        Examples
        --------
        >>> road = Road(entry="", consent="", ask="", after_days=180)
        >>> road.opens_on(date(2026, 8, 1), date(2026, 8, 21)), road.opens_on(date(2025, 8, 1), date(2026, 8, 21))
        (datetime.date(2027, 1, 28), None)
        """
        if not self.after_days or first_day is None:
            return None
        opens_on = first_day + timedelta(days=self.after_days)
        return opens_on if opens_on > today else None
