"""Both sides read their orientation before they first meet; administrators change its words and see who is through."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.copies import copy_the_rest
from app.cohorts.models import Cohort, Enrolment, Side
from app.core.audit import AuditEvent
from app.core.outbox import deliver
from app.core.panels import Panel, Place, panels_of
from app.core.transactions import transaction
from app.orientation.models import OrientationRead, OrientationText
from app.orientation.pages import card_views, words_to_change
from app.orientation.policy import OrientationAction, orientations_visible_to
from app.pairings.letters import send_placed
from app.pairings.models import Pairing
from app.pairings.services import set_seats
from app.people.services import erase_person
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase
from tests.app.meetings.conftest import BrowserOf
from tests.app.timelines.conftest import browser_of, clock, pair
from tests.app.timelines.test_timelines import by_name
from tests.factories import cohorts
from tests.factories.pairings import make_pair
from tests.factories.people import loaded
from tests.letters import words_of, written_letters

__all__ = ["browser_of", "clock", "pair"]

OWN = "## Our house\n\nWe say **du** to everybody.\n\n? What surprised you?"
COUNTS = "1 of 1 mentees and 0 of 1 mentors are through"


def own_panels(name: str) -> list[Panel]:
    """What the home page says of the orientation to somebody."""
    found = panels_of(by_name(name))
    return [each for place in Place for each in found[place] if each.endpoint == "orientation.show"]


def path_of(enrolment: Enrolment) -> str:
    return f"/orientations/{enrolment.public_id}"


def settings_of(cohort: Cohort, side: str = "mentee") -> str:
    return f"/cohorts/{cohort.public_id}/settings/orientation/{side}"


def test_orientation_is_next_to_do_until_it_is_read_and_a_door_once_they_have_met(
    session: Session, pair: Pairing, browser_of: BrowserOf
) -> None:
    own = session.merge(pair)
    path = path_of(own.mentee)
    priya = browser_of(by_name("Priya Raman"))

    before = [each.place for each in own_panels("Priya Raman")]
    shown = priya.get(path).text
    answers = [priya.submit(f"{path}/read", page=path).status_code for _ in range(2)]
    after = own_panels("Priya Raman")
    own.first_met_on = own.since_on
    session.commit()
    met = [each.place for each in own_panels("Leila Haddad")]

    assert (before, after, met) == ([Place.TURN], [], [Place.DOOR])
    assert "A colleague for your first months" in shown
    assert "To think about:" in shown
    assert (answers, len(session.scalars(select(OrientationRead)).all())) == ([303, 303], 1)
    assert session.scalars(select(AuditEvent.kind).where(AuditEvent.kind.like("orientation%"))).all() == [
        "orientation.read"
    ]


@pytest.mark.parametrize(
    ("name", "status"), [("Priya Raman", 200), ("Leila Haddad", 404), ("Daniel Kim", 404), ("Ruth Baptiste", 404)]
)
def test_orientation_is_opened_by_its_own_person_and_the_query_agrees(
    session: Session, pair: Pairing, browser_of: BrowserOf, name: str, status: int
) -> None:
    mentee = session.merge(pair).mentee

    assert browser_of(by_name(name)).get(path_of(mentee)).status_code == status
    seen = {each.id for each in session.scalars(orientations_visible_to(by_name(name)))}
    assert (mentee.id in seen) is (status == 200)
    assert OrientationAction.READ.sentence


def test_administrator_sees_counts_and_who_is_through(session: Session, pair: Pairing, browser_of: BrowserOf) -> None:
    own = session.merge(pair)
    browser_of(by_name("Priya Raman")).submit(f"{path_of(own.mentee)}/read", page=path_of(own.mentee))
    ruth = browser_of(by_name("Ruth Baptiste"))
    page = f"/cohorts/{own.cohort.public_id}"

    cohort, through = ruth.get(page).text, ruth.get(f"{page}/orientation").text

    assert COUNTS in cohort
    assert "Priya Raman" in through
    assert "Leila Haddad" not in through


def test_words_of_a_cohort_are_changed_restored_and_copied(
    session: Session, pair: Pairing, browser_of: BrowserOf
) -> None:
    own = session.merge(pair)
    path, ruth = settings_of(own.cohort), browser_of(by_name("Ruth Baptiste"))
    shipped = words_to_change(own.cohort, Side.MENTEE)
    another = session.merge(cohorts.cohort(by_name("Ruth Baptiste")))

    saved = ruth.submit(path, page=path, text=OWN)
    read = browser_of(by_name("Priya Raman")).get(path_of(own.mentee)).text
    copy_the_rest(own.cohort, another)
    session.commit()
    page = ruth.get(path).text
    ruth.submit(f"{path}/restore", page=path)
    session.expire_all()

    assert saved.status_code == 303
    assert "We say <strong>du</strong> to everybody." in read
    assert shipped.splitlines()[0].removeprefix("## ") in page
    assert [(each.cohort_id, each.text) for each in session.scalars(select(OrientationText))] == [
        (another.id, OWN.replace("\n\n", "\n"))
    ]
    assert words_to_change(own.cohort, Side.MENTEE) == shipped


def test_words_of_the_program_saved_again_are_no_words_of_the_cohort(
    session: Session, pair: Pairing, browser_of: BrowserOf
) -> None:
    cohort = session.merge(pair).cohort
    path = settings_of(cohort, "mentor")

    answer = browser_of(by_name("Ruth Baptiste")).submit(
        path, page=path, text=words_to_change(cohort, Side.MENTOR).replace("\n", "\r\n")
    )

    assert answer.status_code == 303
    assert session.scalars(select(OrientationText)).all() == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Hello", "Begin with a heading: a line that starts with ## and a space."),
        ("## Hello", "The card “Hello” needs a heading and a few lines below it."),
        ("## A\nb\n" * 9, "Write one card at least and eight at most: this is to be read in five minutes."),
        (f"## {'a' * 121}\nb", f"The heading “{'a' * 30} …” is too long: 120 letters at most."),
    ],
)
def test_words_that_make_no_cards_are_told_and_kept_in_the_form(
    session: Session, pair: Pairing, browser_of: BrowserOf, text: str, sentence: str
) -> None:
    path = settings_of(session.merge(pair).cohort)

    answer = browser_of(by_name("Ruth Baptiste")).submit(path, page=path, text=text)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert session.scalars(select(OrientationText)).all() == []


def test_letter_about_the_first_pair_mentions_it_and_no_other_ever_does(session: Session, pair: Pairing) -> None:
    first = session.merge(pair)
    set_seats(first.mentor, 2, actor=None)
    session.commit()
    another = make_pair(session, cohort=first.cohort, mentor=loaded(first.mentor), mentee="Noor Aziz")

    send_placed([first, session.merge(another)])
    session.commit()
    deliver()

    said = {str(each["To"]): "there is something to read: five minutes" in words_of(each) for each in written_letters()}
    assert said == {
        "priya@northmere.example": True,
        "noor.aziz@northmere.example": True,
        "leila@northmere.example": False,
    }


def test_cohort_that_prepares_nobody_has_none(session: Session, pair: Pairing, browser_of: BrowserOf) -> None:
    own = session.merge(pair)
    own.cohort.practice = {**own.cohort.practice, "training": "none"}
    session.commit()

    assert own_panels("Priya Raman") == []
    assert browser_of(by_name("Priya Raman")).get(path_of(own.mentee)).status_code == 404


def test_whoever_is_erased_has_read_nothing(session: Session, pair: Pairing, browser_of: BrowserOf) -> None:
    own = session.merge(pair)
    browser_of(by_name("Priya Raman")).submit(f"{path_of(own.mentee)}/read", page=path_of(own.mentee))

    with transaction():
        erase_person(session.merge(by_name("Priya Raman")), actor=None)

    assert session.scalars(select(OrientationRead)).all() == []


@pytest.mark.parametrize("kind", list(PROGRAM_TYPES))
def test_every_type_has_cards_of_its_own_for_both_sides(session: Session, pair: Pairing, kind: str) -> None:
    cohort = cohorts.cohort(by_name("Ruth Baptiste"), program_type=kind, phase=Phase.SIGN_UP)

    sides = [card_views(session.merge(cohort), side) for side in Side]

    assert [4 <= len(cards) <= 6 for cards in sides] == [True, True]
    assert all(card.question.endswith("?") for cards in sides for card in cards)
