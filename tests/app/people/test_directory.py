"""The directory: who is found, by what, at what cost; the file; adding somebody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.core.access import can
from app.core.db import db
from app.core.transactions import transaction
from app.people.models import Person, PersonState
from app.people.names import searchable
from app.people.policy import PersonAction, people_visible_to
from app.people.queries import people_found
from app.people.services import mark_left, set_skill_level
from tests.client import PageClient
from tests.factories.people import loaded, skill
from tests.factories.people import person as somebody


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    sent: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def names(session: Session, viewer: Person, words: str) -> list[str]:
    return [person.name for person in session.scalars(people_found(viewer, words))]


@pytest.fixture
def company(session: Session, people: dict[str, Person]) -> dict[str, Person]:
    """The company with a joiner and a leaver."""
    joiner, leaver = somebody("Jo New", state=PersonState.JOINING), somebody("Lee Gone")
    with transaction():
        mark_left(leaver, actor=None)
    return {**people, "joiner": joiner, "leaver": leaver}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("amara", ["Amara Okafor"]),
        ("ÁMARA okaf", ["Amara Okafor"]),
        ("controller", ["Amara Okafor"]),
        ("purchasing", ["Noor Saleh"]),
        ("finance noor", []),
        ("spreadsheets", ["Noor Saleh"]),
        ("excel", ["Noor Saleh"]),
        ("100%", []),
        ("new lee", []),
    ],
)
def test_people_are_found_by_name_job_and_skill(
    session: Session, company: dict[str, Person], words: str, found: list[str]
) -> None:
    spreadsheets = skill("Spreadsheets", called=["Excel"])
    set_skill_level(company["noor"], spreadsheets, 4, actor=None)
    set_skill_level(company["amara"], spreadsheets, 0, actor=None)

    assert names(session, company["daniel"], words) == found


def test_punctuation_alone_asks_for_nothing(session: Session, company: dict[str, Person]) -> None:
    everybody = names(session, company["noor"], "")

    assert names(session, company["noor"], " % _ ' \\ ") == everybody
    assert "Jo New" not in everybody
    assert "Lee Gone" not in everybody


def test_joiners_and_leavers_are_for_administrators(session: Session, company: dict[str, Person]) -> None:
    ruth, noor = company["ruth"], company["noor"]

    assert "Jo New" in names(session, ruth, "")
    assert [each.name for each in session.scalars(people_found(ruth, with_leavers=True))] == ["Lee Gone"]
    assert "Lee Gone" not in [each.name for each in session.scalars(people_found(noor, with_leavers=True))]


def test_the_scope_and_the_policy_agree(session: Session, company: dict[str, Person]) -> None:
    for viewer in company.values():
        if not viewer.is_active:
            continue
        in_scope = {person.id for person in session.scalars(people_visible_to(viewer))}

        allowed = {person.id for person in company.values() if can(viewer, PersonAction.VIEW, person)}

        assert in_scope == allowed, viewer.name


def test_every_row_costs_the_same_queries(client: PageClient, session: Session, ruth: Person, noor: Person) -> None:
    client.sign_in(noor)
    client.get("/people")

    with counted() as few:
        assert client.get("/people").status_code == 200
    for number in range(40):
        somebody(f"Person {number:02}", job_title="Tester", department="Quality")
    with counted() as many:
        answer = client.get("/people")

    assert (answer.text.count('class="person"'), len(many)) == (30, len(few))


def test_pages_follow_each_other_and_odd_ones_do_no_harm(client: PageClient, session: Session, noor: Person) -> None:
    for number in range(31):
        somebody(f"Person {number:02}")
    client.sign_in(noor)

    counts = [
        client.get(f"/people?page={page}").text.count('class="person"')
        for page in ("1", "2", "99", "0", "-1", "x", "1e9", "9" * 40)
    ]

    assert counts == [30, 2, 2, 30, 30, 30, 30, 30]


@pytest.mark.parametrize("who", [None, "noor", "hr_lead", "ruth"])
def test_the_file_is_for_administrators_and_hr(client: PageClient, company: dict[str, Person], who: str | None) -> None:
    if who:
        client.sign_in(company[who])

    token = client.token("/profile/appearance" if who else "/sign-in")
    answer = client.post("/people/export.csv?q=amara", data={"csrf_token": token})

    assert answer.status_code == {None: 303, "noor": 403}.get(who, 200)
    if answer.status_code == 200:
        head, row = answer.text.strip().splitlines()
        assert head.count(",") == row.replace("English, Portuguese", "").count(",")
        assert "amara@northmere.example" in row
        assert [secret for secret in ("47", "2025", "N-1017", "Draft") if secret in answer.text] == []


@pytest.mark.parametrize(("who", "expected"), [(None, 303), ("noor", 403), ("hr_lead", 403), ("ruth", 302)])
def test_people_are_added_by_administrators(
    client: PageClient, company: dict[str, Person], session: Session, who: str | None, expected: int
) -> None:
    if who:
        client.sign_in(company[who])
    token = client.token("/profile/appearance" if who else "/sign-in")
    fields = {"name": "Zoë Ünal", "email": "Zoe@northmere.example", "state": "active", "level": "12"}

    answer = client.post("/people/new", data={"csrf_token": token, **fields})

    assert answer.status_code == expected
    assert len(names(session, company["ruth"], "zoe unal")) == (1 if expected == 302 else 0)


def test_an_address_that_is_taken_is_said_at_its_field(client: PageClient, ruth: Person, amara: Person) -> None:
    client.sign_in(ruth)

    answer = client.submit("/people/new", name="Somebody", email="AMARA@northmere.example", state="active")

    assert answer.status_code == 422
    assert 'id="email-error"' in answer.text


def test_a_last_day_to_come_is_nobody_elses_to_know(client: PageClient, amara: Person, noor: Person) -> None:
    with transaction():
        amara.left_on = date(2031, 7, 9)
    loaded(noor)
    client.sign_in(noor)

    pages = client.get("/people").text + client.get(f"/people/{loaded(amara).public_id}").text

    assert "Amara Okafor" in pages
    assert [word for word in ("2031", "left 9") if word in pages] == []


def test_searchable_text_fits_whatever_is_folded() -> None:
    text = searchable("ﷺ" * 200, "ﷺ" * 200, None)

    assert len(text) == 800
