"""The checklist: what is open, what is done, and who may see it."""

from __future__ import annotations

import csv
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.audit import AuditEvent
from app.core.organisation import organisation
from app.core.outbox import deliver
from app.people.models import Appointment, Person, Role
from app.setup.stored import FIELDS, LINES, fields_of, stored
from programs.access_matrix import RESOURCES
from tests.client import PageClient

PAGES = ["organisation", "letters", "time", "emergency", "privacy-notice", "safeguarding"]


def test_a_new_installation_has_eight_things_to_set_up(signed_in: PageClient) -> None:
    page = signed_in.get("/set-up")

    assert page.status_code == 200
    assert "Eight things are left to set up" in page.text


@pytest.mark.parametrize("path", ["", *(f"/{name}" for name in PAGES)])
def test_only_administrators_see_the_settings(client: PageClient, amara: Person, ruth: Person, path: str) -> None:
    answers = [client.get(f"/set-up{path}").status_code]
    for person in (amara, ruth):
        client.sign_in(person)
        answers.append(client.get(f"/set-up{path}").status_code)

    assert answers == [303, 403, 200]


@pytest.mark.parametrize("path", PAGES)
def test_only_administrators_change_the_settings(
    client: PageClient, session: Session, amara: Person, path: str
) -> None:
    client.sign_in(amara)

    answer = client.post(f"/set-up/{path}", data={"csrf_token": client.token("/password"), "name": "Mallory"})

    assert answer.status_code == 403
    assert organisation().name == ""


def test_the_organisation_is_named(signed_in: PageClient, session: Session) -> None:
    fields = {"name": "Northmere", "contact_name": "Ruth Baptiste", "contact_email": "ruth@example.org"}

    answer = signed_in.submit("/set-up/organisation", **fields)

    house = organisation()
    event = session.scalars(select(AuditEvent).where(AuditEvent.kind == "setup.organisation")).one()
    assert (answer.status_code, answer.location) == (303, "/set-up")
    assert (house.name, house.contact_name, house.contact_email) == ("Northmere", "Ruth Baptiste", "ruth@example.org")
    assert event.detail == {"fields": ["contact_email", "contact_name", "name"]}
    assert "Seven things are left" in signed_in.get("/set-up").text
    assert "Sign in with your Northmere address." in signed_in.application.test_client().get("/sign-in").text


@pytest.mark.parametrize("name", ["", " ", "a" * 121, "Nul\x00", "\u202eevil"])
def test_a_name_that_cannot_be_shown_is_refused(signed_in: PageClient, name: str) -> None:
    answer = signed_in.submit("/set-up/organisation", name=name)

    assert answer.status_code == 422
    assert organisation().name == ""


def test_the_sender_is_tried_and_confirmed(signed_in: PageClient, session: Session) -> None:
    signed_in.submit("/set-up/letters", sender_name="Mentoring", sender_address="mentoring@example.org")
    too_early = signed_in.post("/set-up/letters/confirm", data={"csrf_token": signed_in.token("/set-up/letters")})
    signed_in.submit("/set-up/letters/test", page="/set-up/letters")
    waiting = signed_in.get("/set-up/letters").text
    deliver()
    session.commit()
    sent = signed_in.get("/set-up/letters").text
    confirmed = signed_in.submit("/set-up/letters/confirm", page="/set-up/letters")

    assert too_early.status_code == 422
    assert "Your test letter waits to be sent." in waiting
    assert "Did it arrive?" in sent
    assert confirmed.location == "/set-up"
    assert organisation().sender_confirmed_at is not None
    assert "Letters arrive." in signed_in.get("/set-up/letters").text


def test_another_sender_has_to_be_tried_again(signed_in: PageClient, session: Session) -> None:
    sender = {"sender_name": "Mentoring", "sender_address": "mentoring@example.org"}
    signed_in.submit("/set-up/letters", **sender)
    signed_in.submit("/set-up/letters/test", page="/set-up/letters")
    deliver()
    signed_in.submit("/set-up/letters/confirm", page="/set-up/letters")

    signed_in.submit("/set-up/letters", **sender)
    assert organisation().sender_confirmed_at is not None
    session.rollback()
    signed_in.submit("/set-up/letters", **{**sender, "sender_address": "other@example.org"})

    assert organisation().sender_confirmed_at is None


def test_utc_kept_on_purpose_counts_as_done(signed_in: PageClient) -> None:
    signed_in.submit("/set-up/time", time_zone="UTC", language="en")

    assert "Seven things are left" in signed_in.get("/set-up").text


@pytest.mark.parametrize("zone", ["Middle/Earth", "", "../etc/passwd"])
def test_a_time_zone_that_nobody_lives_in_is_refused(signed_in: PageClient, zone: str) -> None:
    assert signed_in.submit("/set-up/time", time_zone=zone, language="en").status_code == 422


def test_emergency_numbers_are_kept(signed_in: PageClient) -> None:
    signed_in.submit("/set-up/emergency", emergency_number="112", eap_name="Care line", eap_number="0800 1")

    house = organisation()
    assert (house.emergency_number, house.eap_name, house.eap_number) == ("112", "Care line", "0800 1")


def test_every_change_of_the_notice_is_a_new_version(signed_in: PageClient) -> None:
    notice = {"privacy_notice": "First.\n\nSecond <script>alert(1)</script>."}
    signed_in.submit("/set-up/privacy-notice", **notice)
    signed_in.submit("/set-up/privacy-notice", **notice)
    signed_in.submit("/set-up/privacy-notice", privacy_notice="Another.")

    assert organisation().privacy_version == 2


def test_the_notice_is_shown_as_text_to_everybody(signed_in: PageClient) -> None:
    signed_in.submit("/set-up/privacy-notice", privacy_notice="First.\n\nSecond <script>alert(1)</script>.")

    page = signed_in.application.test_client().get("/privacy").text

    assert "<p>First.</p>" in page
    assert "&lt;script&gt;" in page
    assert "Version 1" in page


def test_a_draft_is_there_before_the_first_notice(signed_in: PageClient) -> None:
    assert "[legal basis; works agreement]" in signed_in.get("/set-up/privacy-notice").text
    assert "No notice is published yet" in signed_in.get("/privacy").text


def test_a_safeguarding_officer_and_a_deputy_are_named(signed_in: PageClient, ruth: Person, amara: Person) -> None:
    emails = {"officer_email": "AMARA@example.org", "deputy_email": "ruth@example.org"}

    signed_in.submit("/set-up/safeguarding", **emails)

    house = organisation()
    assert (house.safeguarding_officer_id, house.safeguarding_deputy_id) == (amara.id, ruth.id)
    assert 'value="amara@example.org"' in signed_in.get("/set-up/safeguarding").text


@pytest.mark.parametrize(
    ("officer", "deputy", "words"),
    [
        ("nobody@example.org", "", "Nobody in the directory has this address."),
        ("amara@example.org", "nobody@example.org", "Nobody in the directory has this address."),
        ("amara@example.org", "amara@example.org", "The deputy is somebody else than the officer."),
        ("", "", "Write their work e-mail."),
    ],
)
def test_only_two_different_people_of_the_directory_are_named(
    signed_in: PageClient, amara: Person, officer: str, deputy: str, words: str
) -> None:
    answer = signed_in.submit("/set-up/safeguarding", officer_email=officer, deputy_email=deputy)

    assert answer.status_code == 422
    assert words in answer.text
    assert organisation().safeguarding_officer_id is None


def test_a_second_person_who_gives_roles_finishes_that_item(
    signed_in: PageClient, session: Session, amara: Person
) -> None:
    alone = signed_in.get("/set-up").text
    session.add(Appointment(person=amara, role=Role.APPOINTER))
    session.commit()

    assert "Only Ruth Baptiste so far." in alone
    assert "Amara Okafor, Ruth Baptiste." in signed_in.get("/set-up").text


def test_the_home_page_asks_an_administrator_to_go_on(signed_in: PageClient) -> None:
    page = signed_in.get("/")

    assert "things are left to set up" in page.text
    assert 'href="/set-up"' in page.text


def test_nobody_else_is_asked_to_set_up(client: PageClient, amara: Person) -> None:
    client.sign_in(amara)

    assert "left to set up" not in client.get("/").text


@pytest.mark.parametrize("path", ["/help", "/privacy", "/who-can-see-what", "/accessibility"])
def test_notices_are_open_to_everybody(client: PageClient, amara: Person, path: str) -> None:
    signed_out = client.get(path).status_code
    client.sign_in(amara)

    assert (signed_out, client.get(path).status_code) == (200, 200)


def test_who_can_see_what_says_what_the_access_matrix_says(client: PageClient) -> None:
    page = unescape(client.get("/who-can-see-what").text)

    shown = {each.slug for each in RESOURCES.values() if each.what in page}
    assert shown == {each.slug for each in RESOURCES.values() if each.is_built}
    assert "The two of the pair" in page


def test_whoever_is_appointed_decides_from_the_next_request(
    client: PageClient, session: Session, ruth: Person, amara: Person
) -> None:
    client.sign_in(amara)
    before = client.get("/set-up").status_code
    appointment = Appointment(person=amara, role=Role.ADMINISTRATOR, appointed_by=ruth)
    session.add(appointment)
    session.commit()
    during = client.get("/set-up").status_code
    appointment.ended_at = appointment.appointed_at
    session.commit()

    assert (before, during, client.get("/set-up").status_code) == (403, 200, 403)


def test_help_names_the_officers_to_those_who_are_signed_in(signed_in: PageClient, amara: Person) -> None:
    signed_in.submit("/set-up/emergency", emergency_number="112", eap_name="Care line", eap_number="0800 1")
    signed_in.submit("/set-up/safeguarding", officer_email="amara@example.org", deputy_email="")

    inside = signed_in.get("/help").text
    outside = signed_in.application.test_client().get("/help").text

    assert "112" in inside
    assert "0800 1" in outside
    assert "Amara Okafor" in inside
    assert "Amara Okafor" not in outside


def test_the_works_council_reads_what_is_stored_and_nobody_else(
    client: PageClient, session: Session, ruth: Person, amara: Person
) -> None:
    client.sign_in(amara)
    before = client.get("/what-is-stored").status_code
    session.add(Appointment(person=amara, role=Role.WORKS_COUNCIL, appointed_by=ruth))
    session.commit()

    page, fields = client.get("/what-is-stored").text, client.get("/what-is-stored/conversation").text
    rows = list(csv.reader(client.get("/what-is-stored.csv").text.splitlines()))

    assert before == 403
    assert all(f">{name}<" in page for name in LINES)
    assert ">sealed<" in fields
    assert any({"Giving and ending roles", "appointment", "person_id"} <= set(row) for row in rows)
    assert client.get("/what-is-stored/nothing").status_code == 404
    assert "90 days" in page
    assert not any(each in page for each in ("Ruth", "Amara", "@northmere.example"))


def test_every_field_says_what_it_is_for_and_no_word_is_left_over(app: Flask) -> None:
    with app.test_request_context():
        tables = [table.name for group in stored() for table in group.tables]
        fields = {f"{table}.{field.name}": field.purpose for table in tables for field in fields_of(table)}

    names = {*fields, *(each.split(".")[1] for each in fields)}
    assert [name for name, purpose in fields.items() if not purpose] == []
    assert sorted(FIELDS.keys() - names) == []
