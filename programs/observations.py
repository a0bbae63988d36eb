"""Observation reports: what an expert saw somebody do, read first by whom it is about and by nobody else unasked.

The mentee names a task and says for themselves how far they are; only then the expert writes what they saw. It is a
document of its own, apart from what the two say to each other (domain.md A4.2): the mentee reads it, replies, and
signs it for readers whom they name, or leaves it between the two.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from programs.rules import RuleBroken

__all__ = [
    "ANCHORS",
    "IN_WORK",
    "KEPT_DAYS",
    "KNOWN_TO_READERS",
    "MOVES",
    "Observation",
    "ObservationState",
    "Observations",
    "Part",
    "as_bytes",
    "check_move",
]

FORM = 1

ANCHORS: tuple[str, ...] = (
    "I have not done this yet.",
    "I have watched it done and can name the steps.",
    "I do parts of it while somebody guides me.",
    "I do it from start to end with somebody to ask.",
    "I do the usual case on my own, and it holds.",
    "I do unusual cases on my own and see what could go wrong.",
    "Others bring me theirs, and I can say why it works.",
    "I teach it, and have changed how it is done here.",
)
"""What somebody does at each skill level from 0 to 7, as they say it of themselves."""

KEPT_DAYS: Mapping[str, int] = MappingProxyType({"unsigned": 90, "signed": 730})
"""After the end of a pair, how long a report is kept that was not signed; after its signing, one that was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observations:
    """That the mentors of a program type also write observation reports.

    Parameters
    ----------
    mentee_agrees, mentor_agrees : str
        What either agrees to about them when signing up.
    least, most : int
        How many of them a pair usually comes to.
    """

    mentee_agrees: str = "Your SME also writes observation reports; you name the readers and sign each one."
    mentor_agrees: str = (
        "I also write observation reports: the mentee rates themselves first, names the readers and signs each one."
    )
    least: int = 2
    most: int = 4

    def agreed_by(self, side: str) -> str:
        """The sentence for one side, "mentee" or "mentor".

        >>> Observations().agreed_by("mentee")
        'Your SME also writes observation reports; you name the readers and sign each one.'
        """
        return self.mentee_agrees if side == "mentee" else self.mentor_agrees


class ObservationState(StrEnum):
    """Where a report stands."""

    RATED = "rated"
    """The mentee has named a task and rated themselves; the expert writes, and nobody sees it yet."""
    WITH_MENTEE = "with-mentee"
    """The expert has handed it over."""
    REPLIED = "replied"
    """The mentee has read it and said something to it."""
    RELEASED = "released"
    """Signed: whom the mentee named reads it."""
    WITHDRAWN = "withdrawn"
    """Taken back from all readers."""
    KEPT = "kept"
    """Left between the two for good."""


class Part(StrEnum):
    """As which of the two somebody acts."""

    MENTEE = "mentee"
    EXPERT = "expert"


RATED, WITH_MENTEE, REPLIED, RELEASED, WITHDRAWN, KEPT = ObservationState
MENTEE, EXPERT = Part

IN_WORK = frozenset({RATED, WITH_MENTEE, REPLIED})
"""Where it can become something yet."""
KNOWN_TO_READERS = frozenset({RELEASED})
"""Where anybody besides the two may learn that it exists."""

MOVES: Mapping[tuple[ObservationState, ObservationState], tuple[Part, ...]] = MappingProxyType(
    {
        (RATED, WITH_MENTEE): (EXPERT,),
        (WITH_MENTEE, RATED): (EXPERT,),
        (REPLIED, RATED): (EXPERT,),
        (WITH_MENTEE, REPLIED): (MENTEE,),
        (REPLIED, REPLIED): (MENTEE,),
        (REPLIED, RELEASED): (MENTEE,),
        (RELEASED, WITHDRAWN): (MENTEE,),
        (RATED, KEPT): (MENTEE, EXPERT),
        (WITH_MENTEE, KEPT): (MENTEE,),
        (REPLIED, KEPT): (MENTEE,),
    }
)
"""Who makes each move. What was signed stays as it is: another report is another document."""

REFUSALS: Mapping[ObservationState, str] = MappingProxyType(
    {
        RATED: "This report is still being written. It can be read once it is handed over.",
        WITH_MENTEE: "This report waits for the mentee, who reads it and replies first.",
        REPLIED: "The mentee has replied to this report. It is theirs to sign, or to keep.",
        RELEASED: "This report is signed, and what was signed stays as it is. Begin another one instead.",
        WITHDRAWN: "This report was taken back from its readers. Begin another one instead.",
        KEPT: "This report was left between the two of you. Begin another one instead.",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """All that stands in a report; what is signed is these fields, each as it was shown.

    Parameters
    ----------
    task : str
        What was to be done; ``seen_on`` is the day on which it was.
    level, why : int, str
        The mentee's own rating by `ANCHORS`, and in their own words why; written first.
    standard, seen, effect, next_step : str
        What good looks like, what the expert saw, what came of it, and what could be tried next.
    reply : str
        What the mentee says to it.
    before_after : tuple of (skill, level before, level after)
        The mentee's own ratings of their skills, where they attach them.
    """

    task: str
    level: int
    why: str = ""
    seen_on: date | None = None
    standard: str = ""
    seen: str = ""
    effect: str = ""
    next_step: str = ""
    reply: str = ""
    before_after: tuple[tuple[str, int, int], ...] = ()

    @property
    def anchor(self) -> str:
        """The sentence of the mentee's rating."""
        return ANCHORS[self.level]


def as_bytes(observation: Observation) -> bytes:
    """The report as the bytes whose digest is signed: the same report gives the same bytes on every machine.

    >>> as_bytes(Observation(task="Close the books", level=3)) == as_bytes(Observation(task="Close the books", level=3))
    True
    """
    fields: dict[str, Any] = {"observation": FORM, **asdict(observation)}
    written = json.dumps(fields, default=date.isoformat, ensure_ascii=False, sort_keys=True)
    return unicodedata.normalize("NFC", written).encode()


def check_move(now: ObservationState, then: ObservationState, who: Part) -> None:
    """Raise `RuleBroken` unless ``who`` may take a report from one state to another.

    >>> check_move(ObservationState.REPLIED, ObservationState.RELEASED, Part.MENTEE)
    >>> check_move(ObservationState.WITH_MENTEE, ObservationState.RELEASED, Part.MENTEE)
    Traceback (most recent call last):
        ...
    programs.rules.RuleBroken: This report waits for the mentee, who reads it and replies first.
    """
    allowed = MOVES.get((now, then), ())
    if who not in allowed:
        raise RuleBroken(REFUSALS[now])
