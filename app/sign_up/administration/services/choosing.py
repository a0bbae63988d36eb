"""Whom to invite: chosen first, written to afterwards, when the letters have been looked at."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, insert, select, update

from app.cohorts.limits import refuse_too_many
from app.cohorts.models import Cohort, Side
from app.cohorts.services import locked, refuse_when_over
from app.core.audit import record
from app.core.bulk import portions, run_for_each
from app.core.db import public_id, session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.people.models import Person
from app.people.names import address
from app.sign_up.administration.queries import invitable, people_of_emails
from app.sign_up.asking import kind_of
from app.sign_up.models import SignUp, SignUpState
from app.sign_up.windows import WHILE_IT_LASTS, why_closed
from programs.phases import Phase

MOST_ADDRESSES = 2_000
SHOWN = 10


class Choice(StrEnum):
    """By what people are chosen."""

    DEPARTMENT = "department"
    EVERYBODY = "everybody"
    EMAILS = "emails"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Whom an administrator wants to invite, and as what."""

    sides: Collection[Side]
    by: Choice
    department: str = ""
    emails: str = ""


def why_not_invited(cohort: Cohort) -> str | None:
    """Why nobody can be invited now, with what to do instead; None while they can."""
    is_late = cohort.phase is Phase.RUNNING
    is_rolling = kind_of(cohort).rolling and cohort.phase in WHILE_IT_LASTS
    if cohort.phase is Phase.DRAFT or is_late or is_rolling:
        return None
    if cohort.phase is Phase.MATCHING:
        return _("Pairs are being made. Open sign-up again, or add latecomers once the pairs are published.")
    if cohort.phase is Phase.SIGN_UP and why_closed(cohort) is not None:
        return _("The last day to sign up is over. Extend it first.")
    return why_closed(cohort)


def choose(cohort: Cohort, chosen: Chosen, *, actor: Person) -> int:
    """Choose people for an invitation that is sent later; returns how many places on a side that makes.

    Whoever is asked or in already is left as they are; whoever had withdrawn is chosen anew. Raises RuleBroken,
    naming the field, for no side, for addresses of nobody here, when nobody is left, and when nobody can be invited.
    """
    locked(cohort)
    _refuse_uninvited(cohort)
    if not chosen.sides:
        raise RuleBroken(_("Say as what they are invited."), field="sides")
    ids = _ids(chosen)
    made = sum(_add(cohort, side, ids, chosen) for side in sorted(chosen.sides))
    if not made:
        raise RuleBroken(_("Nobody is left to choose: they are asked or in already."), field="by")
    if Side.MENTEE in chosen.sides:
        refuse_too_many(cohort)
    record(actor, "sign_up.chosen", cohort, people=made, by=chosen.by.value)
    return made


def choose_person(cohort: Cohort, person: Person, side: Side, *, actor: Person) -> None:
    """Choose one person. Raises RuleBroken where they are asked or in already, or cannot be written to."""
    locked(cohort)
    _refuse_uninvited(cohort)
    found = session().scalars(invitable(cohort, side).where(Person.id == person.id)).all()
    if not found:
        raise RuleBroken(_("%(name)s is asked already, or cannot be written to.", name=person.name))
    _write(cohort, side, [person.id])
    if side is Side.MENTEE:
        refuse_too_many(cohort)
    record(actor, "sign_up.chosen", cohort, people=1, by="name")


def forget_chosen(cohort: Cohort, *, actor: Person) -> int:
    """Forget everybody who was chosen and not written to yet; returns how many that was."""
    locked(cohort)
    unwritten = (SignUp.cohort_id == cohort.id) & (SignUp.state == SignUpState.INVITED) & SignUp.invited_at.is_(None)
    ids = session().scalars(select(SignUp.id).where(unwritten)).all()
    for some in portions(ids):
        session().execute(delete(SignUp).where(SignUp.id.in_(some)))
    if ids:
        record(actor, "sign_up.choice_forgotten", cohort, people=len(ids))
    return len(ids)


def _refuse_uninvited(cohort: Cohort) -> None:
    refuse_when_over(cohort)
    sentence = why_not_invited(cohort)
    if sentence is not None:
        raise RuleBroken(sentence)


def _ids(chosen: Chosen) -> list[int] | None:
    """The people that were pasted; None where a query says who."""
    if chosen.by is Choice.DEPARTMENT and not chosen.department:
        raise RuleBroken(_("Choose a department."), field="department")
    if chosen.by is not Choice.EMAILS:
        return None
    emails = [address(each) for each in re.split(r"[\s,;<>]+", chosen.emails) if "@" in each]
    if not emails:
        raise RuleBroken(_("Paste at least one e-mail address."), field="emails")
    if len(emails) > MOST_ADDRESSES:
        raise RuleBroken(_("At most 2,000 addresses at a time, please."), field="emails")
    known = people_of_emails(emails)
    unknown = [each for each in dict.fromkeys(emails) if each not in known]
    if unknown:
        raise RuleBroken(_unknown(unknown), field="emails")
    return list(known.values())


def _unknown(unknown: Sequence[str]) -> str:
    shown = ", ".join(unknown[:SHOWN]) + (" …" if len(unknown) > SHOWN else "")
    return ngettext(
        "This address belongs to nobody who works here: %(shown)s. Take it out, and nobody was chosen so far.",
        "%(count)s addresses belong to nobody who works here: %(shown)s. Take them out, and nobody was chosen so far.",
        len(unknown),
        count=len(unknown),
        shown=shown,
    )


def _add(cohort: Cohort, side: Side, ids: Iterable[int] | None, chosen: Chosen) -> int:
    found = invitable(cohort, side).with_only_columns(Person.id)
    if ids is not None:
        found = found.where(Person.id.in_(list(ids)))
    if chosen.by is Choice.DEPARTMENT:
        found = found.where(Person.department == chosen.department)
    people = session().scalars(found).all()
    _write(cohort, side, people)
    return len(people)


def _write(cohort: Cohort, side: Side, person_ids: Sequence[int]) -> None:
    again: set[int] = set()
    for some in portions(person_ids):
        withdrawn = select(SignUp.person_id).where(
            SignUp.cohort_id == cohort.id, SignUp.side == side, SignUp.person_id.in_(some)
        )
        again |= set(session().scalars(withdrawn))
    fresh = update(SignUp).where(SignUp.cohort_id == cohort.id, SignUp.side == side)
    for some in portions(sorted(again)):
        renewed = fresh.where(SignUp.person_id.in_(some)).values(state=SignUpState.INVITED, invited_at=None)
        session().execute(renewed)
    run_for_each(insert(SignUp), (_row(cohort, side, each) for each in person_ids if each not in again))
    session().flush()


def _row(cohort: Cohort, side: Side, person_id: int) -> dict[str, Any]:
    kind, is_mentor = kind_of(cohort), side is Side.MENTOR
    return {
        "public_id": public_id(),
        "cohort_id": cohort.id,
        "person_id": person_id,
        "side": side,
        "state": SignUpState.INVITED,
        "seats": kind.seats if is_mentor else 0,
        "needs": 0 if is_mentor else cohort.mentors_each,
        "answers": {},
    }
