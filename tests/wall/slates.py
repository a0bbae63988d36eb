"""A plan for a critical role in the world of the matrix, and how far it comes with two people whom others know well.

The mentee is named, asked, looked at, chosen by two and brought on by one of them; the mentor is named, agrees, and is
passed over. In the other world the plan, its owners and its round are there, and neither of the two is on the slate.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from app.core.clock import today
from app.core.db import db, session
from app.core.transactions import transaction
from app.people.models import Appointment, Person, Role
from app.succession.journal import Line, note
from app.succession.models import Candidate, Plan, Round
from app.succession.papers import CANDIDATE, OWNERS, SLATE, TOGETHER, open_drawer
from app.succession.services.appointing import confirm, propose
from app.succession.services.choosing import choose, save_draft
from app.succession.services.naming import (
    Card,
    agree,
    judge_readiness,
    name_candidate,
    note_asked,
    note_told,
    review,
    write_card,
)
from app.succession.services.settling import close_round, note_placed, open_a_round, settle
from app.succession.services.working import Assignment, Development, write_assignment, write_plan
from programs.readiness import Band
from tests.factories.succession import CARD, ROLE
from tests.wall.stage import Stage
from tests.world import Who, Whose

LEAD, OWNER, FIRST, SECOND = "slate-lead", "slate-owner", "slate-first", "slate-second"
NOBODY = "0" * 16
ON_IT = (Who.MENTEE, Who.MENTOR)
IDS = ("candidate_id", "chosen_id", "assignment_id")
WEEKS = timedelta(days=14)


def open_plan(
    own: dict[str, str], foreign: dict[str, str], _three: tuple[Person, Person, Person], _far: Person
) -> None:
    """The plan, its two owners and a round in which two executives choose, with nobody on the slate yet."""
    lead, owner, first, second = (_somebody(name) for name in (LEAD, OWNER, FIRST, SECOND))
    lead.appointments = [Appointment(role=Role.HR_LEAD)]
    for each in (owner, first, second):
        each.appointments = [Appointment(role=Role.EXECUTIVE)]
    session().flush()
    plan = propose(ROLE, [lead, owner], owner, actor=lead)
    confirm(plan, actor=owner)
    ends_on = today() + WEEKS
    running = open_a_round(plan, [first, second], ends_on, ends_on + WEEKS, None, actor=lead)
    named = {"plan_id": plan.public_id, "running_id": running.public_id} | dict.fromkeys(IDS, NOBODY)
    own |= named
    foreign |= named


def _somebody(name: str) -> Person:
    person = Person(name=name.replace("-", " ").capitalize(), email=f"{name}@northmere.example", languages=["en"])
    session().add(person)
    session().flush()
    return person


def name_both(stage: Stage) -> None:
    """An owner names both, with a card and a judgement: neither of them knows."""
    plan, lead = _plan(), _person(LEAD)
    for who in ON_IT:
        made = name_candidate(plan, open_drawer(plan, OWNERS, lead), _person(who.name), actor=lead)
        slate = open_drawer(plan, SLATE, lead)
        write_card(slate, made, CARD, 0, actor=lead)
        judge_readiness(slate, made, Band.SOON, "Closed the year early.", today(), actor=lead)
    first, second = _candidates()
    stage.world.parameters[Whose.OWN] |= {"candidate_id": first.public_id, "chosen_id": first.public_id}
    stage.world.parameters[Whose.FOREIGN] |= {"candidate_id": second.public_id, "chosen_id": second.public_id}


def ask_both(_stage: Stage) -> None:
    """Both were asked in person."""
    plan, lead = _plan(), _person(LEAD)
    for each in _candidates():
        note_asked(open_drawer(plan, SLATE, lead), each, actor=lead)


def agree_both(_stage: Stage) -> None:
    """Both say yes; the mentee names an executive."""
    for each, who in zip(_candidates(), ON_IT, strict=True):
        own = open_drawer(each, CANDIDATE, _person(who.name))
        agree(each, own, "Somebody from commercial", [_person(FIRST).public_id])


def look_at_both(_stage: Stage) -> None:
    """Both executives open the slate and each of the cards, and draft something; the owners review the names."""
    running, plan = _round(), _plan()
    for executive in (_person(FIRST), _person(SECOND)):
        note(plan, Line.OPENED_SLATE, executive)
        for each in _candidates():
            note(plan, Line.OPENED_CANDIDATE, executive, each.public_id)
            save_draft(running, each, executive, "Perhaps. I would like to see more of them.", 0)
    review(plan, actor=_person(OWNER))


def choose_one(_stage: Stage) -> None:
    """Both executives choose the mentee."""
    mentee, _mentor = _candidates()
    for name in (FIRST, SECOND):
        choose(_round(), mentee, _person("mentee"), _person(name), "They have run plants through worse.", 1)


def settle_it(stage: Stage) -> None:
    """One of the two brings the mentee on, the other gets none; the mentor is passed over, and the round ends."""
    plan, running, lead, executive = _plan(), _round(), _person(LEAD), _person(FIRST)
    mentee, mentor = _candidates()
    who = _person("mentee")
    settle(open_drawer(plan, OWNERS, lead), running, mentee, who.public_id, executive, 12, "Their own wish.")
    close_round(running, actor=lead)
    note_told(mentor, actor=lead)
    write_plan(open_drawer(mentee, TOGETHER, who), Development("Head of operations, south"), 0)
    made = Assignment("Close the books", "Finance", today(), today() + WEEKS)
    write_assignment(open_drawer(mentee, TOGETHER, executive), made, None, 0)
    written = open_drawer(mentee, TOGETHER, who).papers[-1].paper
    stage.world.parameters[Whose.OWN]["assignment_id"] = written.public_id


def place_one(_stage: Stage) -> None:
    """The mentee takes the role on; the card of the mentor is written anew."""
    plan, lead = _plan(), _person(LEAD)
    mentee, mentor = _candidates()
    note_placed(open_drawer(plan, SLATE, lead), mentee, actor=lead)
    slate = open_drawer(plan, SLATE, lead)
    write_card(slate, mentor, Card("Ran a port.", "Nothing yet", "Everything."), 1, actor=lead)


STEPS: dict[str, Callable[[Stage], None]] = {
    "named": name_both,
    "asked": ask_both,
    "agreed": agree_both,
    "looked at": look_at_both,
    "chosen": choose_one,
    "brought on and passed over": settle_it,
    "placed": place_one,
}
"""How far it comes with the two, one after the other."""


def take(step: str, stage: Stage) -> None:
    """The next step, written as its people would write it."""
    with stage.app.app_context():
        with transaction():
            STEPS[step](stage)
        db.session.remove()


def _person(name: str) -> Person:
    return session().scalars(select(Person).where(Person.email == f"{name.lower()}@northmere.example")).one()


def _plan() -> Plan:
    return session().scalars(select(Plan)).one()


def _round() -> Round:
    return session().scalars(select(Round)).one()


def _candidates() -> tuple[Candidate, Candidate]:
    mentee, mentor = session().scalars(select(Candidate).order_by(Candidate.id))
    return mentee, mentor
