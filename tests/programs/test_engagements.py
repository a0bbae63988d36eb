"""Two kinds of engagement, opposite rules."""

from __future__ import annotations

from itertools import pairwise

import pytest

from programs.engagements import ADVISING, COACHING, RULES, EngagementKind, EngagementRules, EngagementState, Party
from programs.rules import RuleBroken


def test_every_kind_has_its_rules() -> None:
    assert {kind: rules.kind for kind, rules in RULES.items()} == {kind: kind for kind in EngagementKind}


def test_the_two_are_opposites() -> None:
    assert (COACHING.judges, ADVISING.judges) == (Party.CLIENT, Party.MANAGER)
    assert (COACHING.sets_agenda, ADVISING.sets_agenda[0]) == ((Party.CLIENT,), Party.MANAGER)
    assert (Party.HR in COACHING.may_refer, Party.HR in ADVISING.may_refer) == (False, True)


@pytest.mark.parametrize("rules", RULES.values(), ids=lambda rules: str(rules.kind))
def test_what_is_over_stays_over_and_everything_else_can_end(rules: EngagementRules) -> None:
    for state in EngagementState:
        ends = any(rules.allows(state, after) for after in EngagementState if after.is_over)
        assert ends == (state in rules.moves)
        assert not (state.is_over and state in rules.moves)


def test_nobody_begins_before_the_client_has_read_and_said_yes() -> None:
    way = [EngagementState.REFERRED, EngagementState.WAITING, EngagementState.OFFERED, EngagementState.UNDER_WAY]

    for before, after in pairwise(way):
        ADVISING.check_move(before, after)
    with pytest.raises(RuleBroken):
        ADVISING.check_move(EngagementState.REFERRED, EngagementState.UNDER_WAY)
