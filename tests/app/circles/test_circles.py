"""Circles are made at one click, told once, moved by hand, and leave with the person; members see who and when."""

from __future__ import annotations

from datetime import timedelta

import pytest
import vobject
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.circles.models import CircleDate, CircleMember, PeerCircle
from app.circles.queries import circles_of, people_in
from app.circles.services import make_circles, move, tell
from app.cohorts.models import Cohort, Enrolment
from app.core.clock import today
from app.core.db import db
from app.core.errors import Conflict, RuleBroken
from app.core.outbox import OutboxMail, deliver
from app.core.transactions import transaction
from app.people.leaving import tell_heirs
from app.people.models import Person, Role
from programs.phases import Phase
from tests.app.cohorts.conftest import counted
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.factories.pairings import make_pair
from tests.factories.people import person, report_to
from tests.letters import written_letters

TOMORROW = f"{today() + timedelta(days=1)}T10:00"


@pytest.fixture
def ruth(session: Session) -> Person:
    return person("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")


@pytest.fixture
def cohort(session: Session, ruth: Person) -> Cohort:
    """Ten mentees of three departments who share two mentors; the second reports to the first; one is not placed."""
    made = cohort_of(ruth, program_type="high-potential", phase=Phase.RUNNING)
    guides = [mentor(made, name, seats=5) for name in ("Leila Haddad", "Tomasz Kern")]
    people = [
        person(f"Mentee {number:02}", email=f"mentee{number}@northmere.example", department="ABC"[number % 3])
        for number in range(10)
    ]
    report_to(people[0], people[1])
    for number, each in enumerate(people):
        make_pair(session, cohort=made, mentee=mentee(made, each), mentor=guides[number % 2], actor=ruth)
    mentee(made, "Nobody Yet")
    return made


def made_and_told(cohort: Cohort, ruth: Person) -> list[PeerCircle]:
    with transaction() as session:
        make_circles(session.merge(cohort), actor=session.merge(ruth))
        tell(session.merge(cohort), actor=session.merge(ruth))
    return list(circles_of(db.session.merge(cohort)))


def letters() -> list[str]:
    kinds = select(OutboxMail.kind).where(OutboxMail.kind.like("circle%")).order_by(OutboxMail.id)
    return list(db.session.scalars(kinds))


def test_one_click_makes_circles_and_tells_nobody(
    client: PageClient, session: Session, cohort: Cohort, ruth: Person
) -> None:
    client.sign_in(ruth)
    page = f"/cohorts/{cohort.public_id}/circles"
    assert "Two circles" not in client.get(page).text

    assert client.submit(page).status_code == 302

    circles = circles_of(session.merge(cohort))
    names = [{each.person.name for each in people_in(circle)} for circle in circles]
    assert [len(each) for each in names] == [5, 5]
    assert not any({"Mentee 00", "Mentee 01"} <= each for each in names)
    assert "Nobody Yet" not in set().union(*names)
    assert letters() == []
    assert "Nobody knows yet." in client.get(page).text


def test_members_hear_once_and_see_who_and_when(client: PageClient, cohort: Cohort, ruth: Person) -> None:
    client.sign_in(ruth)
    page = f"/cohorts/{cohort.public_id}/circles"
    client.submit(page)
    (first, second) = circles_of(db.session.merge(cohort))
    own = people_in(first)[0].person
    client.sign_in(own)
    before = client.get(f"/circles/{first.public_id}").status_code
    client.sign_in(ruth)
    for _ in range(2):
        client.submit(f"{page}/tell", page=page)
    client.submit(f"/circles/{first.public_id}/dates", page=page, wall=TOMORROW, minutes="60", place="Room 4")
    client.sign_in(own)

    assert (before, client.get(f"/circles/{first.public_id}").status_code) == (404, 200)
    assert client.get(f"/circles/{second.public_id}").status_code == 404
    assert "Room 4" in client.get(f"/circles/{first.public_id}").text
    assert "Your peer circle" in client.get(f"/cohorts/{cohort.public_id}").text
    assert client.get(page).status_code == 403
    assert letters() == ["circle_made"] * 10 + ["circle_date"] * 5
    (event,) = vobject.readOne(client.get(f"/circles/{first.public_id}/circle.ics").text).vevent_list
    assert (event.summary.value, event.location.value) == ("Peer circle", "Room 4")


def test_date_that_is_called_off_leaves_the_calendars(client: PageClient, cohort: Cohort, ruth: Person) -> None:
    circle, _other = made_and_told(cohort, ruth)
    path = f"/circles/{circle.public_id}"
    client.sign_in(ruth)
    client.submit(f"{path}/dates", page=path, wall=TOMORROW, minutes="60")
    again = client.submit(f"{path}/dates", page=path, wall="2020-01-01T10:00", minutes="60")
    date = db.session.scalars(select(CircleDate)).one().public_id
    with transaction():
        deliver()

    for _ in range(2):
        client.submit(f"/circles/dates/{date}/call-off", page=path)
    with transaction():
        deliver()

    assert again.status_code == 422
    assert letters() == ["circle_made"] * 10 + ["circle_date"] * 10
    last = written_letters()[-1]
    assert "does not meet" in str(last["Subject"])
    assert "METHOD:CANCEL" in next(str(part.get_payload(decode=True)) for part in last.iter_attachments())


def test_whoever_is_moved_hears_of_it_and_nobody_else(cohort: Cohort, ruth: Person) -> None:
    first, second = made_and_told(cohort, ruth)
    boss = next(each for circle in (first, second) for each in people_in(circle) if each.person.name == "Mentee 00")
    free = next(each for each in people_in(first) if each.person.name not in {"Mentee 00", "Mentee 01"})

    put(free, second, ruth)
    put(free, second, ruth)

    assert letters() == ["circle_made"] * 11
    assert [len(people_in(each)) for each in circles_of(db.session.merge(cohort))] == [4, 6]
    line = next(each for each in circles_of(cohort) if "Mentee 01" in {x.person.name for x in people_in(each)})
    with pytest.raises(RuleBroken, match="same reporting line"):
        put(boss, line, ruth)
    with pytest.raises(Conflict, match="know their circles"), transaction() as session:
        make_circles(session.merge(cohort), actor=session.merge(ruth))


def test_whoever_leaves_is_in_no_circle(session: Session, cohort: Cohort, ruth: Person) -> None:
    circle, _other = made_and_told(cohort, ruth)
    gone = people_in(circle)[0]
    name = gone.person.name

    with transaction():
        tell_heirs([gone.person_id], None)

    assert name not in {each.person.name for each in people_in(db.session.merge(circle))}
    assert len(session.scalars(select(CircleMember)).all()) == 9


def test_page_of_circles_costs_the_same_for_any_number(client: PageClient, cohort: Cohort, ruth: Person) -> None:
    client.sign_in(ruth)
    page = f"/cohorts/{cohort.public_id}/circles"

    def cost() -> int:
        client.get(page)
        with counted() as queries:
            client.get(page)
        return len(queries)

    before = cost()
    made_and_told(cohort, ruth)

    # Two more for the people and the dates of all circles together.
    assert (before, cost()) == (8, 10)


def test_page_shows_some_circles_and_some_people_at_a_time(
    client: PageClient, session: Session, cohort: Cohort, ruth: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_and_told(cohort, ruth)
    own = session.merge(cohort)
    late = [mentee(own, name) for name in ("Ayo Late", "Bea Late")]
    for each in late:
        make_pair(session, cohort=own, mentee=each, mentor=mentor(own, f"Mentor of {each.public_id}"), actor=ruth)
    monkeypatch.setattr("app.circles.queries.SHOWN", 1)
    monkeypatch.setattr("app.circles.pages.SHOWN", 1)
    client.sign_in(ruth)
    page = f"/cohorts/{cohort.public_id}/circles"

    texts = [client.get(f"{page}?page={number}").text for number in (1, 2, 9)]
    refused = [client.submit(f"{page}/move", page=page, mentee=late[0].public_id, circle=to) for to in ("9", "x", "²")]
    moved = client.submit(f"{page}/move", page=page, mentee=late[0].public_id, circle="2")

    shown = [[name in text for name in ("Circle 1", "Circle 2", "Ayo Late", "Bea Late")] for text in texts]
    assert shown == [[True, False, True, False], [False, True, True, False], [False, True, True, False]]
    assert "One person more is in no circle." in texts[0]
    assert [each.status_code for each in refused] == [422] * 3
    assert moved.status_code == 302
    assert "Ayo Late" in {each.person.name for each in people_in(circles_of(db.session.merge(own))[1])}


def test_program_without_circles_makes_none(client: PageClient, ruth: Person) -> None:
    onboarding = cohort_of(ruth)
    client.sign_in(ruth)
    page = f"/cohorts/{onboarding.public_id}/circles"

    assert "This program has no peer circles." in client.get(page).text
    assert client.submit(page).status_code == 422


def test_a_move_says_what_it_leaves_and_leaves_no_circle_too_small(
    client: PageClient, session: Session, cohort: Cohort, ruth: Person
) -> None:
    first, _second = made_and_told(cohort, ruth)
    free = [each for each in people_in(first) if each.person.name not in {"Mentee 00", "Mentee 01"}]
    client.sign_in(ruth)
    page = f"/cohorts/{cohort.public_id}/circles"

    client.submit(f"{page}/move", page=page, mentee=free[0].public_id, circle="2")
    told = client.get(page).text
    refused = client.submit(f"{page}/move", page=page, mentee=free[1].public_id, circle="2")

    assert ("Circle 1 has four people now" in told, "Circle 2 has" in told) == (True, False)
    assert (refused.status_code, "Circle 1 would be left with fewer than four" in refused.text) == (422, True)
    assert [len(people_in(each)) for each in circles_of(db.session.merge(cohort))] == [4, 6]


def put(own: Enrolment, circle: PeerCircle, actor: Person) -> None:
    with transaction() as session:
        move(session.merge(own), session.merge(circle), actor=session.merge(actor))
