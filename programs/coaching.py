"""What the three of a coaching agree on beforehand: its length, its goals, what its sponsor is told, and the limits.

The client sets the agenda. The sponsor stands for the organisation and is told of nothing but what is agreed here.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from programs.rules import RuleBroken

__all__ = [
    "LIMITS",
    "LONGEST_GOAL",
    "LONGEST_SCOPE",
    "MONTHS",
    "MOST_GOALS",
    "SESSIONS",
    "TOLD",
    "Agreement",
    "as_bytes",
    "check_session",
    "from_words",
]

MONTHS = (3, 4, 5, 6)
SESSIONS = (6, 7, 8, 9, 10)
MOST_GOALS = 3
LONGEST_GOAL = 160
LONGEST_SCOPE = 400

TOLD = (
    "The sponsor reads this agreement: its goals, its length and how many sessions there are to be.",
    "The sponsor reads a report only after the client has read and signed it. Nobody learns of it before.",
    "A report says how far each goal here has come, how many sessions took place, and what support is asked for.",
    "What is said in a session is told to nobody, and no report has room for it.",
)
LIMITS = (
    "Where somebody’s life or health is in danger, the coach tells whoever can help, and tells the client first.",
    "Where the law demands it, the coach must speak.",
    "Where somebody is harmed at work, the coach names whom to turn to, and goes along if that is wished.",
)
"""Where confidentiality ends: shown and signed before the first session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What the three sign. ``told`` and ``limits`` lie in it too: what was read is what was signed."""

    client: str
    coach: str
    sponsor: str
    months: int
    sessions: int
    scope: str = ""
    goals: tuple[str, ...] = ()
    told: tuple[str, ...] = TOLD
    limits: tuple[str, ...] = LIMITS

    def __post_init__(self) -> None:
        if self.months not in MONTHS:
            raise RuleBroken("Coaching lasts from three to six months.", field="months")
        if self.sessions not in SESSIONS:
            raise RuleBroken("There are from six to ten sessions.", field="sessions")

    def check_ready(self) -> None:
        """Raise `RuleBroken` while there is nothing to agree on.

        Examples
        --------
        >>> Agreement(client="A", coach="B", sponsor="C", months=4, sessions=8).check_ready()
        Traceback (most recent call last):
            ...
        programs.rules.RuleBroken: Write at least one goal before anybody signs. It is the client’s to say which.
        """
        if not self.goals:
            raise RuleBroken("Write at least one goal before anybody signs. It is the client’s to say which.")


def as_bytes(agreement: Agreement) -> bytes:
    """The agreement as the bytes that are signed."""
    return unicodedata.normalize("NFC", json.dumps(asdict(agreement), ensure_ascii=False, sort_keys=True)).encode()


def from_words(words: Mapping[str, Any]) -> Agreement:
    """The agreement out of what was kept of it.

    Examples
    --------
    >>> one = Agreement(client="A", coach="B", sponsor="C", months=4, sessions=8, goals=("Speak up",))
    >>> from_words(json.loads(as_bytes(one))) == one
    True
    """
    lists = {name: tuple(words[name]) for name in ("goals", "told", "limits")}
    return Agreement(**{**words, **lists})


def check_session(noted: int, agreed: int) -> None:
    """Raise `RuleBroken` where all agreed sessions are noted."""
    if noted >= agreed:
        raise RuleBroken("All {agreed} sessions that were agreed are noted. End the coaching.", agreed=str(agreed))
