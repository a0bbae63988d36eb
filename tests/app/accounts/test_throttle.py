"""Trying passwords gets slow, for strangers only and never for good."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.throttle import SIGN_IN_FAILED, Attempt, pause_after, subject
from app.core.audit import Refusal
from app.core.clock import now
from app.people.models import Person
from tests.client import PageClient
from tests.factories.accounts import PASSWORD

AMARA = "amara@example.org"
OTHER_NETWORK = "203.0.113.7"


def guess(client: PageClient, email: str = AMARA, password: str = "a guess", **environ: str) -> int:
    token = client.get_cookie("a-token")
    if token is None:
        client.set_cookie("a-token", client.token())
        token = client.get_cookie("a-token")
    assert token is not None
    fields = {"csrf_token": token.value, "email": email, "password": password}
    return client.post("/sign-in", data=fields, environ_base=environ).status_code


def fail(session: Session, times: int, email: str = AMARA, address: str = "127.0.0.1") -> None:
    """What so many wrong passwords from a strange device leave behind."""
    about = subject(email, Attempt(address))
    session.add_all(Refusal(kind=SIGN_IN_FAILED, subject=about, address=address) for _ in range(times))
    session.commit()


def test_the_sixth_guess_within_a_minute_has_to_wait(client: PageClient, amara: Person) -> None:
    answers = [guess(client) for _ in range(6)]

    assert answers == [422] * 5 + [429]


def test_the_page_says_when_to_try_again(client: PageClient, session: Session, amara: Person) -> None:
    with time_machine.travel(now(), tick=False):
        fail(session, 5)
        answer = client.submit("/sign-in", email="amara@example.org", password=PASSWORD)

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert "Please wait 60 seconds, then try again." in answer.text
    assert 'value="amara@example.org"' in answer.text


def test_an_unknown_address_waits_the_same(client: PageClient, session: Session, amara: Person) -> None:
    fail(session, 4, "nobody@example.org")

    assert [guess(client, "nobody@example.org") for _ in range(2)] == [422, 429]


def test_after_the_pause_the_right_password_works(client: PageClient, session: Session, amara: Person) -> None:
    fail(session, 5)

    with time_machine.travel(now() + timedelta(seconds=61)):
        assert guess(client, password=PASSWORD) == 303


def test_guessing_on_and_on_locks_nobody_out(client: PageClient, session: Session, amara: Person) -> None:
    fail(session, 5)
    for _ in range(5):
        guess(client)

    assert session.scalar(select(func.count()).select_from(Refusal)) == 5
    with time_machine.travel(now() + timedelta(seconds=61)):
        assert guess(client, password=PASSWORD) == 303


def test_other_accounts_do_not_wait(client: PageClient, session: Session, amara: Person, ruth: Person) -> None:
    fail(session, 6)

    assert guess(client, "ruth@example.org", PASSWORD) == 303


def test_a_known_device_comes_in_while_others_guess(
    client: PageClient, elsewhere: PageClient, session: Session, amara: Person
) -> None:
    client.submit("/sign-in", email="amara@example.org", password=PASSWORD)
    client.submit("/sign-out", page="/password")
    fail(session, 6, address=OTHER_NETWORK)

    assert guess(elsewhere, password=PASSWORD, REMOTE_ADDR=OTHER_NETWORK) == 429
    assert guess(client, password=PASSWORD) == 303


def test_a_known_device_comes_in_though_its_network_guesses(
    client: PageClient, elsewhere: PageClient, session: Session, amara: Person
) -> None:
    client.submit("/sign-in", email="amara@example.org", password=PASSWORD)
    client.submit("/sign-out", page="/password")
    for number in range(20):
        fail(session, 1, f"somebody{number}@example.org")

    assert guess(elsewhere, "ruth@example.org") == 429
    assert guess(client, password=PASSWORD) == 303


def test_a_known_device_is_known_to_its_own_account_only(
    client: PageClient, session: Session, amara: Person, ruth: Person
) -> None:
    client.submit("/sign-in", email="amara@example.org", password=PASSWORD)
    client.submit("/sign-out", page="/password")

    fail(session, 5, "ruth@example.org")

    assert guess(client, "ruth@example.org", PASSWORD) == 429


def test_guesses_on_a_known_device_wait_too(client: PageClient, amara: Person) -> None:
    client.submit("/sign-in", email="amara@example.org", password=PASSWORD)
    client.submit("/sign-out", page="/password")

    assert [guess(client) for _ in range(6)][-1] == 429


def test_twenty_a_minute_for_one_network_address(client: PageClient, session: Session, amara: Person) -> None:
    for number in range(19):
        fail(session, 1, f"somebody{number}@example.org", OTHER_NETWORK)

    assert guess(client, "one@example.org", REMOTE_ADDR=OTHER_NETWORK) == 422
    assert guess(client, "another@example.org", REMOTE_ADDR=OTHER_NETWORK) == 429
    assert guess(client, "another@example.org", REMOTE_ADDR="203.0.113.8") == 422


MOMENT = now()


@pytest.mark.parametrize(
    ("failures", "pause"),
    [(0, 0), (4, 0), (5, 60), (9, 60), (10, 120), (15, 240), (20, 480), (25, 900), (200, 900)],
)
def test_the_pause_grows_and_stops_growing(failures: int, pause: int) -> None:
    assert pause_after([MOMENT] * failures, MOMENT) == timedelta(seconds=pause)


def test_asking_for_links_is_counted_for_known_and_unknown_alike(client: PageClient, amara: Person) -> None:
    known = [client.submit("/forgotten-password", email="amara@example.org").status_code for _ in range(4)]
    unknown = [client.submit("/forgotten-password", email="nobody@example.org").status_code for _ in range(4)]

    assert known == unknown == [303, 303, 303, 429]


def test_a_guess_from_a_proxy_that_nobody_trusts_is_counted_where_it_comes_from(
    client: PageClient, session: Session, amara: Person
) -> None:
    client.post(
        "/sign-in",
        data={"csrf_token": client.token(), "email": "amara@example.org", "password": "a guess"},
        headers={"X-Forwarded-For": "198.51.100.9"},
    )

    assert session.scalars(select(Refusal.address)).all() == ["127.0.0.1"]
