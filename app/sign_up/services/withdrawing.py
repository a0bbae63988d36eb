"""Somebody withdraws: out of the match at once, and free to sign up again."""

from __future__ import annotations

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.services import locked as locked_cohort
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from app.sign_up.models import SignUp, SignUpState
from app.sign_up.queries import enrolment_on, own_sign_up
from app.sign_up.services.rows import locked, locked_enrolment, new_sign_up
from app.sign_up.settled import refuse_settled
from programs.phases import Phase


def withdraw(sign_up: SignUp, *, actor: Person) -> None:
    """Take somebody out of a cohort, until they sign up again; answers stay, so that nothing has to be typed anew.

    Whom one would rather not be with stays as it is. Raises RuleBroken where a pair is open: that is ended instead.
    """
    cohort = locked_cohort(sign_up.cohort)
    if cohort.phase is Phase.CLOSED:
        raise RuleBroken(_("This cohort has ended. There is nothing left to withdraw from."))
    enrolment = locked_enrolment(sign_up)
    row = locked(sign_up)
    if row.state is SignUpState.WITHDRAWN and not _is_in(enrolment):
        return
    if _is_in(enrolment):
        refuse_settled(enrolment)
        _take_out(enrolment)
    row.state = SignUpState.WITHDRAWN
    session().flush()
    record(actor, "sign_up.withdrawn", row)


def leave(person: Person, cohort: Cohort, side: Side, *, actor: Person) -> SignUp:
    """The same for somebody whom a file signed up, and who has never opened a sign-up of their own."""
    row = own_sign_up(person, cohort, side)
    if row is None:
        if not _is_in(enrolment_on(person.id, cohort.id, side)):
            raise RuleBroken(_("You do not take part in this cohort."))
        row = new_sign_up(person, cohort, side, SignUpState.OPENED)
        session().flush()
    withdraw(row, actor=actor)
    return row


def _is_in(enrolment: Enrolment | None) -> bool:
    return enrolment is not None and enrolment.state is EnrolmentState.SIGNED_UP


def _take_out(enrolment: Enrolment | None) -> None:
    if enrolment is not None:
        enrolment.state, enrolment.withdrawn_at = EnrolmentState.WITHDRAWN, now()
