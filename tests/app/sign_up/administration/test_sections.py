"""What the page of a cohort and the home page say about signing up: the one next thing, and nothing that is not so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.core.clock import today
from app.core.transactions import transaction
from programs.phases import Phase
from tests.app.sign_up.administration.steps import launched
from tests.client import PageClient
from tests.factories.cohorts import mentee, mentor


def page_of(client: PageClient, cohort: Cohort) -> str:
    return client.get(f"/cohorts/{cohort.public_id}").text


def closes_in(session: Session, cohort: Cohort, days: int, phase: Phase = Phase.SIGN_UP) -> None:
    with transaction():
        row = session.merge(cohort)
        row.sign_up_closes_on, row.phase = today() + timedelta(days=days), phase


def test_in_preparation_it_says_what_is_missing(signed_in: PageClient, cohort: Cohort) -> None:
    page = page_of(signed_in, cohort)

    assert ("Before you open sign-up" in page, "Nobody is chosen for an invitation yet." in page) == (True, True)


def test_chosen_people_are_no_longer_missing(signed_in: PageClient, chosen: Cohort) -> None:
    page = page_of(signed_in, chosen)

    assert "Everything is there. Look at the letters, then open it." in page


def test_once_invitations_are_out_nothing_is_asked(signed_in: PageClient, chosen: Cohort) -> None:
    launched(signed_in, chosen)

    page = page_of(signed_in, chosen)

    assert ("People are signing up" in page, "Nothing is yours to do now." in page) == (True, True)
    assert "Read in who has signed up" not in page


def test_without_seats_more_mentors_are_asked_for(signed_in: PageClient, chosen: Cohort) -> None:
    launched(signed_in, chosen)
    mentee(chosen, "Ana One")
    mentee(chosen, "Ana Two")
    mentor(chosen, "Max One")

    assert "One more seat is needed." in page_of(signed_in, chosen)


def test_just_before_the_close_reminding_is_offered(session: Session, signed_in: PageClient, chosen: Cohort) -> None:
    launched(signed_in, chosen)
    closes_in(session, chosen, 2)

    page = page_of(signed_in, chosen)

    assert ("Sign-up closes on" in page, "Remind them" in page) == (True, True)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(4, None), (3, "One more seat is needed."), (0, "One more seat is needed."), (-2, "is over")],
)
def test_the_home_page_warns_before_the_close(
    session: Session, signed_in: PageClient, cohort: Cohort, days: int, sentence: str | None
) -> None:
    mentee(cohort, "Ana One")
    closes_in(session, cohort, days)

    page = signed_in.get("/").text

    found = [each for each in ("One more seat is needed.", "is over") if each in page]
    assert found == ([sentence] if sentence else [])


def test_the_home_page_is_silent_where_there_are_seats(session: Session, signed_in: PageClient, cohort: Cohort) -> None:
    mentee(cohort, "Ana One")
    mentor(cohort, "Max One")
    closes_in(session, cohort, 2)

    assert "closes on" not in signed_in.get("/").text
