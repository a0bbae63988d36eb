"""A mentee asks a mentor, or takes it back. The caller commits.

Whatever stands against the two, the asker is told nothing of it here: the request is noted, and ends like a no.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.choices.models import LONGEST_LINE, MentorRequest, RequestState
from app.choices.opening import may_ask
from app.choices.reaching import taken_by
from app.cohorts.models import Cohort, Enrolment, EnrolmentState
from app.cohorts.services import kept
from app.core.audit import record
from app.core.clock import now, today
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.organisation import date_here, organisation
from app.core.outbox import send
from app.core.wording import day, spelled
from app.matching_runs.few import rules_against
from app.pairings.services.locking import locked_enrolments
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.choice import Choice

WITHDRAWN = RequestState.WITHDRAWN
SAME_MENTOR_MOST = 2
"""Whom one has asked and taken back so often in a cohort, one asks no more."""
TAKEN_BACK_MOST, RESTS_AFTER = 6, timedelta(days=7)
"""Whoever has taken back so many of a week asks nobody until the first of them is a week old."""


def ask_mentor(mentee: Enrolment, mentor: Enrolment, words: str, *, actor: Person) -> MentorRequest:
    """Ask, with a line why; the mentor is written to where the request reaches them.

    Raises RuleBroken where nobody asks now, for somebody who has a mentor or is asking as many as they may, for a
    second time, and for whoever takes back too much of what they ask; Conflict where the same person was asking in
    another window.
    """
    choice = choice_of(kept(mentee.cohort))
    row = locked_enrolments([mentee.id])[mentee.id]
    _refuse_odd(row, words)
    asked = session().scalars(select(MentorRequest).where(MentorRequest.mentee_id == row.id)).all()
    place = _free_place([each for each in asked if each.state is not WITHDRAWN], mentor, choice.at_once)
    _refuse_restless([each for each in asked if each.state is WITHDRAWN], mentor)
    made = MentorRequest(
        cohort=mentee.cohort,
        mentee=row,
        mentor=mentor,
        place=place,
        words=words,
        is_allowed=not rules_against(row, mentor),
        answer_by=choice.answer_by(today(organisation().time_zone)),
    )
    _store(made)
    record(actor, "request.asked", made)
    if mentor.person.email:
        send("request_arrived", to=mentor.person.email, request_id=made.id)
    return made


def withdraw_request(request: MentorRequest, *, actor: Person) -> None:
    """Take a request back; the same mentor may be asked again. Raises Conflict for one that has ended."""
    row = locked_request(request)
    if not row.is_open:
        raise Conflict(_("This request has ended already. There is nothing left to take back."))
    row.state, row.ended_at, row.declined_at = RequestState.WITHDRAWN, now(), None
    session().flush()
    record(actor, "request.withdrawn", row)


def locked_request(request: MentorRequest) -> MentorRequest:
    """The request as it is now, kept from other writers. Whoever also needs the two enrolments locks those first."""
    same = select(MentorRequest).where(MentorRequest.id == request.id).with_for_update()
    return session().scalars(same.execution_options(populate_existing=True)).one()


def choice_of(cohort: Cohort) -> Choice:
    """What the type offers. Raises RuleBroken where mentees do not ask, or not now."""
    choice = PROGRAM_TYPES[cohort.program_type].choice
    if choice is None or not may_ask(cohort):
        raise RuleBroken(_("In this cohort nobody asks a mentor at the moment."))
    return choice


def _refuse_odd(mentee: Enrolment, words: str) -> None:
    if not words.strip():
        raise RuleBroken(_("Write a line why you are asking."), field="words")
    if len(words) > LONGEST_LINE:
        raise RuleBroken(_("At most %(most)s characters, please.", most=LONGEST_LINE), field="words")
    if mentee.state is not EnrolmentState.SIGNED_UP:
        raise Conflict(_("You have withdrawn from this cohort. Sign up again if you would like to take part."))
    if taken_by([mentee.id]).get(mentee.id, 0) >= mentee.needs:
        raise RuleBroken(_("You have a mentor already, so nobody needs to be asked."))


def _refuse_restless(withdrawn: Sequence[MentorRequest], mentor: Enrolment) -> None:
    """Each request is a letter to somebody: whoever asks and takes back over and over comes to rest for a while."""
    if sum(each.mentor_id == mentor.id for each in withdrawn) >= SAME_MENTOR_MOST:
        name = mentor.person.name
        raise RuleBroken(_("You have asked %(name)s twice. Ask somebody else, or wait for the match.", name=name))
    lately = sorted(each.asked_at for each in withdrawn if each.asked_at > now() - RESTS_AFTER)
    if len(lately) >= TAKEN_BACK_MOST:
        again = date_here(lately[-TAKEN_BACK_MOST] + RESTS_AFTER) + timedelta(days=1)
        sentence = _(
            "You have taken %(count)s requests back lately, and each was a letter to somebody. "
            "You can ask again from %(day)s on.",
            count=spelled(len(lately)),
            day=day(again),
        )
        raise RuleBroken(sentence)


def _free_place(before: Sequence[MentorRequest], mentor: Enrolment, at_once: int) -> int:
    if any(each.mentor_id == mentor.id for each in before):
        raise RuleBroken(_("You have asked this mentor already."))
    taken = {each.place for each in before if each.is_open}
    if len(taken) >= at_once:
        raise RuleBroken(
            ngettext(
                "You are asking somebody already. Wait for the answer, or take that request back first.",
                "You are asking %(count)s mentors already. Wait for an answer, or take one of the requests back first.",
                at_once,
                count=spelled(at_once),
            )
        )
    return next(number for number in range(1, at_once + 1) if number not in taken)


def _store(made: MentorRequest) -> None:
    try:
        with session().begin_nested():
            session().add(made)
            session().flush()
    except IntegrityError as error:
        raise Conflict(_("You were asking in another window at the same moment. Look once more.")) from error
