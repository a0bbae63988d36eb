"""Letters about pairs. Each is written when it is sent, and only while what it says is still so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.cohorts.models import Side
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.mail import Letter, link, mail
from app.core.outbox import send_many
from app.pairings.farewells import farewells_of
from app.pairings.greetings import greetings_of
from app.pairings.models import Pairing
from app.pairings.naming import name_in_letters
from app.pairings.queries import pairing_by_id, side_of
from app.pairings.wording import after_the_end, why
from app.people.models import Person

SHOW = "pairings.show"


def send_placed(pairings: Sequence[Pairing]) -> int:
    """Tell both sides of each pair who it is and why; how many letters. The caller commits."""
    return send_many("placed", ((person.email or "", ids) for person, ids in _both_sides(pairings)))


def _both_sides(pairings: Sequence[Pairing]) -> list[tuple[Person, dict[str, Any]]]:
    return [
        (person, {"pairing_id": pairing.id, "person_id": person.id})
        for pairing in pairings
        for person in (pairing.mentee.person, pairing.mentor.person)
        if person.is_active and person.email
    ]


@mail("placed")
def placed(*, pairing_id: int, person_id: int) -> Letter | None:
    """To both, by role: with whom and why where a letter may say it, and who writes first."""
    pairing, person = _open_pair(pairing_id, person_id)
    return placed_letter(pairing, person) if pairing is not None and person is not None else None


def placed_letter(pairing: Pairing, person: Person) -> Letter:
    """The same about a pair that may not be made yet, so that it can be looked at before."""
    is_mentor = side_of(person, pairing) is Side.MENTOR
    partner = name_in_letters(pairing, person)
    subject = _("You have a mentee") if is_mentor else _("You have a mentor")
    context = {
        **_common(pairing, person, partner),
        "is_mentor": is_mentor,
        "reasons": why(pairing) if partner else [],
        "objection_until": pairing.objection_until,
        "greetings": greetings_of(pairing, person),
        "url": link(SHOW, pairing_id=pairing.public_id),
    }
    return Letter(subject=subject, template="placed", context=context)


@mail("write_first_reminder")
def write_first_reminder(*, pairing_id: int, person_id: int) -> Letter | None:
    """To the mentor alone, once, after five working days in which nothing was heard."""
    pairing, person = _open_pair(pairing_id, person_id)
    if pairing is None or person is None or pairing.wrote_at is not None or pairing.first_met_on is not None:
        return None
    context = {
        **_common(pairing, person, name_in_letters(pairing, person)),
        "url": link(SHOW, pairing_id=pairing.public_id),
    }
    return Letter(subject=_("Your mentee waits for a first line"), template="write_first_reminder", context=context)


@mail("pair_ended")
def pair_ended(*, pairing_id: int, person_id: int) -> Letter | None:
    """To the other of the two: that it has ended, and no more."""
    return _about_the_end("pair_ended", _("Your pair has ended"), pairing_id, person_id)


@mail("partner_left")
def partner_left(*, pairing_id: int, person_id: int) -> Letter | None:
    """To the one who stays."""
    return _about_the_end("partner_left", _("Your pair has ended"), pairing_id, person_id)


@mail("pair_undone")
def pair_undone(*, pairing_id: int, person_id: int) -> Letter | None:
    """To both: the pair was taken back before they met."""
    return _about_the_end("pair_undone", _("Your pair was taken back"), pairing_id, person_id)


def undone_letter(pairing: Pairing, person: Person) -> Letter:
    """The same about a pair that is still open, so that it can be looked at before."""
    return _end_letter("pair_undone", _("Your pair was taken back"), pairing, person)


def _open_pair(pairing_id: int, person_id: int) -> tuple[Pairing | None, Person | None]:
    pairing, person = pairing_by_id(pairing_id), session().get(Person, person_id)
    if pairing is None or person is None or not person.is_active or not pairing.is_open:
        return None, None
    return pairing, person


def _about_the_end(template: str, subject: str, pairing_id: int, person_id: int) -> Letter | None:
    pairing, person = pairing_by_id(pairing_id), session().get(Person, person_id)
    if pairing is None or person is None or not person.is_active or pairing.is_open:
        return None
    return _end_letter(template, subject, pairing, person)


def _end_letter(template: str, subject: str, pairing: Pairing, person: Person) -> Letter:
    context = {
        **_common(pairing, person, name_in_letters(pairing, person)),
        "what_now": after_the_end(side_of(person, pairing), pairing),
        "farewells": farewells_of(pairing),
        "url": link("home.index"),
    }
    return Letter(subject=subject, template=template, context=context)


def _common(pairing: Pairing, person: Person, partner: str | None) -> dict[str, Any]:
    return {"name": person.first_name, "cohort": pairing.cohort, "partner": partner}
