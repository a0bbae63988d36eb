"""What a page asks again and again is asked once, and never for somebody else or after a change."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from app.core.asked_once import asked_once
from app.core.db import db
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.people import person as somebody

ASKED: list[str] = []


@asked_once
def is_here(name: str) -> bool:
    ASKED.append(name)
    return name == "Ada"


def test_a_page_asks_once_and_the_next_page_anew(app: Flask) -> None:
    ASKED.clear()

    for _page in range(2):
        with app.test_request_context("/"):
            answers = [is_here("Ada"), is_here("Ada"), is_here("Bob"), is_here("Bob")]

    assert answers == [True, True, False, False]
    assert ASKED == ["Ada", "Bob"] * 2


def test_a_form_asks_every_time(app: Flask) -> None:
    ASKED.clear()

    with app.test_request_context("/", method="POST"):
        answers = [is_here("Ada"), is_here("Ada")]

    assert (answers, ASKED) == ([True, True], ["Ada", "Ada"])


def test_nothing_is_remembered_outside_of_a_page(app: Flask) -> None:
    ASKED.clear()

    answers = [is_here("Ada"), is_here("Ada")]

    assert (answers, ASKED) == ([True, True], ["Ada", "Ada"])


def test_an_answer_ends_with_its_transaction_and_with_a_write(app: Flask) -> None:
    ASKED.clear()

    with app.test_request_context("/"):
        for end in (db.session.commit, db.session.rollback, lambda: somebody("Priya Raman"), lambda: None):
            is_here("Ada")
            db.session.connection()
            end()

    assert ASKED == ["Ada"] * 4


def test_two_people_are_never_given_the_answer_of_the_other(session: Session, client: PageClient, app: Flask) -> None:
    ruth, amara = somebody("Ruth Baptiste"), somebody("Amara Okafor")
    url = f"/cohorts/{cohort_of(ruth).public_id}/participants"
    browsers = [(client, ruth), (app.test_client(), amara)]
    for browser, who in browsers:
        browser.sign_in(who)  # type: ignore[attr-defined]  # the application's client is a PageClient

    seen = [browser.get(url).status_code for _again in range(3) for browser, _who in browsers]

    assert seen == [200, 404] * 3
