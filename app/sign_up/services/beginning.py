"""A sign-up begins: by an invitation, by the person's own button, or because an administrator fills it in for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from app.cohorts.limits import refuse_too_many
from app.cohorts.models import Cohort, Side
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.outbox import send
from app.people.models import Person
from app.sign_up.asking import IN_PROFILE, NOT_KEPT, kind_of
from app.sign_up.models import SignUp, SignUpState
from app.sign_up.queries import own_sign_up
from app.sign_up.services.answering import write_answers
from app.sign_up.services.rows import fill, locked, new_sign_up
from app.sign_up.windows import refuse_closed, why_too_early

AGAIN = frozenset({SignUpState.INVITED, SignUpState.WITHDRAWN})


def invite(cohort: Cohort, people_by_side: Mapping[Side, Iterable[Person]], *, actor: Person) -> list[SignUp]:
    """Ask people to sign up, each on a side; whoever has a sign-up there already is left as they are. No mail is sent.

    Somebody who had withdrawn is invited anew. Returns the sign-ups that are new or invited anew.
    """
    known = {(each.person_id, each.side): each for each in session().scalars(_of(cohort))}
    invited = []
    for side, people in people_by_side.items():
        for person in {each.id: each for each in people}.values():
            row = known.get((person.id, side))
            if row is None:
                row = new_sign_up(person, cohort, side, SignUpState.INVITED)
            elif row.state is not SignUpState.WITHDRAWN:
                continue
            row.state, row.invited_at = SignUpState.INVITED, now()
            invited.append(row)
    session().flush()
    if any(each.side is Side.MENTEE for each in invited):
        refuse_too_many(cohort)
    if invited:
        record(actor, "sign_up.invited", cohort, people=len(invited))
    return invited


def begin(person: Person, cohort: Cohort, side: Side, *, actor: Person) -> SignUp:
    """Open one's own sign-up; one that was begun already is returned as it stands.

    Raises RuleBroken while sign-up is closed, for whoever was not invited where that is needed, and for a mentee who
    is too new to the house and whom nobody invited by name.
    """
    found = own_sign_up(person, cohort, side)
    if found is None and kind_of(cohort).by_invitation:
        raise RuleBroken(_("This program is by invitation. Ask those who run it, or your HR, about taking part."))
    refuse_closed(cohort, found)
    if side is Side.MENTEE and found is None and (sentence := why_too_early(person, cohort)):
        raise RuleBroken(sentence)
    row = locked(found) if found is not None else new_sign_up(person, cohort, side, SignUpState.INVITED)
    if row.opened_at is None and not row.answers:
        session().flush()
        fill(row)
    if row.state in AGAIN:
        row.state, row.opened_at = SignUpState.OPENED, now()
        row.step = 1
        session().flush()
        record(actor, "sign_up.opened", row)
    return row


def enter_for(cohort: Cohort, person: Person, side: Side, given: Mapping[str, Any], *, actor: Person) -> SignUp:
    """Fill in a sign-up for somebody, who is asked by a letter to look through it and confirm; nobody is enrolled.

    ``given`` maps keys of questions to answers as ``save_step`` takes them. What only the person may say, languages,
    hours and whom not, is not taken. Raises RuleBroken for who has signed up already or has no address.
    """
    if person.email is None:
        raise RuleBroken(_("%(name)s has no e-mail address, and could not confirm.", name=person.name))
    found = own_sign_up(person, cohort, side)
    row = locked(found) if found is not None else new_sign_up(person, cohort, side, SignUpState.INVITED)
    if row.state is SignUpState.DONE:
        raise RuleBroken(_("%(name)s has signed up already.", name=person.name))
    session().flush()
    if row.opened_at is None and not row.answers:
        fill(row)
    row.state, row.entered_by_id = SignUpState.ENTERED, actor.id
    row.invited_at = row.invited_at or now()
    write_answers(row, {key: each for key, each in given.items() if key not in IN_PROFILE | NOT_KEPT}, actor=actor)
    session().flush()
    if side is Side.MENTEE:
        refuse_too_many(cohort)
    record(actor, "sign_up.entered", row)
    send("sign_up_confirm_please", to=person.email, sign_up_id=row.id)
    return row


def _of(cohort: Cohort) -> Any:
    return select(SignUp).where(SignUp.cohort_id == cohort.id)
