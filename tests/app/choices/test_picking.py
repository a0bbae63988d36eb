"""An administrator's pick: the rules are named, a reason is kept, and nothing goes past what holds for everybody."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.choices.models import Pick
from app.cohorts.models import Enrolment, ExcludedPair
from app.core.outbox import OutboxMail
from app.core.transactions import transaction
from app.pairings.models import Origin, Pairing
from app.people.models import Person
from app.people.services import set_manager
from tests.app.choices.conftest import asked, colleague
from tests.client import PageClient
from tests.factories.cohorts import mentee, mentor


def pick(client: PageClient, one: Enrolment, other: Enrolment, **fields: str) -> tuple[int, str]:
    path = f"/cohorts/{one.cohort.public_id}/pick"
    asked_for = f"{path}?mentee={one.public_id}&mentor={other.public_id}"
    two = {"mentee": one.public_id, "mentor": other.public_id, "reason": "They met at the fair."}
    answer = client.post(path, data={"csrf_token": client.token(asked_for), **two, **fields})
    return answer.status_code, answer.text


def test_a_pick_keeps_its_reason_and_tells_both(
    session: Session, client: PageClient, ruth: Person, priya: Enrolment, leila: Enrolment
) -> None:
    client.sign_in(ruth)

    assert pick(client, priya, leila)[0] == 302

    pair, kept = session.scalars(select(Pairing)).one(), session.scalars(select(Pick)).one()
    assert (pair.origin, kept.reason, kept.rules) == (Origin.ADMINISTRATOR, "They met at the fair.", [])
    assert session.scalars(select(OutboxMail.kind)).all() == ["placed", "placed"]
    assert "They met at the fair." in client.get(f"/cohorts/{priya.cohort.public_id}/pick").text


def test_rules_in_conflict_are_named_and_set_aside_by_a_tick(
    session: Session, client: PageClient, ruth: Person, priya: Enrolment
) -> None:
    client.sign_in(ruth)
    peer = mentor(priya.cohort, colleague("Jonas Lindqvist", level=3, department="Finance"))

    status, text = pick(client, priya, peer)

    assert status == 422
    assert "“Levels above the mentee” and “Another department”" in text
    assert "They met at the fair." in text
    assert pick(client, priya, peer, sets_aside="y")[0] == 302
    assert session.scalars(select(Pick.rules)).one() == ["two_levels_above", "another_department"]


def test_no_pick_goes_past_what_holds_for_everybody(
    session: Session, client: PageClient, ruth: Person, priya: Enrolment, leila: Enrolment
) -> None:
    client.sign_in(ruth)
    with transaction() as here:
        set_manager(here.merge(priya.person), here.merge(leila.person), actor=None)

    status, text = pick(client, mentee(priya.cohort, colleague("Ida Lund", level=3, department="Finance")), leila)
    assert status == 302, text
    other = mentor(priya.cohort, colleague("Tomasz Kern"))
    low, high = sorted((priya.person_id, other.person_id))
    with transaction() as here:
        here.add(ExcludedPair(lower_id=low, higher_id=high))

    in_line = pick(client, priya, leila, sets_aside="y")
    apart = pick(client, priya, other, sets_aside="y")

    assert (in_line[0], apart[0]) == (422, 422)
    assert "Not in the same reporting line" in in_line[1]
    assert "a private rule" in apart[1]


def test_a_taken_seat_keeps_the_reason(client: PageClient, ruth: Person, priya: Enrolment, leila: Enrolment) -> None:
    client.sign_in(ruth)
    assert pick(client, mentee(priya.cohort, colleague("Ida Lund", level=3, department="Finance")), leila)[0] == 302

    status, text = pick(client, priya, leila)

    assert status == 409
    assert "They met at the fair." in text


def test_a_pick_ends_what_the_mentee_asked(
    client: PageClient, ruth: Person, priya: Enrolment, leila: Enrolment
) -> None:
    request = asked(priya, mentor(priya.cohort, colleague("Jonas Lindqvist")))
    client.sign_in(ruth)

    assert pick(client, priya, leila)[0] == 302

    client.sign_in(priya.person)
    assert "This request is no longer open." in client.get(f"/requests/{request.public_id}").text
