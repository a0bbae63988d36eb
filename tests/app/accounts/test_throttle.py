"""Trying passwords gets slow, for strangers only and never for good."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.throttle import pause_after
from app.core.audit import Refusal
from app.core.clock import now
from app.people.models import Person
from tests.client import PageClient
from tests.factories.accounts import PASSWORD


def guess(client: PageClient, email: str = "amara@example.org", password: str = "a guess", **environ: str) -> int:
    token = client.token()
    fields = {"csrf_token": token, "email": email, "password": password}
    return client.post("/sign-in", data=fields, environ_base=environ).status_code


def test_the_sixth_guess_within_a_minute_has_to_wait(client: PageClient, amara: Person) -> None:
    answers = [guess(client) for _ in range(6)]

    assert answers == [422] * 5 + [429]


def test_the_page_says_when_to_try_again(client: PageClient, amara: Person) -> None:
    with time_machine.travel(now(), tick=False):
        for _ in range(5):
            guess(client)
        answer = client.submit("/sign-in", email="amara@example.org", password=PASSWORD)

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert "Please wait 60 seconds, then try again." in answer.text
    assert 'value="amara@example.org"' in answer.text


def test_an_unknown_address_waits_the_same(client: PageClient, amara: Person) -> None:
    assert [guess(client, "nobody@example.org") for _ in range(6)] == [422] * 5 + [429]


def test_after_the_pause_the_right_password_works(client: PageClient, amara: Person) -> None:
    for _ in range(5):
        guess(client)

    with time_machine.travel(now() + timedelta(seconds=61)):
        assert guess(client, password=PASSWORD) == 303


def test_guessing_on_and_on_locks_nobody_out(client: PageClient, session: Session, amara: Person) -> None:
    for _ in range(30):
        guess(client)

    assert session.scalar(select(func.count()).select_from(Refusal)) == 5
    with time_machine.travel(now() + timedelta(seconds=61)):
        assert guess(client, password=PASSWORD) == 303


def test_other_accounts_do_not_wait(client: PageClient, amara: Person, ruth: Person) -> None:
    for _ in range(6):
        guess(client)

    assert guess(client, "ruth@example.org", PASSWORD) == 303


def test_a_known_device_comes_in_while_others_guess(client: PageClient, elsewhere: PageClient, amara: Person) -> None:
    client.submit("/sign-in", email="amara@example.org", password=PASSWORD)
    client.submit("/sign-out", page="/password")
    for _ in range(6):
        guess(elsewhere, REMOTE_ADDR="203.0.113.7")

    assert guess(elsewhere, password=PASSWORD, REMOTE_ADDR="203.0.113.7") == 429
    assert guess(client, password=PASSWORD) == 303


def test_a_known_device_comes_in_though_its_network_guesses(
    client: PageClient, elsewhere: PageClient, amara: Person
) -> None:
    client.submit("/sign-in", email="amara@example.org", password=PASSWORD)
    client.submit("/sign-out", page="/password")
    for number in range(21):
        guess(elsewhere, f"somebody{number}@example.org")

    assert guess(elsewhere, "ruth@example.org") == 429
    assert guess(client, password=PASSWORD) == 303


def test_a_known_device_is_known_to_its_own_account_only(client: PageClient, amara: Person, ruth: Person) -> None:
    client.submit("/sign-in", email="amara@example.org", password=PASSWORD)
    client.submit("/sign-out", page="/password")

    answers = [guess(client, "ruth@example.org") for _ in range(6)]

    assert answers[-1] == 429


def test_guesses_on_a_known_device_wait_too(client: PageClient, amara: Person) -> None:
    client.submit("/sign-in", email="amara@example.org", password=PASSWORD)
    client.submit("/sign-out", page="/password")

    assert [guess(client) for _ in range(6)][-1] == 429


def test_twenty_a_minute_for_one_network_address(client: PageClient, amara: Person) -> None:
    answers = [guess(client, f"somebody{number}@example.org", REMOTE_ADDR="203.0.113.7") for number in range(21)]

    assert answers == [422] * 20 + [429]
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
