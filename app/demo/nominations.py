"""A committee for the tour: two nominees are before Helena, Ingrid, Jonas and a director; Daniel put Amara forward."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from app.cohorts.models import Cohort
from app.cohorts.queries import administrators_of
from app.core.clock import today
from app.core.db import session
from app.demo.cast import CAST
from app.nominations.models import NominationFile, Origin, Proposal, Selection
from app.nominations.policy import takes_nominations
from app.nominations.services import (
    Draft,
    Terms,
    approve,
    keep,
    name_member,
    open_selection,
    put_forward,
    say,
    write_reason,
)
from app.nominations.services.standing import as_shown, digest_of
from app.people.models import Person
from programs.nominations import Wish

COMMITTEE = ("Helena Duarte", "Ingrid Solberg", "Jonas Lindqvist")
WORDS = "Whoever is new goes to Amara with their first question. She has never been asked to."
SHOWN = (
    (
        "Three years of keeping six sites together, and a checklist that the others took over unasked.",
        "I did not know the new system either. I asked the two who had failed with it what they would do otherwise.",
    ),
    (
        "Two moves of the whole team without a day of standstill. Four of those I taught lead teams of their own now.",
        "In the outage I decided everything myself, and it went wrong. Since then I say what has to be reached.",
    ),
)
REASON = "Both examples are about others getting better, and the second one says what went wrong. I would take them."
PLACES = 4


def nominate_somebody(people: Mapping[str, Person]) -> None:
    """Let two be before a committee of four, one reason be written, and a third think about it. The caller commits."""
    cohort = next(each for each in session().scalars(select(Cohort).order_by(Cohort.id)) if takes_nominations(each))
    runs = administrators_of(cohort)[0].person
    terms = Terms(closes_on=today() + timedelta(days=21), places=PLACES, audience=40)
    selection = open_selection(cohort, terms, actor=runs)
    # Jonas is Amara’s mentor and does not read about her: with a fourth, three do.
    for name in (*COMMITTEE, _a_director(people).name):
        name_member(selection, people[name].email or "", actor=runs)
    selection.speaker = people[COMMITTEE[0]]
    first, _second = (_show(each, selection, *words) for each, words in zip(_two(people), SHOWN, strict=True))
    write_reason(first, Proposal.TAKE, REASON, actor=people["Ingrid Solberg"])
    amara, daniel = people["Amara Okafor"], people["Daniel Okonkwo"]
    put_forward(amara, selection, WORDS, origin=Origin.MANAGER, actor=daniel)


def _two(people: Mapping[str, Person]) -> list[Person]:
    """Two of whom nobody of the committee is a boss, and who take part in no story of the tour."""
    cast, near = {each.name for each in CAST}, {people[name].department for name in COMMITTEE}
    near.add(_a_director(people).department)
    found = (each for name, each in sorted(people.items()) if name not in cast and each.department not in near)
    return [each for each, _place in zip((each for each in found if each.level == 4), range(2), strict=False)]


def _a_director(people: Mapping[str, Person]) -> Person:
    """Somebody of level 6 who is no part of the tour, and not of Amara’s department."""
    cast, hers = {each.name for each in CAST}, people["Amara Okafor"].department
    found = (each for name, each in sorted(people.items()) if each.level == 6 and name not in cast)
    return next(each for each in found if each.department != hers)


def _show(nominee: Person, selection: Selection, contribution: str, learning: str) -> NominationFile:
    say(nominee, Wish.YES)
    file = keep(nominee, selection, Draft(contribution=contribution, learning=learning))
    approve(file, digest_of(as_shown(file)))
    return file
