"""What letters about pairs say, to whom, and what they keep to themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from time_machine import travel

from app.cohorts.services import change_privacy
from app.core.clock import now, today
from app.core.outbox import OutboxMail, deliver
from app.core.transactions import transaction
from app.pairings.letters import placed, send_placed
from app.pairings.models import Ending, Origin, Pairing
from app.pairings.naming import name_in_letters
from app.pairings.services import end_pairings, note_wrote, remind_to_write
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase
from programs.privacy import chosen
from tests.app.pairings.conftest import LAW
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.factories.pairings import make_pair
from tests.letters import words_of, written_letters

FRIDAY = datetime(2026, 11, 20, 9, tzinfo=UTC)


def letters() -> dict[str, str]:
    """Send what waits; what was written, by address, on one line each."""
    deliver()
    return {str(each["To"]): " ".join(words_of(each).split()) for each in written_letters()}


def test_both_are_told_by_role_that_they_are_placed(session: Session, pair: Pairing) -> None:
    with transaction():
        sent = send_placed([session.merge(pair)])

    told = letters()

    assert sent == 2
    to_mentee, to_mentor = told["priya.raman@northmere.example"], told["leila.haddad@northmere.example"]
    assert "Leila Haddad is your mentor in “Autumn 2026”." in to_mentee
    assert "Your mentor is asked to write first" in to_mentee
    assert "Priya Raman is your mentee in “Autumn 2026”." in to_mentor
    assert "Please write first" in to_mentor
    for text in (to_mentee, to_mentor):
        assert "Leila can teach contract law, which Priya wants to learn." in text
        assert f"/pairs/{pair.public_id}" in text
        assert "say “not this one” by" in text
        assert "ruth@northmere.example" in text


@pytest.mark.parametrize("slug", list(PROGRAM_TYPES))
def test_letters_name_the_partner_only_where_the_program_lets_them(session: Session, ruth: Person, slug: str) -> None:
    here = cohort_of(ruth, program_type=slug, phase=Phase.RUNNING)
    pair = make_pair(session, cohort=here, reasons=[LAW])

    with transaction():
        send_placed([session.merge(pair)])
    told = letters()

    is_named = chosen(PROGRAM_TYPES[slug], {})["partner_in_letters"] == "yes"
    assert ("Leila" in told["priya.raman@northmere.example"].replace("Dear Leila", "")) is is_named
    assert ("Priya" in told["leila.haddad@northmere.example"].replace("Dear Priya", "")) is is_named
    assert ("contract law" in told["leila.haddad@northmere.example"]) is (slug == "functional-expertise")


def test_one_may_keep_ones_own_letters_silent(session: Session, pair: Pairing) -> None:
    session.merge(pair).mentee.answers = {"partner_in_letters": "no"}
    with transaction():
        send_placed([session.merge(pair)])

    told = letters()

    assert "Leila" not in told["priya.raman@northmere.example"]
    assert "Priya" in told["leila.haddad@northmere.example"]


def test_a_pair_that_has_ended_meanwhile_is_not_announced(session: Session, pair: Pairing) -> None:
    with transaction():
        end_pairings([pair], Ending.UNDONE, actor=None)

    assert placed(pairing_id=pair.id, person_id=pair.mentee.person_id) is None


def test_a_silent_mentor_is_reminded_once_and_the_mentee_never(session: Session, pair: Pairing) -> None:
    session.merge(pair).made_at = FRIDAY
    session.commit()

    reminded = []
    for days in (3, 7, 10, 11, 20):
        with travel(FRIDAY + timedelta(days=days), tick=False), transaction():
            reminded.append((days, remind_to_write()))

    assert reminded == [(3, 0), (7, 0), (10, 1), (11, 0), (20, 0)]
    rows = session.scalars(select(OutboxMail)).all()
    assert [(row.kind, row.recipient) for row in rows] == [("write_first_reminder", "leila.haddad@northmere.example")]
    with travel(FRIDAY + timedelta(days=20), tick=False):
        (words,) = letters().values()
    assert "Priya Raman, your mentee in “Autumn 2026”, has not heard" in words


@pytest.mark.parametrize("why", ["wrote", "met", "ended", "imported"])
def test_nobody_is_reminded_without_need(session: Session, pair: Pairing, why: str) -> None:
    row = session.merge(pair)
    row.made_at = now() - timedelta(days=30)
    if why == "wrote":
        note_wrote(row)
    elif why == "met":
        row.first_met_on = today()
    elif why == "ended":
        end_pairings([row], Ending.COMPLETED, actor=None)
    else:
        row.origin = Origin.IMPORT
    session.commit()

    with transaction():
        assert remind_to_write() == 0


def test_a_reminder_is_taken_back_when_the_mentor_writes_first(session: Session, pair: Pairing) -> None:
    session.merge(pair).made_at = now() - timedelta(days=30)
    session.commit()
    with transaction():
        remind_to_write()
    with transaction():
        note_wrote(session.merge(pair))

    assert letters() == {}


def test_thousands_of_letters_are_few_statements(session: Session, ruth: Person) -> None:
    here = cohort_of(ruth, program_type="onboarding", phase=Phase.RUNNING)
    pairs = [
        make_pair(session, cohort=here, mentee=mentee(here, f"Mentee {n}"), mentor=mentor(here, f"Mentor {n}"))
        for n in range(3)
    ]

    with transaction():
        sent = send_placed([session.merge(each) for each in pairs])

    assert sent == 6
    assert len(letters()) == 6


@pytest.mark.parametrize(("joined", "is_named"), [((-1, -1), False), ((-1, 1), False), ((1, 1), True)])
def test_a_name_in_letters_that_was_loosened_is_for_pairs_that_signed_up_after_it(
    session: Session, ruth: Person, joined: tuple[int, int], is_named: bool
) -> None:
    here = cohort_of(ruth, program_type="onboarding", phase=Phase.RUNNING)
    pair = make_pair(session, cohort=here, reasons=[LAW])
    with transaction():
        cohort = session.merge(here)
        cohort.launched_at, cohort.privacy = now(), {**cohort.privacy, "partner_in_letters": "no"}
        change_privacy(cohort, {"partner_in_letters": "yes"}, actor=session.merge(ruth))
    with transaction():
        two = session.merge(pair)
        for enrolment, days in zip((two.mentee, two.mentor), joined, strict=True):
            enrolment.joined_at = now() + timedelta(days=days)

    partner = name_in_letters(two, two.mentee.person)

    assert partner == ("Leila Haddad" if is_named else None)
