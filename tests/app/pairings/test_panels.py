"""What mentee and mentor read about their pair on the home page."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.core.transactions import transaction
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings, note_wrote
from app.people.models import Person
from tests.client import PageClient
from tests.factories.cohorts import mentor


def home(client: PageClient, who: Person) -> str:
    """The home page as somebody sees it."""
    client.sign_in(who)
    return client.get("/").text


def test_the_mentor_is_asked_on_the_home_page(client: PageClient, pair: Pairing, leila: Person, priya: Person) -> None:
    for_mentor, for_mentee = home(client, leila), home(client, priya)

    assert "Please write to Priya first." in for_mentor
    assert "One seat free" in for_mentor
    assert "Your mentor, and why" in for_mentee
    assert "Leila can teach contract law, which Priya wants to learn." in for_mentee
    assert "It is Leila’s turn." in for_mentee


def test_the_mentee_is_asked_once_the_mentor_has_written(
    session: Session, client: PageClient, pair: Pairing, leila: Person, priya: Person
) -> None:
    with transaction():
        note_wrote(session.merge(pair))

    assert "Leila has written to you." in home(client, priya)
    assert "Please write" not in home(client, leila)


def test_an_ended_pair_leaves_the_home_page(client: PageClient, pair: Pairing, priya: Person) -> None:
    with transaction():
        end_pairings([pair], Ending.ENDED, actor=None)

    assert "Leila" not in home(client, priya)


def test_a_free_seat_can_be_kept_free_from_home(client: PageClient, cohort: Cohort) -> None:
    jonas = mentor(cohort, "Jonas Lindqvist", seats=2).person

    text = home(client, jonas)

    assert "Two seats free" in text
    assert f'action="/cohorts/{cohort.public_id}/my-seats/new-mentees"' in text
