"""Profiles: who sees which field, and who changes what."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.audit import AuditEvent
from app.people.models import Person, PersonState, Role
from app.people.pages import facts_of
from tests.client import PageClient
from tests.factories.people import loaded, report_to
from tests.factories.people import person as somebody

EVERYBODYS = ["pronouns", "job_title", "department", "job_family", "site", "email", "time_zone", "languages"]
STAFFS = ["level", "start_on", "state", "external_id"]
# What could leak: the level, the start date, the id, the draft; each stands nowhere else on a page.
DRAFT = "Draft from the HR file."
SECRETS = {"level": ">47", "start_on": "3 March 2025", "external_id": "N-1017", "about_draft": DRAFT}


@pytest.mark.parametrize(
    ("viewer", "fields"),
    [
        ("amara", [*EVERYBODYS, "working_hours", *STAFFS, "theme"]),
        ("ruth", [*EVERYBODYS, *STAFFS]),
        ("noor", EVERYBODYS),
        ("daniel", EVERYBODYS),
        ("hr_lead", EVERYBODYS),
        ("executive", EVERYBODYS),
    ],
)
def test_profile_shows_each_role_its_fields(people: dict[str, Person], viewer: str, fields: list[str]) -> None:
    facts = facts_of(people[viewer], people["amara"])

    assert [fact.name for fact in facts] == fields


@pytest.mark.parametrize(
    ("viewer", "seen"),
    [
        ("ruth", ["level", "start_on", "external_id"]),
        ("noor", []),
        ("daniel", []),
        ("hr_lead", []),
        ("executive", []),
    ],
)
def test_profile_page_holds_no_more_than_its_fields(
    client: PageClient, people: dict[str, Person], viewer: str, seen: list[str]
) -> None:
    client.sign_in(people[viewer])

    answer = client.get(f"/people/{people['amara'].public_id}")

    assert answer.status_code == 200
    assert [name for name, value in SECRETS.items() if value in answer.text] == seen


def test_own_profile_says_who_sees_what(client: PageClient, amara: Person) -> None:
    client.sign_in(amara)

    answer = client.get("/profile")

    assert answer.status_code == 200
    assert [name for name, value in SECRETS.items() if value in answer.text] == list(SECRETS)
    by_everybody, by_staff, by_oneself = (
        answer.text.index(words)
        for words in ("Seen by everybody here", "Seen by you and administrators only", "Seen by you only")
    )
    assert by_everybody < answer.text.index(">Controller ") < by_staff
    assert by_staff < answer.text.index(">47 ") < by_oneself


@pytest.mark.parametrize(("viewer", "is_shown"), [("noor", False), ("daniel", True), ("chidi", True), ("ruth", True)])
def test_reporting_lines_are_for_the_line_and_administrators(
    client: PageClient, people: dict[str, Person], viewer: str, is_shown: bool
) -> None:
    client.sign_in(people[viewer])

    answer = client.get(f"/people/{people['amara'].public_id}")

    assert ("Reports to" in answer.text) == is_shown


@pytest.mark.parametrize(
    ("who", "expected"),
    [(None, 303), ("noor", 404), ("daniel", 200), ("chidi", 404), ("ruth", 200)],
)
def test_a_joiner_is_seen_by_administrators_and_the_manager_only(
    client: PageClient, people: dict[str, Person], who: str | None, expected: int
) -> None:
    joiner = somebody("Jo New", state=PersonState.JOINING)
    report_to(people["daniel"], joiner)
    if who:
        client.sign_in(people[who])

    answer = client.get(f"/people/{joiner.public_id}")

    assert answer.status_code == expected


def test_somebody_unknown_looks_like_somebody_hidden(client: PageClient, noor: Person) -> None:
    client.sign_in(noor)

    assert client.get("/people/0123456789abcdef").status_code == 404


PAGES = ("edit", "lines", "leaving", "history", "roles")


@pytest.mark.parametrize("place", PAGES)
@pytest.mark.parametrize(("who", "expected"), [(None, 303), ("noor", 403), ("hr_lead", 403), ("ruth", 200)])
def test_pages_for_administrators_by_role(
    client: PageClient, people: dict[str, Person], place: str, who: str | None, expected: int
) -> None:
    if who:
        client.sign_in(people[who])

    answer = client.get(f"/people/{people['amara'].public_id}/{place}")

    assert answer.status_code == expected


@pytest.mark.parametrize(("who", "expected", "job"), [("noor", 403, "Controller"), ("ruth", 302, "Treasurer")])
def test_hr_fields_are_changed_by_administrators(
    client: PageClient, session: Session, people: dict[str, Person], who: str, expected: int, job: str
) -> None:
    amara = people["amara"]
    client.sign_in(people[who])
    fields = {"name": "Amara Okafor", "job_title": "Treasurer", "state": "active", "email": amara.email}

    answer = client.submit(f"/people/{amara.public_id}/edit", page="/profile/appearance", **fields)

    assert answer.status_code == expected
    assert loaded(amara).job_title == job


def test_own_words_are_changed_by_oneself_and_nothing_else(client: PageClient, session: Session, amara: Person) -> None:
    client.sign_in(amara)
    fields = {"pronouns": "they/them", "languages": "French; pt", "time_zone": "Africa/Lagos", "about": "New.\nWords."}

    answer = client.submit("/profile/edit", **fields, level="99", job_title="Chief", name="Somebody Else")

    assert answer.status_code == 302
    loaded(amara)
    assert (amara.pronouns, amara.languages, amara.time_zone) == ("they/them", ["fr", "pt"], "Africa/Lagos")
    assert (amara.about, amara.level, amara.job_title) == ("New.\nWords.", 47, "Controller")
    events = session.scalars(select(AuditEvent).where(AuditEvent.kind == "person.changed")).all()
    assert [event.detail for event in events] == [{"fields": ["about", "languages", "pronouns", "time_zone"]}]


def test_a_language_that_nobody_knows_brings_the_nearest(client: PageClient, amara: Person) -> None:
    client.sign_in(amara)

    answer = client.submit("/profile/edit", languages="English, Portugese")

    assert answer.status_code == 422
    assert "Do you mean Portuguese?" in answer.text
    assert 'value="English, Portugese"' in answer.text


@pytest.mark.parametrize(("step", "about"), [("show", DRAFT), ("throw-away", "Ask me about variances.")])
def test_a_draft_is_shown_or_thrown_away_by_its_person(
    client: PageClient, session: Session, amara: Person, step: str, about: str
) -> None:
    client.sign_in(amara)

    answer = client.submit(f"/profile/draft/{step}", page="/profile")

    assert answer.status_code == 302
    assert (loaded(amara).about, amara.about_draft) == (about, None)
    assert client.submit(f"/profile/draft/{step}", page="/profile").status_code == 422


def test_theme_is_written_and_read(client: PageClient, session: Session, amara: Person) -> None:
    client.sign_in(amara)

    client.submit("/profile/appearance", theme="light")

    assert loaded(amara).theme == "light"
    assert 'data-bs-theme="light"' in client.get("/profile").text


def test_history_tells_who_changed_what_and_not_what_it_said(client: PageClient, ruth: Person, amara: Person) -> None:
    client.sign_in(ruth)
    path = f"/people/{amara.public_id}"
    client.submit(f"{path}/edit", name="Amara Okafor", job_title="Treasurer", state="active", level="48")

    answer = client.get(f"{path}/history")

    assert "Ruth Baptiste changed: job title, level." in answer.text
    assert [word for word in ("Treasurer", "Controller") if word in answer.text] == []


def test_leaving_and_coming_back(client: PageClient, session: Session, ruth: Person, amara: Person) -> None:
    client.sign_in(ruth)
    path = f"/people/{amara.public_id}"

    left = client.submit(f"{path}/leaving")
    was_left = loaded(amara).state
    page = client.get(path)
    back = client.submit(f"{path}/restore", page=path)

    assert (left.status_code, back.status_code) == (302, 302)
    assert "Until " in page.text
    assert (was_left, loaded(amara).state) == (PersonState.LEFT, PersonState.ACTIVE)


def test_roles_are_offered_by_what_one_may_give(
    client: PageClient, session: Session, ruth: Person, noor: Person
) -> None:
    giver = somebody("Gita Rao", role=Role.APPOINTER)
    client.sign_in(giver)
    path = f"/people/{noor.public_id}/roles"

    given = client.submit(path, role="coach")
    refused = client.submit(path, role="administrator")
    own = client.submit(f"/people/{giver.public_id}/roles", page=path, role="executive")

    assert [answer.status_code for answer in (given, refused, own)] == [302, 422, 422]
    roles = [each.role for each in session.get_one(Person, noor.id).appointments]
    assert roles == [Role.COACH]


def test_a_role_is_ended_from_the_overview(client: PageClient, session: Session, ruth: Person, noor: Person) -> None:
    second = somebody("Second Admin", role=Role.ADMINISTRATOR)
    appointment = second.appointments[0].public_id
    session.commit()
    client.sign_in(ruth)

    answer = client.submit(f"/roles/{appointment}/end", page="/roles")
    own = session.get_one(Person, ruth.id).appointments[0].public_id
    session.commit()
    last = client.submit(f"/roles/{own}/end", page="/roles")

    assert (answer.status_code, last.status_code) == (302, 422)
    assert "Ruth Baptiste is the last administrator. Name another one first." in last.text
