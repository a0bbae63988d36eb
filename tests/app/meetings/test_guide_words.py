"""The questions of a cohort: worded anew by those who run it, offered to its pairs, put back at any time."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.services import copy_cohort
from app.core.audit import AuditEvent
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.meetings.guides import guide_for
from app.meetings.services import change_guide
from app.pairings.models import Pairing
from programs.catalogue import PROGRAM_TYPES
from programs.guides import as_text
from programs.phases import Phase
from tests.app.meetings.conftest import BrowserOf
from tests.app.timelines.conftest import browser_of, clock, pair
from tests.app.timelines.test_timelines import by_name
from tests.factories.people import loaded

__all__ = ["browser_of", "clock", "pair"]

OURS = ("Which gate do you use?", "Whom did you greet today?", "What is a shift?")


def path_of(cohort: Cohort, guide: str = "first") -> str:
    return f"/cohorts/{cohort.public_id}/settings/guides/{guide}"


def test_questions_are_worded_anew_and_offered_to_pairs(session: Session, pair: Pairing, browser_of: BrowserOf) -> None:
    cohort = session.merge(pair).cohort
    path, ruth = path_of(cohort), browser_of(by_name("Ruth Baptiste"))

    before = ruth.get(path).text
    saved = ruth.submit(path, questions="\n".join(OURS))
    listed = ruth.get(path.removesuffix("/first")).text

    session.rollback()
    offered = guide_for(session.merge(pair))
    assert ("What made you say yes to this place?" in before, saved.status_code) == (True, 302)
    assert (tuple(offered.questions), offered.others) == (OURS, None)
    assert listed.count("In your words.") == 1
    assert "One set in your words." in ruth.get(f"/cohorts/{cohort.public_id}/settings").text


def test_questions_go_back_to_those_of_the_program(session: Session, pair: Pairing, browser_of: BrowserOf) -> None:
    cohort = loaded(session.merge(pair).cohort)
    path, ruth = path_of(cohort), browser_of(by_name("Ruth Baptiste"))
    first = PROGRAM_TYPES["onboarding"].guides[0]

    ruth.submit(path, questions="\n".join(OURS))
    ruth.submit(f"{path}/restore", page=path)
    ruth.submit(path, questions="\n".join(OURS))
    ruth.submit(path, questions=as_text(first))

    session.expire_all()
    assert session.merge(cohort).own_guides == {}
    kinds = session.scalars(select(AuditEvent.kind).where(AuditEvent.kind == "cohort.guide_changed")).all()
    assert len(kinds) == 4


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write three questions."),
        ("One?\nTwo?", "Three questions make a set."),
        ("One?\nTwo?\nThree?\nFour?", "Three questions make a set."),
        ("\n".join(f"{number}?" for number in range(15)), "Three questions make a set."),
        ("One?\nTwo?\nOne?", "One question stands there twice."),
        (f"One?\nTwo?\n{'x' * 201}", "Keep each question shorter than 200 characters"),
    ],
)
def test_questions_that_make_no_sets_of_three_are_refused(
    session: Session, pair: Pairing, browser_of: BrowserOf, text: str, sentence: str
) -> None:
    cohort = session.merge(pair).cohort

    answer = browser_of(by_name("Ruth Baptiste")).submit(path_of(cohort), questions=text)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert (text in answer.text, cohort.own_guides) == (True, {})


def test_a_copy_takes_the_questions_over_and_an_ended_cohort_keeps_its_own(session: Session, pair: Pairing) -> None:
    ruth = by_name("Ruth Baptiste")
    with transaction() as writing:
        cohort = writing.merge(pair).cohort
        change_guide(cohort, cohort.guides[0], "\n".join(OURS), actor=ruth)
        copy = copy_cohort(cohort, "Spring", cohort.starts_on, actor=ruth)
        cohort.phase = Phase.CLOSED

    assert session.merge(copy).guides[0].questions == OURS
    first = session.merge(cohort).guides[0]
    with pytest.raises(RuleBroken, match="has ended"), transaction() as writing:
        change_guide(writing.merge(cohort), first, "A?\nB?\nC?", actor=ruth)
