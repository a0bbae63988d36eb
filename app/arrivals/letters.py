"""Letters about arrivals. Each is written when it is sent, and only while what it says is still so."""

from __future__ import annotations

from typing import Any

from app.accounts.models import TokenKind
from app.accounts.queries import has_password
from app.accounts.services import mint
from app.arrivals.keys import leave_key
from app.arrivals.models import Arrival, ClosedRecord, Proposal
from app.arrivals.queries import UNSETTLED, arrival_of, day_here, is_hire, open_pair_of, rules_of
from app.cohorts.models import Cohort, Enrolment, EnrolmentState
from app.cohorts.services.cohorts import OVER
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.mail import Letter, link, mail
from app.core.organisation import organisation
from app.pairings.naming import name_in_letters
from app.pairings.queries import pairing_by_id
from app.pairings.wording import why
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES


@mail("arrival_ahead")
def arrival_ahead(*, proposal_id: int) -> Letter | None:
    """To a mentor, as soon as somebody is proposed: that a colleague arrives, not yet who."""
    proposal = session().get(Proposal, proposal_id)
    if proposal is None or proposal.state not in UNSETTLED or not proposal.mentor.person.is_active:
        return None
    arrival = arrival_of(proposal.mentee)
    moves = arrival is not None and not is_hire(arrival)
    context = {**_common(proposal.mentor.person, proposal.cohort), "url": link("home.index"), "is_mover": moves}
    new, moved = _("A new colleague may soon be yours to welcome"), _("A colleague in a new place may soon be yours")
    return Letter(subject=moved if moves else new, template="arrival_ahead", context=context)


@mail("arrival_not_now")
def arrival_not_now(*, proposal_id: int) -> Letter | None:
    """To the same mentor, where nothing came of it."""
    proposal = session().get(Proposal, proposal_id)
    if proposal is None or proposal.state in UNSETTLED or not proposal.mentor.person.is_active:
        return None
    context = {**_common(proposal.mentor.person, proposal.cohort), "is_over": proposal.cohort.phase in OVER}
    return Letter(subject=_("Your seat stays free for now"), template="arrival_not_now", context=context)


@mail("arrival_moved")
def arrival_moved(*, arrival_id: int, pairing_id: int) -> Letter | None:
    """To a mentor who knows: the first day is another one."""
    arrival, pairing = session().get(Arrival, arrival_id), pairing_by_id(pairing_id)
    if arrival is None or pairing is None or not pairing.is_open or not pairing.mentor.person.is_active:
        return None
    mentor = pairing.mentor.person
    context = {
        **_common(mentor, arrival.cohort),
        "partner": name_in_letters(pairing, mentor),
        "starts_on": arrival.starts_on,
        "url": link("pairings.show", pairing_id=pairing.public_id),
    }
    return Letter(subject=_("Another first day"), template="arrival_moved", context=context)


@mail("arrival_ahead_of_day")
def arrival_ahead_of_day(*, arrival_id: int) -> Letter | None:
    """To an address that HR gave for this letter alone: no name of a colleague, no sign-in, the way out."""
    arrival = _still_in(arrival_id)
    if arrival is None or arrival.starts_on <= day_here():
        return None
    has_mentor = open_pair_of(arrival.enrolment_id) is not None
    context = {**_about(arrival), "starts_on": arrival.starts_on, "has_mentor": has_mentor}
    subject = _("Before your first day at %(organisation)s", organisation=organisation().name)
    return Letter(subject=subject, template="arrival_ahead_of_day", context=context)


@mail("arrival_welcome")
def arrival_welcome(*, arrival_id: int) -> Letter | None:
    """On the first day: that they are in, with whom, the way in and the way out."""
    arrival = _still_in(arrival_id)
    if arrival is None:
        return None
    pair = open_pair_of(arrival.enrolment_id)
    partner = name_in_letters(pair, arrival.person) if pair is not None else None
    context = {
        **_about(arrival),
        "has_mentor": pair is not None,
        "partner": partner,
        "reasons": why(pair) if pair is not None and partner else [],
        "is_mover": not is_hire(arrival),
        "swap_days": rules_of(arrival.cohort).swap_days,
        "url": _way_in(arrival.person),
    }
    subject = _("Welcome: somebody is here for you") if is_hire(arrival) else _("A new place: somebody is here for you")
    return Letter(subject=subject, template="arrival_welcome", context=context)


@mail("record_closed")
def record_closed(*, mentee_id: int) -> Letter | None:
    """At the last day: the way is gone to its end, and this is open next."""
    mentee, closed = session().get(Enrolment, mentee_id), session().get(ClosedRecord, mentee_id)
    if mentee is None or closed is None or not mentee.person.is_active:
        return None
    kinds = map(PROGRAM_TYPES.get, rules_of(mentee.cohort).leads_to)
    opens = [(_(kind.name), _(kind.purpose)) for kind in kinds if kind and not kind.is_discreet]
    context = {**_common(mentee.person, mentee.cohort), "opens": opens, "url": link("home.index")}
    return Letter(subject=_("You have gone this way to its end"), template="record_closed", context=context)


@mail("record_closed_mentor")
def record_closed_mentor(*, pairing_id: int) -> Letter | None:
    """To the mentor, on the same day: thanks, and the seat is free."""
    pairing = pairing_by_id(pairing_id)
    if pairing is None or pairing.is_open or not pairing.mentor.person.is_active:
        return None
    mentor = pairing.mentor.person
    context = {
        **_common(mentor, pairing.cohort),
        "partner": name_in_letters(pairing, mentor),
        "url": link("home.index"),
    }
    return Letter(subject=_("Thank you for going along"), template="record_closed_mentor", context=context)


def _still_in(arrival_id: int) -> Arrival | None:
    arrival = session().get(Arrival, arrival_id)
    if arrival is None or arrival.is_out or not arrival.person.is_active:
        return None
    return arrival if arrival.enrolment.state is EnrolmentState.SIGNED_UP else None


def _about(arrival: Arrival) -> dict[str, Any]:
    leave = link("arrivals.leaving", key=leave_key(arrival))
    return {**_common(arrival.person, arrival.cohort), "leave_url": leave}


def _common(person: Person, cohort: Cohort) -> dict[str, Any]:
    return {"name": person.first_name, "cohort": cohort}


def _way_in(person: Person) -> str:
    if has_password(person):
        return link("home.index")
    return link("accounts.open_link", token=mint(TokenKind.INVITATION, person))
