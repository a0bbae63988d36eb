"""Those who run a cohort open nominations and name its committee; they open no file. The caller commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.cohorts.models import Cohort
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.wording import number
from app.nominations.letting_know import tell_members
from app.nominations.models import CommitteeMember, Selection
from app.nominations.policy import TAKING
from app.nominations.queries import day_here, members_of, most_places, selection_of, taken_in
from app.nominations.services.talking import hand_on_talks, take_on_talks
from app.people.models import Person
from app.people.services import colleague_with


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Until when, for how many, out of how many, and who talks with those who are not taken (a public id)."""

    closes_on: date
    places: int
    audience: int
    speaker: str = ""


def open_selection(cohort: Cohort, terms: Terms, *, actor: Person) -> Selection:
    """Let people be put forward for a cohort. Raises RuleBroken once pairs are made, Conflict where it is open."""
    if cohort.phase not in TAKING:
        raise RuleBroken(_("Sign-up of this cohort is over. Open nominations for the next one."))
    if selection_of(cohort) is not None:
        raise Conflict(_("Somebody has opened nominations for this cohort a moment ago."))
    _refuse_past(terms)
    _refuse_more_than_expected(cohort, terms)
    made = Selection(cohort=cohort, closes_on=terms.closes_on, places=terms.places, audience=terms.audience)
    session().add(made)
    session().flush()
    record(actor, "selection.opened", made)
    return made


def settle(selection: Selection, terms: Terms, *, actor: Person) -> None:
    """Change the terms. Raises RuleBroken for fewer places than are given, and for a speaker who is no member."""
    if terms.closes_on != selection.closes_on:
        _refuse_past(terms)
    _refuse_more_than_expected(selection.cohort, terms)
    given = taken_in(selection)
    if terms.places < given:
        raise RuleBroken(_("%(count)s places are given already.", count=str(given)), field="places")
    selection.closes_on, selection.places, selection.audience = terms.closes_on, terms.places, terms.audience
    selection.speaker_id = _speaker(selection, terms.speaker)
    session().flush()
    record(actor, "selection.settled", selection, places=terms.places)


def name_member(selection: Selection, email: str, *, actor: Person) -> Person:
    """Let the person of this address sit on the committee. Raises RuleBroken for nobody, and for who does already."""
    person = colleague_with(email, field="email")
    there = session().get(CommitteeMember, (selection.id, person.id))
    if there is not None and there.ended_at is None:
        raise RuleBroken(_("%(name)s sits on this committee already.", name=person.name), field="email")
    if there is None:
        session().add(CommitteeMember(selection_id=selection.id, person_id=person.id))
    else:
        there.ended_at, there.named_at = None, now()
    session().flush()
    session().expire(selection, ["members"])
    record(actor, "selection.member_named", selection, person=person.public_id)
    tell_members([person])
    take_on_talks(selection)
    return person


def take_off_committee(selection: Selection, member: Person, *, actor: Person) -> None:
    """Take somebody off a committee. Raises RuleBroken for the last one on it."""
    if [each.person_id for each in selection.serving] == [member.id]:
        raise RuleBroken(_("Name somebody else first: there is always somebody to talk with those who ask."))
    end_member(selection, member, actor=actor)


def end_member(selection: Selection, member: Person, *, actor: Person | None) -> None:
    """Let somebody sit there no longer; what they wrote counts still, and they open nothing any more."""
    for each in selection.serving:
        if each.person_id == member.id:
            each.ended_at = now()
    if selection.speaker_id == member.id:
        selection.speaker_id = None
    session().flush()
    hand_on_talks(selection, member)
    record(actor, "selection.member_ended", selection, person=member.public_id)


def _speaker(selection: Selection, public_id: str) -> int | None:
    if not public_id:
        return None
    found = (each.person_id for each in members_of(selection) if each.person.public_id == public_id)
    speaker = next(found, None)
    if speaker is None:
        raise RuleBroken(_("Choose somebody who sits on the committee."), field="speaker")
    return speaker


def _refuse_more_than_expected(cohort: Cohort, terms: Terms) -> None:
    """Raise RuleBroken for more places than follow from the posts that HR expects to come free."""
    most = most_places(cohort)
    if most is not None and terms.places > most:
        sentence = ngettext(
            "By what HR expects, this cohort has one place. Choose no more.",
            "By what HR expects, this cohort has %(most)s places. Choose no more.",
            most,
            most=number(most),
        )
        raise RuleBroken(sentence, field="places")


def _refuse_past(terms: Terms) -> None:
    if terms.closes_on < day_here():
        raise RuleBroken(_("Choose a day that is still to come."), field="closes_on")
