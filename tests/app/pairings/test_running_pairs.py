"""Running pairs from a file: read, looked through, made whole or not at all."""

from __future__ import annotations

import io
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, ExcludedPair, Side
from app.core.audit import AuditEvent
from app.core.outbox import OutboxMail
from app.core.transactions import transaction
from app.pairings.models import Origin, Pairing, PairsDraft
from app.people.models import Person, PersonState
from programs.phases import Phase
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.factories.people import person, report_to

NAMES = {"ada": "Ada Berg", "ben": "Ben Cole", "cem": "Cem Demir", "dana": "Dana Ek"}


@pytest.fixture
def people(session: Session) -> dict[str, Person]:
    """Four colleagues who take part in nothing yet."""
    return {key: person(name, email=f"{key}@northmere.example") for key, name in NAMES.items()}


@pytest.fixture
def signed_in(client: PageClient, ruth: Person) -> PageClient:
    """Ruth’s browser."""
    client.sign_in(ruth)
    return client


def choose(
    client: PageClient, cohort: Cohort, *rows: str, grow: bool = False, heading: str = "mentee,mentor,since"
) -> TestResponse:
    """Choose a file of these rows and look at what it would do."""
    address = f"/cohorts/{cohort.public_id}/pairs/import"
    lines = [heading, *rows]
    if "," in heading:
        lines = [heading, *(row.replace("@", "@northmere.example") for row in rows)]
    file = (io.BytesIO("\n".join(lines).encode()), "pairs.csv")
    ticked = {"seats_grow": "y"} if grow else {}
    answer = client.submit(address, file=file, **ticked)
    return client.get(f"{address}/check") if answer.status_code == 302 else answer


def confirm(client: PageClient, cohort: Cohort) -> TestResponse:
    """Press the button of the page."""
    address = f"/cohorts/{cohort.public_id}/pairs/import/check"
    text = client.get(address).text
    digest = text.split('name="digest"')[1].split('value="')[1].split('"')[0] if 'name="digest"' in text else "x" * 64
    return client.submit(address, digest=digest)


def pairs(session: Session) -> list[tuple[str, str, date]]:
    session.rollback()
    rows = session.scalars(select(Pairing).order_by(Pairing.id)).all()
    return [(each.mentee.person.name, each.mentor.person.name, each.since_on) for each in rows]


def test_a_file_is_shown_first_and_then_done(
    session: Session, signed_in: PageClient, cohort: Cohort, people: dict[str, Person]
) -> None:
    shown = choose(signed_in, cohort, "ada@,ben@,2026-03-02", "CEM@,dana@,")

    assert "2 pairs would come in." in shown.text
    assert pairs(session) == []
    assert confirm(signed_in, cohort).status_code == 302
    assert pairs(session)[0] == ("Ada Berg", "Ben Cole", date(2026, 3, 2))
    assert len(pairs(session)) == 2
    assert {each.origin for each in session.scalars(select(Pairing))} == {Origin.IMPORT}
    enrolments = session.scalars(select(Enrolment)).all()
    assert sorted((each.role, each.seats, each.needs) for each in enrolments) == [
        (Side.MENTEE, 0, 1),
        (Side.MENTEE, 0, 1),
        (Side.MENTOR, 1, 0),
        (Side.MENTOR, 1, 0),
    ]
    assert session.scalars(select(OutboxMail)).all() == []
    assert session.scalars(select(PairsDraft)).all() == []


def test_pairs_from_a_file_are_nobodys_turn(
    session: Session, client: PageClient, signed_in: PageClient, cohort: Cohort, people: dict[str, Person]
) -> None:
    choose(signed_in, cohort, "ada@,ben@,2026-03-02")
    confirm(signed_in, cohort)
    client.sign_in(people["ben"])

    text = client.get(f"/pairs/{session.scalars(select(Pairing)).one().public_id}").text

    assert "Please write" not in text
    assert "You were a pair before Ithaca was used here." in text


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("nobody@,ben@,", "Row 2:</b> nobody in the directory has the address nobody@northmere.example."),
        ("ada,ben@,", "Row 2:</b> “ada” is not an e-mail address."),
        ("ada@,,", "Row 2:</b> an e-mail address is missing."),
        ("ada@,ada@,", "Row 2:</b> Ada Berg with Ada Berg is not possible."),
        ("ada@,ben@,2050-01-01", "“2050-01-01” lies ahead"),
        ("ada@,ben@,soon", "Row 2:</b>"),
        ("dana@,ben@,", "Row 2:</b> Dana Ek with Ben Cole is not possible."),
        ("cem@,ben@,", "Row 2:</b> Cem Demir with Ben Cole is not possible."),
    ],
)
def test_a_row_that_cannot_be_gets_a_sentence(
    session: Session, signed_in: PageClient, cohort: Cohort, people: dict[str, Person], row: str, sentence: str
) -> None:
    report_to(people["ben"], people["dana"])
    low, high = sorted((people["cem"].id, people["ben"].id))
    with transaction() as writing:
        writing.add(ExcludedPair(lower_id=low, higher_id=high))

    shown = choose(signed_in, cohort, row, "ada@,dana@,")

    assert "cannot be done" in shown.text
    assert sentence in shown.text
    assert confirm(signed_in, cohort).status_code == 422
    assert pairs(session) == []


@pytest.mark.parametrize(("who", "state"), [("ada", "left"), ("ben", "withdrawn"), ("ben", "takes no more")])
def test_people_who_do_not_take_part_any_more(
    session: Session, signed_in: PageClient, cohort: Cohort, people: dict[str, Person], who: str, state: str
) -> None:
    if state == "left":
        session.merge(people[who]).state = PersonState.LEFT
    else:
        row = session.merge(mentor(cohort, people[who]))
        row.state = EnrolmentState.WITHDRAWN if state == "withdrawn" else row.state
        row.takes_more = state != "takes no more"
    session.commit()

    shown = choose(signed_in, cohort, "ada@,ben@,")

    words = {"left": "has left", "withdrawn": "has withdrawn from this cohort", "takes no more": "takes no new mentees"}
    assert f"{NAMES[who]} {words[state]}." in shown.text


def test_seats_grow_only_when_that_is_ticked(
    session: Session, signed_in: PageClient, cohort: Cohort, people: dict[str, Person]
) -> None:
    rows = ("ada@,ben@,", "cem@,ben@,")

    refused, grown = choose(signed_in, cohort, *rows), choose(signed_in, cohort, *rows, grow=True)

    assert "Row 3:</b> Ben Cole has no seat free: 1 offered." in refused.text
    assert "Ben Cole: 1 now, 2 then" in grown.text
    confirm(signed_in, cohort)
    assert len(pairs(session)) == 2
    assert session.scalars(select(Enrolment.seats).where(Enrolment.role == Side.MENTOR)).all() == [2]


def test_a_pair_that_is_one_already_stays(
    session: Session, signed_in: PageClient, cohort: Cohort, pair: Pairing
) -> None:
    shown = choose(signed_in, cohort, "priya.raman@,leila.haddad@,")

    assert "Nothing would change." in shown.text
    assert len(pairs(session)) == 1


def test_a_mentee_who_has_a_mentor_gets_no_second(
    signed_in: PageClient, cohort: Cohort, pair: Pairing, people: dict[str, Person]
) -> None:
    shown = choose(signed_in, cohort, "priya.raman@,ben@,")

    assert "Priya Raman has as many mentors as asked for." in shown.text


def test_what_has_changed_since_is_looked_at_once_more(
    session: Session, signed_in: PageClient, cohort: Cohort, people: dict[str, Person]
) -> None:
    choose(signed_in, cohort, "ada@,ben@,")
    address = f"/cohorts/{cohort.public_id}/pairs/import/check"
    digest = signed_in.get(address).text.split('name="digest"')[1].split('value="')[1].split('"')[0]
    mentee(cohort, people["ada"], needs=0)

    answer = signed_in.submit(address, digest=digest)

    assert answer.status_code == 422
    assert pairs(session) == []


@pytest.mark.parametrize("heading", ["who,whom", "mentee,mentee", "mentor,mentor e-mail"])
def test_a_file_without_the_two_columns_is_refused(signed_in: PageClient, cohort: Cohort, heading: str) -> None:
    answer = choose(signed_in, cohort, "ada@,ben@", heading=heading)

    assert answer.status_code == 422


def test_no_file_is_told_so(signed_in: PageClient, cohort: Cohort) -> None:
    answer = signed_in.submit(f"/cohorts/{cohort.public_id}/pairs/import")

    assert answer.status_code == 422
    assert "Choose a file." in answer.text


def test_a_file_can_be_thrown_away(
    session: Session, signed_in: PageClient, cohort: Cohort, people: dict[str, Person]
) -> None:
    choose(signed_in, cohort, "ada@,ben@,")
    address = f"/cohorts/{cohort.public_id}/pairs/import"

    signed_in.submit(f"{address}/discard", page=address)

    assert signed_in.get(f"{address}/check").status_code == 302
    assert session.scalars(select(PairsDraft)).all() == []


@pytest.mark.parametrize("phase", list(Phase))
def test_pairs_come_in_from_the_launch_until_the_cohort_closes(
    session: Session, signed_in: PageClient, ruth: Person, people: dict[str, Person], phase: Phase
) -> None:
    here = cohort_of(ruth, phase=phase)

    page = signed_in.get(f"/cohorts/{here.public_id}/pairs/import")
    answer = choose(signed_in, here, "ada@,ben@,")

    expected = 422 if phase in {Phase.DRAFT, Phase.CLOSING, Phase.CLOSED} else 200
    assert (page.status_code, answer.status_code) == (expected, expected)


def test_looking_through_a_file_is_noted_without_a_name(
    session: Session, signed_in: PageClient, cohort: Cohort, people: dict[str, Person]
) -> None:
    choose(signed_in, cohort, "ada@,ben@,", "cem@,dana@,")

    noted = session.scalars(select(AuditEvent).where(AuditEvent.kind == "cohort.pairs_checked")).one()
    assert (noted.object_id, noted.detail) == (cohort.public_id, {"rows": 2})
