"""One’s own side: what one was left is read, put away, shown to a mentor and shown no longer."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session
from time_machine import Traveller

from app.core.transactions import transaction
from app.managers.jobs import sweep
from app.managers.models import ShownSuggestion, Suggestion
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.people.models import Person
from tests.app.meetings.conftest import BrowserOf
from tests.factories.suggestions import WORDS, agreed, left

OWN = "/you-and-your-manager"


def test_home_tells_of_what_one_was_left_until_it_is_put_away(
    browser_of: BrowserOf, daniel: Person, bo: Person
) -> None:
    one = left(daniel, bo)
    browser = browser_of(bo)

    before = browser.get("/").text
    answer = browser.submit(f"{OWN}/suggestions/{one.public_id}/put-away", page=OWN)

    assert "Daniel left you a thought" in before
    assert answer.status_code == 303
    assert "Daniel left you a thought" not in browser.get("/").text
    page = browser.get(OWN).text
    assert "Nothing at the moment" in page
    assert WORDS in page.split("Put away before", 1)[1]


def test_a_mentor_reads_what_the_mentee_shows_and_nothing_else(
    session: Session, browser_of: BrowserOf, pair: Pairing, daniel: Person, priya: Person, leila: Person
) -> None:
    shown, kept = left(daniel, priya), left(daniel, priya, "Another thought")
    mentee, mentor, page = browser_of(priya), browser_of(leila), f"/pairs/{pair.public_id}"
    before = mentor.get(page).text

    mentee.submit(f"{OWN}/suggestions/{shown.public_id}/show", page=OWN, pair=pair.public_id)
    during = mentor.get(page).text
    browser_of(daniel).submit(f"/my-team/suggestions/{shown.public_id}", words="Quite other words")
    changed = mentor.get(page).text
    mentee.submit(f"{OWN}/suggestions/{shown.public_id}/show-no-longer", page=OWN)

    assert (WORDS in before, WORDS in during, kept.words in during) == (False, True, False)
    assert (WORDS in changed, "Quite other words" in changed) == (True, False)
    assert "A suggestion of their manager, Daniel Kim. It binds nobody." in during
    assert mentor.get(page).text == before


def test_it_is_shown_to_ones_own_mentors_alone(
    session: Session, browser_of: BrowserOf, pair: Pairing, daniel: Person, priya: Person, bo: Person
) -> None:
    of_bo, of_priya = left(daniel, bo), left(daniel, priya)
    someone, mentee = browser_of(bo), browser_of(priya)

    answers = [
        someone.submit(f"{OWN}/suggestions/{of_bo.public_id}/show", page=OWN, pair=pair.public_id),
        someone.submit(f"{OWN}/suggestions/{of_priya.public_id}/show", page=OWN, pair=pair.public_id),
    ]
    with transaction():
        end_pairings([session.merge(pair)], Ending.ENDED, actor=session.merge(priya))
    answers.append(mentee.submit(f"{OWN}/suggestions/{of_priya.public_id}/show", page=OWN, pair=pair.public_id))

    assert [each.status_code for each in answers] == [422, 404, 422]
    assert session.scalars(select(ShownSuggestion)).all() == []


def test_the_page_of_the_pair_tells_the_mentee_alone_what_the_manager_sees(
    browser_of: BrowserOf, pair: Pairing, daniel: Person, priya: Person, leila: Person
) -> None:
    mentee, mentor, page = browser_of(priya), browser_of(leila), f"/pairs/{pair.public_id}"
    nothing, theirs = mentee.get(page).text, mentor.get(page).text
    agreed(pair, daniel)

    assert "Your manager sees nothing of your meetings." in nothing
    assert "Daniel Kim sees when your meetings take time, and nothing else of them." in mentee.get(page).text
    assert (mentor.get(page).text, "Daniel" in theirs) == (theirs, False)


def test_everybody_has_the_page_and_reads_what_they_let_be_seen(
    browser_of: BrowserOf, daniel: Person, bo: Person
) -> None:
    pages = [browser_of(each).get(OWN).text for each in (bo, daniel)]

    assert "Daniel Kim sees the same about everybody who reports to them" in pages[0]
    assert "No manager is noted for you here" in pages[1]


def test_suggestions_are_gone_after_a_year(
    session: Session, browser_of: BrowserOf, clock: Traveller, pair: Pairing, daniel: Person, priya: Person
) -> None:
    old = left(daniel, priya)
    browser_of(priya).submit(f"{OWN}/suggestions/{old.public_id}/show", page=OWN, pair=pair.public_id)
    clock.shift(timedelta(days=366))
    left(daniel, priya, "Young")

    with transaction():
        sweep()

    assert session.scalars(select(Suggestion.words)).all() == ["Young"]
    assert session.scalars(select(ShownSuggestion)).all() == []
