"""The phases of a cohort, which moves are allowed, and for each other move why not and what to do."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from programs.rules import RuleBroken

__all__ = ["ALLOWED_MOVES", "BLOCKED_MOVES", "Phase", "check_move", "next_phases"]


class Phase(StrEnum):
    """Where a cohort stands."""

    DRAFT = "draft"
    SIGN_UP = "sign-up"
    MATCHING = "matching"
    RUNNING = "running"
    CLOSING = "closing"
    CLOSED = "closed"

    @property
    def sentence(self) -> str:
        """What happens in this phase."""
        return SENTENCES[self]


D, S, M, R, C, E = Phase

SENTENCES: Mapping[Phase, str] = MappingProxyType(
    {
        D: "The cohort is being prepared. Only its administrators see it.",
        S: "Mentees and mentors sign up.",
        M: "Sign-up has ended. Administrators match, review and publish.",
        R: "The pairs are published and meet.",
        C: "The pairs have their last talks and say goodbye.",
        E: "The cohort has ended. Nothing in it changes any more.",
    }
)

ALLOWED_MOVES: Mapping[Phase, tuple[Phase, ...]] = MappingProxyType(
    {D: (S,), S: (D, M), M: (S, R), R: (C,), C: (R, E), E: ()}
)
"""From each phase, those that may follow. Later runs of a running cohort need no move."""

BLOCKED_MOVES: Mapping[tuple[Phase, Phase], str] = MappingProxyType(
    {
        (D, M): "Nobody has been able to sign up yet. Open sign-up first.",
        (D, R): "There are no pairs yet. Open sign-up first, then match and publish.",
        (D, C): "The cohort has not begun. Put the draft away if it is not needed.",
        (D, E): "The cohort has not begun. Put the draft away if it is not needed.",
        (S, R): "There are no pairs yet. Close sign-up to begin matching, then publish a run.",
        (S, C): "The cohort has no pairs to say goodbye to. Take it back to draft if it is not to go on.",
        (S, E): "The cohort has no pairs to close. Take it back to draft if it is not to go on.",
        (M, D): "People have signed up, and a draft would hide the cohort from them. Open sign-up again first.",
        (M, C): "No pairs have been published. Publish a run first, or open sign-up again.",
        (M, E): "No pairs have been published. Publish a run first, or open sign-up again.",
        (R, D): "Pairs are meeting, and a draft would hide the cohort from them. Begin closing if it is to end.",
        (R, S): "The pairs are published. Add a latecomer on the sign-up page and match again: the pairs stay.",
        (
            R,
            M,
        ): "The pairs are published. A further run needs no change of phase: it keeps the pairs and places the rest.",
        (R, E): "Pairs are meeting and need time for a last talk. Begin closing first.",
        (
            C,
            D,
        ): "People have met in this cohort, and a draft would hide it from them. Go back to running if it is to go on.",
        (C, S): "The cohort is closing. Launch a new cohort for new people.",
        (C, M): "The cohort is closing. Go back to running if it is to go on, and match there.",
        (E, D): "The cohort has ended and stays as it is. Launch a new cohort with the same settings.",
        (E, S): "The cohort has ended and stays as it is. Launch a new cohort for new people.",
        (E, M): "The cohort has ended and stays as it is. Launch a new cohort to match people again.",
        (E, R): "The cohort has ended. Its pairs may go on meeting by themselves; for a program, launch a new cohort.",
        (E, C): "The cohort has ended, and its pairs have said goodbye. Launch a new cohort for new people.",
    }
)


def next_phases(phase: Phase) -> tuple[Phase, ...]:
    """Phases that may follow.

    Examples
    --------
    >>> next_phases(Phase.RUNNING)
    (<Phase.CLOSING: 'closing'>,)
    """
    return ALLOWED_MOVES[phase]


def check_move(now: Phase, then: Phase) -> None:
    """Raise `RuleBroken` with a sentence unless a cohort may move.

    Examples
    --------
    >>> check_move(Phase.DRAFT, Phase.SIGN_UP)
    >>> check_move(Phase.DRAFT, Phase.MATCHING)
    Traceback (most recent call last):
        ...
    programs.rules.RuleBroken: Nobody has been able to sign up yet. Open sign-up first.
    """
    if then in ALLOWED_MOVES[now]:
        return
    if then == now:
        raise RuleBroken("The cohort is already in this phase. Nothing needs to be done.", field="phase")
    raise RuleBroken(BLOCKED_MOVES[now, then], field="phase")
