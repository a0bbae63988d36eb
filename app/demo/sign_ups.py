"""People of the demonstration who are signing up: some are done, some have begun, some have not looked yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from app.choices.services import ask_mentor, end_unanswered
from app.cohorts.models import Cohort, Enrolment, Side
from app.cohorts.queries import participants
from app.core.clock import now, today
from app.core.db import session
from app.people.models import Person
from app.sign_up.asking import questions_for
from app.sign_up.models import SignUp
from app.sign_up.queries import enrolment_on
from app.sign_up.services import agreement, begin, confirm, invite, save_step
from programs.topics import Topic

ON_MY_OWN = 4
ROLES = ("Head of operations", "Head of sales", "Director of finance", "Programme director", "Site manager")
ASKED_BEFORE = "I would like to learn how you decide what not to do."
ASKED = "You built a team of forty from nothing. I lead one of three, and would like to learn what changes on the way."
STEPS = ("invited", "opened", "started", "done", "done", "done")
"""How far somebody has come, drawn with these odds."""


def sign_up(
    cohort: Cohort, mentees: Sequence[Person], mentors: Sequence[Person], chance: Random, *, done: Collection[str]
) -> None:
    """Invite everybody and let each come as far as they have, those who are named to the end. The caller commits."""
    actor = cohort.administrators[0].person
    for row in invite(cohort, {Side.MENTEE: mentees, Side.MENTOR: mentors}, actor=actor):
        row.invited_at = now() - timedelta(days=9)
        step = chance.choice(STEPS)
        _come_in(row, "done" if row.person.name in done else step, chance)


def ask_first(cohort: Cohort, mentee: Person, mentor: Person) -> None:
    """A mentee asks a mentor, who has not answered yet; another whom they asked before was not possible."""
    asker, asked = enrolment_on(mentee.id, cohort.id, Side.MENTEE), enrolment_on(mentor.id, cohort.id, Side.MENTOR)
    if asker is None or asked is None:
        raise LookupError("both have signed up a moment ago")
    others = participants(cohort, side=Side.MENTOR).where(Enrolment.id != asked.id)
    before = ask_mentor(asker, session().scalars(others.limit(1)).one(), ASKED_BEFORE, actor=mentee)
    before.asked_at, before.answer_by = now() - timedelta(days=9), today() - timedelta(days=2)
    end_unanswered()
    ask_mentor(asker, asked, ASKED, actor=mentee)


def _come_in(row: SignUp, step: str, chance: Random) -> None:
    if step == "invited":
        return
    begin(row.person, row.cohort, row.side, actor=row.person)
    if step == "opened":
        return
    save_step(row, Topic.SUBJECT, _answers(row, chance), actor=row.person)
    if step == "done":
        confirm(row, agreement(row).version, actor=row.person)


def _answers(row: SignUp, chance: Random) -> dict[str, Any]:
    """What is asked and not known from the profile."""
    known = {
        "target_roles": chance.sample(ROLES, 2),
        "experience": chance.sample(ROLES, 2),
        "seats": chance.choice((1, 1, 2)),
        "wants": [{"skill": "", "name": "Leading change", "level": ON_MY_OWN, "today": 2}],
    }
    asked = {question.key for question in questions_for(row.cohort, row.side)}
    return {key: answer for key, answer in known.items() if key in asked and not row.answers.get(key)}
