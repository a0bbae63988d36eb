"""How far everybody is: counted, looked through, taken away as a file; people taken out, entered, given more time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.core.audit import AuditEvent
from app.core.clock import today
from app.core.outbox import deliver
from app.core.transactions import transaction
from app.people.models import Person
from app.sign_up.models import SignUp, SignUpState
from tests.app.cohorts.conftest import counted
from tests.app.sign_up.administration.steps import launched, mails, stands, url_of
from tests.client import PageClient
from tests.factories.cohorts import mentee, mentor
from tests.letters import words_of, written_letters

PAGE = "/sign-up/people"


def rows(text: str) -> list[str]:
    """The first names in the table."""
    table = text.split("<tbody>")[1].split("</tbody>", maxsplit=1)[0] if "<tbody>" in text else ""
    return [each.split(" ")[0].split("<")[0] for each in table.split('<th scope="row">')[1:]]


@pytest.fixture
def open_one(session: Session, signed_in: PageClient, chosen: Cohort) -> Cohort:
    """Invitations are sent; Leila has begun, Priya’s mentee side is withdrawn, a file signed two others up."""
    launched(signed_in, chosen)
    mentee(chosen, "Ana From File")
    mentor(chosen, "Max From File", seats=2)
    with transaction():
        for each in session.scalars(select(SignUp)):
            if each.person.name == "Leila Haddad":
                each.state = SignUpState.STARTED
            elif each.person.name == "Priya Raman" and each.side is Side.MENTEE:
                each.state = SignUpState.WITHDRAWN
    return chosen


def test_everybody_stands_by_name_with_how_far_they_are(signed_in: PageClient, open_one: Cohort) -> None:
    page = signed_in.get(url_of(open_one, PAGE)).text

    assert rows(page) == ["Ana", "Leila", "Max", "Priya", "Priya", "Tomasz"]
    assert "2 sign-ups are done." in page
    assert "1 mentee; 1 mentor with 2 seats." in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("side=mentor", ["Leila", "Max", "Priya"]),
        ("side=mentee", ["Ana", "Priya", "Tomasz"]),
        ("standing=done", ["Ana", "Max"]),
        ("standing=withdrawn", ["Priya"]),
        ("standing=invited&side=mentor", ["Priya"]),
        ("q=file", ["Ana", "Max"]),
        ("q=legal", ["Leila"]),
        ("q=nobody", []),
        ("side=boss&standing=odd", ["Ana", "Leila", "Max", "Priya", "Priya", "Tomasz"]),
    ],
)
def test_the_list_is_looked_through(signed_in: PageClient, open_one: Cohort, query: str, names: list[str]) -> None:
    page = signed_in.get(url_of(open_one, f"{PAGE}?{query}")).text

    assert rows(page) == names


def test_the_list_costs_the_same_queries_for_any_length(signed_in: PageClient, open_one: Cohort) -> None:
    url = url_of(open_one, PAGE)
    signed_in.get(url)
    with counted() as few:
        signed_in.get(url)
    for number in range(40):
        mentee(open_one, f"Mentee {number}")

    with counted() as many:
        signed_in.get(url)

    assert (len(few), len(many)) == (9, 9)


def test_the_file_holds_what_the_list_shows_and_is_noted(
    session: Session, signed_in: PageClient, open_one: Cohort
) -> None:
    url = url_of(open_one, "/sign-up.csv?side=mentor")

    answer = signed_in.submit(url, page=url_of(open_one, PAGE))

    lines = answer.text.strip().splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ['"Leila Haddad"', '"Max From File"', '"Priya Raman"']
    session.rollback()
    event = session.scalars(select(AuditEvent).where(AuditEvent.kind == "cohort.sign_up_exported")).one()
    assert event.detail == {"rows": 3}


@pytest.mark.parametrize(("who", "status"), [("ruth", 200), ("noor", 404), ("leila", 404), (None, 303)])
@pytest.mark.parametrize(
    "path",
    [PAGE, "/sign-up/choose", "/sign-up/letters", "/sign-up/reminders", "/sign-up/close", "/sign-up/enter"],
)
def test_only_those_who_run_the_cohort_see_these_pages(
    client: PageClient, chosen: Cohort, people: dict[str, Person], who: str | None, status: int, path: str
) -> None:
    if who:
        client.sign_in(people[who])

    assert client.get(url_of(chosen, path)).status_code == status


def take_out(client: PageClient, cohort: Cohort, person: Person, side: str) -> int:
    page = url_of(cohort, f"/sign-up/remove?person={person.public_id}&side={side}")
    fields = {"person": person.public_id, "side": side}
    return client.submit(url_of(cohort, "/sign-up/remove"), page=page, **fields).status_code


def test_somebody_is_taken_out_with_a_kind_letter(
    session: Session, signed_in: PageClient, open_one: Cohort, leila: Person
) -> None:
    page = signed_in.get(url_of(open_one, f"/sign-up/remove?person={leila.public_id}&side=mentor")).text

    status = take_out(signed_in, open_one, leila, "mentor")

    assert (status, "off its list of mentors" in page) == (302, True)
    assert ("Leila", "mentor", "withdrawn") in stands(session)
    assert ("sign_up_removed", "leila") in mails(session)
    session.rollback()
    deliver()
    letter = next(each for each in written_letters() if "no longer take part" in each["Subject"])
    assert "ruth@northmere.example" in words_of(letter)


def test_somebody_of_a_file_is_taken_out_too(session: Session, signed_in: PageClient, open_one: Cohort) -> None:
    ana = session.scalars(select(Person).where(Person.name == "Ana From File")).one()

    status = take_out(signed_in, open_one, ana, "mentee")

    session.rollback()
    state = session.scalars(select(Enrolment.state).where(Enrolment.person_id == ana.id)).one()
    assert (status, state) == (302, EnrolmentState.WITHDRAWN)


def test_somebody_who_knows_nothing_yet_is_forgotten_silently(
    session: Session, signed_in: PageClient, chosen: Cohort, leila: Person
) -> None:
    status = take_out(signed_in, chosen, leila, "mentor")

    assert status == 302
    assert "Leila" not in [name for name, _side, _state in stands(session)]
    assert mails(session) == []


def test_whoever_has_no_part_in_it_cannot_be_taken_out(signed_in: PageClient, open_one: Cohort, noor: Person) -> None:
    url = url_of(open_one, f"/sign-up/remove?person={noor.public_id}&side=mentee")

    assert signed_in.get(url).status_code == 404


def test_the_last_day_becomes_later_and_never_earlier(
    session: Session, signed_in: PageClient, open_one: Cohort
) -> None:
    url, day = url_of(open_one, "/sign-up/close"), today()

    statuses = [signed_in.submit(url, closes_on=f"{day + timedelta(days=days)}").status_code for days in (33, 20, 50)]

    session.rollback()
    assert statuses == [302, 422, 422]
    assert session.scalars(select(Cohort.sign_up_closes_on)).one() == day + timedelta(days=33)


def test_a_sign_up_filled_in_for_somebody_waits_for_their_word(
    session: Session, signed_in: PageClient, open_one: Cohort, noor: Person
) -> None:
    told = {"email": noor.email or "", "side": "mentor", "seats": "2", "skills": "Forecasting: 4; Contract law"}

    answer = signed_in.submit(url_of(open_one, "/sign-up/enter"), **told)

    assert answer.status_code == 302
    assert ("Noor", "mentor", "entered") in stands(session)
    row = session.scalars(select(SignUp).where(SignUp.person_id == noor.id)).one()
    assert (row.seats, [each["name"] for each in row.answers["offers"]]) == (2, ["Forecasting", "Contract law"])
    assert not session.scalars(select(Enrolment).where(Enrolment.person_id == noor.id)).all()
    assert "noor" in [who for _kind, who in mails(session)]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "nobody@northmere.example"}, "Nobody in the directory"),
        ({"side": "boss"}, "Not a valid choice"),
        ({"seats": "9"}, "Choose a number from one to"),
        ({"seats": "many"}, "valid integer"),
        ({"skills": "Forecasting: 9"}, "a level of skill is a number"),
    ],
)
def test_what_cannot_be_kept_is_said(
    session: Session, signed_in: PageClient, open_one: Cohort, noor: Person, changes: dict[str, str], sentence: str
) -> None:
    told = {"email": noor.email or "", "side": "mentor", "seats": "2", **changes}

    answer = signed_in.submit(url_of(open_one, "/sign-up/enter"), **told)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert "Noor" not in [name for name, _side, _state in stands(session)]
