"""The table of phases: every move is either allowed or has a sentence."""

from __future__ import annotations

from itertools import permutations

import pytest

from programs.phases import ALLOWED_MOVES, BLOCKED_MOVES, Phase, check_move, next_phases
from programs.rules import RuleBroken

MOVES = list(permutations(Phase, 2))
ALLOWED = {(now, then) for now in Phase for then in ALLOWED_MOVES[now]}


def test_phases_run_from_draft_to_closed() -> None:
    path = [Phase.DRAFT]
    while next_phases(path[-1]):
        path.append(next_phases(path[-1])[-1])

    assert path == list(Phase)


def test_phases_allow_or_explain_every_move() -> None:
    assert {*ALLOWED, *BLOCKED_MOVES} == set(MOVES)
    assert ALLOWED & set(BLOCKED_MOVES) == set()


@pytest.mark.parametrize(("now", "then"), sorted(ALLOWED))
def test_allowed_move_passes(now: Phase, then: Phase) -> None:
    check_move(now, then)


@pytest.mark.parametrize(("now", "then"), sorted(BLOCKED_MOVES))
def test_blocked_move_says_why_and_what_to_do(now: Phase, then: Phase) -> None:
    with pytest.raises(RuleBroken) as broken:
        check_move(now, then)

    assert (str(broken.value), broken.value.field) == (BLOCKED_MOVES[now, then], "phase")
    assert str(broken.value).count(".") >= 2


@pytest.mark.parametrize("phase", Phase)
def test_phase_does_not_move_to_itself(phase: Phase) -> None:
    with pytest.raises(RuleBroken, match="already in this phase"):
        check_move(phase, phase)


@pytest.mark.parametrize("phase", Phase)
def test_phase_says_what_happens_in_it(phase: Phase) -> None:
    assert phase.sentence.endswith(".")
