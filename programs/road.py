"""The road between programs: who may go on, by whose word, and what goes along (domain.md A4.5)."""

from __future__ import annotations

from dataclasses import dataclass

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
