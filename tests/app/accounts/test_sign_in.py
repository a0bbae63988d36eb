"""Signing in and out: one answer for all, new keys each time, cookies that say nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import SignInSession
from app.accounts.next_page import safe_next
from app.accounts.tokens import digest
from app.core.audit import AuditEvent, Refusal
from app.core.clock import now
from app.people.models import Person, PersonState
from tests.client import PageClient
from tests.factories.accounts import PASSWORD

RIGHT = {"email": "amara@example.org", "password": PASSWORD}


def test_the_right_password_opens_a_session(client: PageClient, session: Session, amara: Person) -> None:
    answer = client.submit("/sign-in", **RIGHT)

    row = session.scalars(select(SignInSession)).one()
    cookie = client.get_cookie("ithaca")
    assert (answer.status_code, answer.location) == (303, "/")
    assert row.person_id == amara.id
    assert cookie is not None
    assert row.token_hash == digest(cookie.value)
    assert session.scalars(select(AuditEvent.kind)).all() == ["account.signed_in"]


@pytest.mark.parametrize("email", ["AMARA@example.org", " amara@example.org "])
def test_an_address_is_the_same_in_any_case(client: PageClient, amara: Person, email: str) -> None:
    assert client.submit("/sign-in", email=email, password=PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("amara@example.org", "another password"),
        ("bruno@example.org", "never had one"),
        ("nobody@example.org", "another password"),
        ("gone@example.org", PASSWORD),
        ("not an address", "another password"),
    ],
)
def test_every_refusal_is_the_same(
    client: PageClient, session: Session, amara: Person, bruno: Person, email: str, password: str
) -> None:
    session.add(Person(name="Gone", email="gone@example.org", state=PersonState.LEFT))
    session.commit()

    answer = client.submit("/sign-in", email=email, password=password)

    assert answer.status_code == 422
    assert answer.text.count("This address and this password do not belong together.") == 1
    assert session.scalar(select(func.count()).select_from(SignInSession)) == 0
    refusal = session.scalars(select(Refusal)).one()
    assert refusal.kind == "sign_in.failed"
    assert "@" not in (refusal.subject or "")


def test_a_refused_sign_in_never_shows_the_password_again(client: PageClient, amara: Person) -> None:
    answer = client.submit("/sign-in", email="amara@example.org", password="a wrong one, typed")

    assert "a wrong one, typed" not in answer.text
    assert 'value="amara@example.org"' in answer.text


def test_signing_in_gives_a_new_key_and_ends_the_old_one(client: PageClient, session: Session, amara: Person) -> None:
    client.submit("/sign-in", **RIGHT)
    first = client.get_cookie("ithaca")
    client.post("/sign-in", data={"csrf_token": client.token("/password"), **RIGHT})
    second = client.get_cookie("ithaca")

    ended = session.scalars(select(SignInSession.ended_at).order_by(SignInSession.id)).all()
    assert first is not None
    assert second is not None
    assert first.value != second.value
    assert [at is not None for at in ended] == [True, False]


def test_signing_out_ends_the_session_and_clears_what_the_browser_kept(
    client: PageClient, session: Session, amara: Person
) -> None:
    client.submit("/sign-in", **RIGHT)
    key = client.get_cookie("ithaca")

    answer = client.submit("/sign-out", page="/password")

    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert session.scalars(select(SignInSession.ended_at)).one() is not None
    assert client.get_cookie("ithaca") is None
    assert "You are signed out." in client.get("/sign-in").text
    assert key is not None
    client.set_cookie("ithaca", key.value)
    assert client.get("/password").status_code == 303


def test_signing_out_by_get_is_refused(client: PageClient, amara: Person) -> None:
    client.sign_in(amara)

    assert client.get("/sign-out").status_code == 405
    assert client.get("/password").status_code == 200


def test_cookies_are_out_of_reach_of_scripts_and_hold_no_name(client: PageClient, amara: Person) -> None:
    answer = client.submit("/sign-in", **RIGHT)

    cookies = answer.headers.getlist("Set-Cookie")
    assert sorted(each.split("=")[0] for each in cookies) == ["ithaca", "ithaca-device", "ithaca-visitor"]
    assert all("HttpOnly" in each and "SameSite=Lax" in each and "Path=/" in each for each in cookies)
    assert not any("amara" in each.lower() or amara.public_id in each for each in cookies)
    assert sum(len(each) for each in cookies) < 4096


def test_somebody_who_left_is_out_with_the_next_request(client: PageClient, session: Session, amara: Person) -> None:
    client.sign_in(amara)
    assert client.get("/password").status_code == 200

    amara.state = PersonState.LEFT
    session.commit()

    assert client.get("/password").status_code == 303


def test_somebody_who_came_back_has_the_same_account(client: PageClient, session: Session, amara: Person) -> None:
    amara.state = PersonState.LEFT
    session.commit()
    amara.state = PersonState.ACTIVE
    session.commit()

    assert client.submit("/sign-in", **RIGHT).status_code == 303


def test_signing_in_leads_to_the_page_that_was_asked_for(client: PageClient, amara: Person) -> None:
    sent_away = client.get("/sign-ins?of=me")
    assert sent_away.location == "/sign-in?next=/sign-ins?of%3Dme"

    answer = client.submit("/sign-in", page=sent_away.location, next="/sign-ins?of=me", **RIGHT)

    assert answer.location == "/sign-ins?of=me"


ELSEWHERE = [
    "https://evil.example", "http://evil.example/", "//evil.example", "///evil.example", "////evil.example",
    "/\\evil.example", "\\\\evil.example", "/\\/evil.example", "\\/evil.example", "/\t/evil.example",
    "/\n/evil.example", "/\r/evil.example", "\t//evil.example", " //evil.example", " https://evil.example",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
    "https:evil.example", "https:/evil.example", "http:\\\\evil.example", "ftp://evil.example", "mailto:a@b.example",
    "evil.example", "@evil.example", "?next=//evil.example", "#//evil.example", ".//evil.example",
    "//evil.example/%2e%2e", "//user@evil.example", "//evil.example:80", "///\\evil.example", "/ /evil.example",
    "/\u00a0/evil.example", "/\u2028/evil.example", "/\x00/evil.example", "//[::1", "/" + "a" * 3000, "", None,
]  # fmt: skip


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_next_page_leads_to_another_site(target: str | None) -> None:
    assert safe_next(target) == "/"


def test_the_sign_in_page_follows_no_foreign_address(client: PageClient, amara: Person) -> None:
    asked = client.get("/sign-in?next=//evil.example")
    answer = client.submit("/sign-in", next="//evil.example", **RIGHT)

    assert "evil.example" not in asked.text
    assert answer.location == "/"


def test_a_get_of_the_sign_in_page_by_somebody_signed_in_goes_on(client: PageClient, amara: Person) -> None:
    client.sign_in(amara)

    assert client.get("/sign-in?next=/password").location == "/password"


def test_sign_in_without_a_token_is_refused(client: PageClient, session: Session, amara: Person) -> None:
    answer = client.post("/sign-in", data=RIGHT)

    assert answer.status_code == 400
    assert "Open the page again" in answer.text
    assert session.scalar(select(func.count()).select_from(SignInSession)) == 0


def test_a_made_up_key_is_nobody(client: PageClient, app: Flask, amara: Person) -> None:
    client.set_cookie("ithaca", "a" * 43)

    assert client.get("/password").status_code == 303


def test_no_more_than_twenty_sign_ins_at_a_time(client: PageClient, session: Session, amara: Person) -> None:
    for number in range(22):
        moment = now() - timedelta(minutes=22 - number)
        row = SignInSession(
            person_id=amara.id, token_hash=str(number), label="Old", idle_seconds=3600, last_seen_at=moment,
            expires_at=now() + timedelta(hours=1),
        )  # fmt: skip
        session.add(row)
    session.commit()

    client.submit("/sign-in", **RIGHT)

    open_ones = session.scalars(select(SignInSession.token_hash).where(SignInSession.ended_at.is_(None))).all()
    assert len(open_ones) == 20
    assert not {"0", "1", "2"} & set(open_ones)
