"""One's own sign-ins and password, and what administrators may do about others'."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.devices import describe
from app.accounts.models import SignInSession
from app.accounts.throttle import SIGN_IN_FAILED
from app.core.audit import AuditEvent, Refusal
from app.core.config import config_of
from app.core.outbox import OutboxMail
from app.people.models import Person
from tests.client import PageClient
from tests.factories.accounts import PASSWORD, begin, give_password

NEW = "quite another four words"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"


def test_sign_ins_are_listed_to_their_owner_only(
    client: PageClient, elsewhere: PageClient, amara: Person, bruno: Person
) -> None:
    give_password(bruno)
    elsewhere.post(
        "/sign-in",
        data={"csrf_token": elsewhere.token(), "email": "amara@example.org", "password": PASSWORD},
        headers={"User-Agent": FIREFOX},
    )
    client.sign_in(amara)

    mine = client.get("/sign-ins").text
    client.sign_in(bruno)
    his = client.get("/sign-ins").text

    assert "Firefox on Windows" in mine
    assert mine.count("Signed in on") == 2
    assert "Firefox on Windows" not in his


def test_page_names_the_limits_of_this_installation(
    app: Flask, client: PageClient, amara: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorter = replace(config_of(app), idle_minutes=20, absolute_hours=10)
    monkeypatch.setitem(app.extensions, "ithaca.config", shorter)
    client.sign_in(amara)

    page = client.get("/sign-ins").text

    assert "After 20 minutes without a sign of you, and after 10 hours in any case." in page


def test_one_sign_in_can_be_ended(client: PageClient, elsewhere: PageClient, session: Session, amara: Person) -> None:
    elsewhere.sign_in(amara)
    other = session.scalars(select(SignInSession.public_id)).one()
    client.sign_in(amara)

    client.post(f"/sign-ins/{other}/end", data={"csrf_token": client.token("/sign-ins")})

    assert elsewhere.get("/password").status_code == 303
    assert client.get("/password").status_code == 200


def test_somebody_elses_sign_in_looks_like_a_missing_one(
    client: PageClient, elsewhere: PageClient, session: Session, amara: Person, bruno: Person
) -> None:
    elsewhere.sign_in(amara)
    hers = session.scalars(select(SignInSession.public_id)).one()
    client.sign_in(bruno)
    token = client.token("/password")

    foreign = client.post(f"/sign-ins/{hers}/end", data={"csrf_token": token})
    missing = client.post("/sign-ins/0000000000000000/end", data={"csrf_token": token})

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert len(foreign.data) == len(missing.data)
    assert elsewhere.get("/password").status_code == 200


def test_all_others_can_be_ended_at_once(client: PageClient, elsewhere: PageClient, amara: Person) -> None:
    elsewhere.sign_in(amara)
    begin(amara.id)
    client.sign_in(amara)

    client.submit("/sign-ins/end-others", page="/sign-ins")

    assert elsewhere.get("/password").status_code == 303
    page = client.get("/sign-ins").text
    assert "2 other sign-ins have ended." in page
    assert page.count("Signed in on") == 1


def test_a_new_password_needs_the_current_one(client: PageClient, amara: Person) -> None:
    client.sign_in(amara)

    refused = client.submit("/password", current_password="wrong", password=NEW)

    assert refused.status_code == 422
    assert "This is not your current password." in refused.text


def test_the_current_password_cannot_be_tried_at_will(client: PageClient, session: Session, amara: Person) -> None:
    client.sign_in(amara)
    for number in range(5):
        client.submit("/password", current_password=f"wrong {number}", password=NEW)

    refused = client.submit("/password", current_password=PASSWORD, password=NEW)

    assert "That was tried too often." in refused.text
    assert session.scalars(select(Refusal.kind)).all() == [SIGN_IN_FAILED] * 5


def test_a_new_password_gives_a_new_key_and_ends_the_others(
    client: PageClient, elsewhere: PageClient, session: Session, amara: Person
) -> None:
    elsewhere.sign_in(amara)
    client.sign_in(amara)
    before = client.get_cookie("ithaca")

    answer = client.submit("/password", current_password=PASSWORD, password=NEW)
    after = client.get_cookie("ithaca")

    assert answer.status_code == 303
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert client.get("/password").status_code == 200
    assert elsewhere.get("/password").status_code == 303
    assert "account.password_set" in session.scalars(select(AuditEvent.kind)).all()
    assert session.scalars(select(OutboxMail.kind)).all() == ["password_changed"]


@pytest.mark.parametrize(("who", "status"), [("bruno", 403), ("ruth", 303)])
def test_only_administrators_end_the_sign_ins_of_others(
    client: PageClient, elsewhere: PageClient, amara: Person, bruno: Person, ruth: Person, who: str, status: int
) -> None:
    elsewhere.sign_in(amara)
    client.sign_in({"bruno": bruno, "ruth": ruth}[who])

    answer = client.post(f"/people/{amara.public_id}/sign-out", data={"csrf_token": client.token("/password")})

    assert answer.status_code == status
    assert elsewhere.get("/password").status_code == (303 if status == 303 else 200)


@pytest.mark.parametrize("path", ["/password", "/sign-ins"])
def test_signed_out_people_sign_in_first(client: PageClient, path: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.location) == (303, f"/sign-in?next={path}")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari on iPhone"),
        ("curl/8.0", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_called_by_its_name(app_context: None, agent: str, words: str) -> None:
    assert describe(agent) == words
