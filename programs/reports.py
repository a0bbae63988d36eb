"""A coaching report: the only things that may stand in it, what it goes through, and who reads it when.

A coach may tell a sponsor something only if the client agreed beforehand, knows of it and could discuss it first, and
only about the goals set at the start and what gets in the way of the work itself (Clutterbuck, "Confidentiality in
coaching"). So a report has a few fields, no room for what was said, and no reader before its client has signed it.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from programs.rules import RuleBroken

__all__ = [
    "BANDS",
    "LONGEST_NOTE",
    "MOVES",
    "READ_IN",
    "SUPPORT",
    "Audience",
    "Band",
    "GoalProgress",
    "Report",
    "ReportState",
    "Support",
    "as_bytes",
    "check_move",
    "digest_of",
    "from_bytes",
    "is_read_by",
    "progress",
]

LONGEST_NOTE = 200
FORM = 1


class Band(StrEnum):
    """How far an agreed goal has come, in the client's and the coach's view together."""

    NOT_BEGUN = "not-begun"
    BEGUN = "begun"
    UNDER_WAY = "under-way"
    REACHED = "reached"
    SET_ASIDE = "set-aside"


BANDS: Mapping[Band, str] = MappingProxyType(
    {
        Band.NOT_BEGUN: "Not begun",
        Band.BEGUN: "Begun",
        Band.UNDER_WAY: "Well under way",
        Band.REACHED: "Reached",
        Band.SET_ASIDE: "Set aside by agreement",
    }
)


class Support(StrEnum):
    """What the client asks the sponsor for."""

    TIME = "time"
    TASK = "task"
    FEEDBACK = "feedback"
    TALK = "talk"
    LEARNING = "learning"


SUPPORT: Mapping[Support, str] = MappingProxyType(
    {
        Support.TIME: "Time at work to practise",
        Support.TASK: "A task to practise on",
        Support.FEEDBACK: "Feedback on the agreed goals",
        Support.TALK: "A talk of the three of us",
        Support.LEARNING: "A course or something to read",
    }
)


@dataclass(frozen=True, slots=True)
class GoalProgress:
    """A goal as it stands in the agreement that all three signed, and how far it has come."""

    goal: str
    band: Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that may stand in a report. There is no other field, and nowhere to quote anybody.

    Parameters
    ----------
    client, coach : str
        Their names, as they were when it was written.
    since, until, written_on : date
        What it covers, and its own date.
    held, agreed : int
        Sessions that took place by ``until``, and how many were agreed.
    goals : tuple of GoalProgress
        The goals of the agreement, all of them, in its order.
    support : tuple of Support
        What is asked for; empty for nothing.
    note : str
        What the support should be, at most `LONGEST_NOTE` characters; only where support is asked for.
    """

    client: str
    coach: str
    since: date
    until: date
    written_on: date
    held: int
    agreed: int
    goals: tuple[GoalProgress, ...]
    support: tuple[Support, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if len(self.note) > LONGEST_NOTE:
            raise RuleBroken(
                "Say in at most {most} characters what the support should be.", field="note", most=str(LONGEST_NOTE)
            )
        if self.note and not self.support:
            raise RuleBroken("Choose what is asked for first. The sentence says more about that only.", field="note")


def as_bytes(report: Report) -> bytes:
    """The report as the bytes that are signed: the same report gives the same bytes on every machine.

    Examples
    --------
    >>> day = date(2026, 11, 2)
    >>> one = Report(client="A", coach="B", since=day, until=day, written_on=day, held=2, agreed=8, goals=())
    >>> from_bytes(as_bytes(one)) == one
    True
    """
    written = json.dumps(
        {"form": FORM, **asdict(report)}, default=date.isoformat, ensure_ascii=False, separators=(",", ":")
    )
    return unicodedata.normalize("NFC", written).encode()


def from_bytes(signed: bytes) -> Report:
    """The report that was signed. Raises ValueError for a field that no report has."""
    found: dict[str, Any] = json.loads(signed)
    if found.pop("form", None) != FORM or found.keys() != Report.__dataclass_fields__.keys():
        raise ValueError("This is not a report.")
    for name in ("since", "until", "written_on"):
        found[name] = date.fromisoformat(found[name])
    goals = tuple(GoalProgress(each["goal"], Band(each["band"])) for each in found.pop("goals"))
    support = tuple(Support(each) for each in found.pop("support"))
    return Report(goals=goals, support=support, **found)


def digest_of(signed: bytes) -> str:
    """What a signature is over: 64 characters of SHA-256 in hexadecimal. Other bytes need another signature.

    Examples
    --------
    >>> len(digest_of(b"a report")), digest_of(b"a report") == digest_of(b"a report.")
    (64, False)
    """
    return hashlib.sha256(signed).hexdigest()


def progress(goals: Sequence[str], bands: Sequence[Band]) -> tuple[GoalProgress, ...]:
    """Every agreed goal with its band.

    Examples
    --------
    >>> progress(["Speak up"], [Band.BEGUN])[0].band
    <Band.BEGUN: 'begun'>
    """
    return tuple(GoalProgress(goal, band) for goal, band in zip(goals, bands, strict=True))


class ReportState(StrEnum):
    """Where a report stands."""

    DRAFT = "draft"
    WITH_CLIENT = "with-client"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


class Audience(StrEnum):
    """As what somebody comes to a report."""

    CLIENT = "client"
    COACH = "coach"
    READER = "reader"


DRAFT, WITH_CLIENT, SIGNED, WITHDRAWN, DROPPED = ReportState
CLIENT, COACH = Audience.CLIENT, Audience.COACH

MOVES: Mapping[tuple[ReportState, ReportState], tuple[Audience, ...]] = MappingProxyType(
    {
        (DRAFT, WITH_CLIENT): (COACH,),
        (DRAFT, DROPPED): (COACH,),
        (WITH_CLIENT, DRAFT): (CLIENT, COACH),
        (WITH_CLIENT, SIGNED): (CLIENT,),
        (WITH_CLIENT, DROPPED): (CLIENT, COACH),
        (SIGNED, WITHDRAWN): (CLIENT,),
    }
)
"""Who makes each move. What was signed never becomes a draft again: another report is another document."""

READ_IN: Mapping[Audience, frozenset[ReportState]] = MappingProxyType(
    {
        Audience.CLIENT: frozenset({WITH_CLIENT, SIGNED, WITHDRAWN}),
        Audience.COACH: frozenset(ReportState),
        Audience.READER: frozenset({SIGNED}),
    }
)
"""In which states each of them knows that it exists."""

REFUSALS: Mapping[ReportState, str] = MappingProxyType(
    {
        DRAFT: "The coach is still writing this report. It can be signed once it lies before its client.",
        WITH_CLIENT: "This report lies before its client already. Nothing more needs to be done for now.",
        SIGNED: "This report is signed, and what was signed stays as it is. Write another one instead.",
        WITHDRAWN: "This report was withdrawn, and nobody else reads it any more. Write another one instead.",
        DROPPED: "This report was put away unsigned. Write another one instead.",
    }
)


def is_read_by(audience: Audience, state: ReportState) -> bool:
    """Whether a report of this state is there for them.

    Examples
    --------
    >>> is_read_by(Audience.READER, ReportState.WITH_CLIENT), is_read_by(Audience.READER, ReportState.SIGNED)
    (False, True)
    """
    return state in READ_IN[audience]


def check_move(now: ReportState, then: ReportState, who: Audience) -> None:
    """Raise `RuleBroken` unless ``who`` may take a report from one state to another.

    Examples
    --------
    >>> check_move(ReportState.WITH_CLIENT, ReportState.SIGNED, Audience.CLIENT)
    >>> check_move(ReportState.WITH_CLIENT, ReportState.SIGNED, Audience.COACH)
    Traceback (most recent call last):
        ...
    programs.rules.RuleBroken: Only the client does this. The report waits for them.
    """
    allowed = MOVES.get((now, then))
    if allowed is None:
        raise RuleBroken(REFUSALS[now])
    if who not in allowed:
        waits = "Only the client does this. The report waits for them."
        raise RuleBroken(waits if CLIENT in allowed else "Only the coach does this. Ask them for it.")
