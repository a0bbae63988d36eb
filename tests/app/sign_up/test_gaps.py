"""A gap of a skill has two ends where levels are looked at before and after: where one is, and the goal."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.people.models import Person
from app.sign_up.asking import missing
from app.sign_up.models import SignUp
from app.sign_up.services import save_step
from programs.questions import Topic
from tests.factories.sign_up import WANTS, opened


@pytest.mark.parametrize(
    ("levels", "sentence"),
    [
        ({}, "Say for Law how far you would like to come."),
        ({"level": 4}, "Say for Law where you are today."),
        ({"level": 2, "today": 4}, "For Law, choose a goal that lies above where you are today."),
        ({"level": 4, "today": 4}, "For Law, choose a goal that lies above where you are today."),
    ],
)
def test_gap_of_a_skill_has_both_its_ends(
    session: Session, cohort: Cohort, amara: Person, levels: dict[str, int], sentence: str
) -> None:
    sign_up = opened(cohort, amara)
    given = {"wants": [*WANTS, {"skill": "", "name": "Law", **levels}]}

    with pytest.raises(RuleBroken) as refused, transaction():
        save_step(session.merge(sign_up), Topic.SUBJECT, given, actor=session.merge(amara), is_whole=True)
    with transaction():
        save_step(session.merge(sign_up), Topic.SUBJECT, given, actor=session.merge(amara))

    assert (refused.value.field, str(refused.value)) == ("wants", sentence)
    assert "wants" in [each.key for each in missing(session.get_one(SignUp, sign_up.id, populate_existing=True))]
