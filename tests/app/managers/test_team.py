"""A manager’s pages: everybody who reports to them, the same about each, and one’s own words for a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session
from time_machine import Traveller

from app.core.audit import AuditEvent
from app.managers.models import Suggestion
from app.pairings.models import Pairing
from app.people.models import Person
from app.people.services import set_manager
from tests.app.meetings.conftest import BrowserOf
from tests.factories.people import person, report_to
from tests.factories.suggestions import left

WORDS = "Ask Nadia’s team to show you the new bank interface."


def suggestions(session: Session) -> list[Suggestion]:
    session.rollback()
    return list(session.scalars(select(Suggestion).order_by(Suggestion.id)))


def test_the_team_has_the_same_three_things_for_everybody(
    browser_of: BrowserOf, daniel: Person, pair: Pairing, priya: Person, bo: Person
) -> None:
    page = browser_of(daniel).get("/my-team").text

    for each in (priya, bo):
        rest = page.split(f'<span class="person-name">{each.name}</span>', 1)[1].split("</li>", 1)[0]
        assert [part.split('"')[0] for part in rest.split(f'href="/my-team/{each.public_id}#')[1:]] == [
            "suggest", "busy", "support",
        ]  # fmt: skip


def test_who_has_nobody_reads_a_kind_sentence_and_has_no_way_there(browser_of: BrowserOf, bo: Person) -> None:
    browser = browser_of(bo)

    page = browser.get("/my-team").text

    assert "Nobody reports to you" in page
    assert 'href="/my-team"' not in browser.get("/").text


def test_the_way_to_the_team_stands_in_the_letterhead_of_a_manager(browser_of: BrowserOf, daniel: Person) -> None:
    assert browser_of(daniel).get("/").text.count('href="/my-team"') == 2


def test_a_suggestion_is_left_and_recorded_without_its_words(
    session: Session, browser_of: BrowserOf, daniel: Person, bo: Person
) -> None:
    browser = browser_of(daniel)

    answer = browser.submit("/my-team", person=bo.public_id, words=WORDS)

    (one,) = suggestions(session)
    recorded = session.scalars(select(AuditEvent).where(AuditEvent.kind == "suggestion.left")).one()
    assert (answer.status_code, one.words, one.reader_id) == (303, WORDS, bo.id)
    assert (recorded.object_id, recorded.detail) == (one.public_id, {})
    assert "Monday 23 November, for Bo" in browser.get("/my-team").text


@pytest.mark.parametrize(
    ("whose", "words", "sentence"),
    [("leila", WORDS, "Choose one of your people."), ("bo", " ", "Write something here."), ("bo", "x" * 601, "600")],
)
def test_what_cannot_be_left_is_refused_with_a_sentence_and_kept(
    session: Session, request: pytest.FixtureRequest, browser_of: BrowserOf, daniel: Person, whose: str, words: str,
    sentence: str,
) -> None:  # fmt: skip
    reader: Person = request.getfixturevalue(whose)

    answer = browser_of(daniel).submit("/my-team", person=reader.public_id, words=words)

    assert (answer.status_code, suggestions(session)) == (422, [])
    assert sentence in answer.text
    assert words.strip() in answer.text


def test_a_sixth_suggestion_within_a_day_waits(
    session: Session, browser_of: BrowserOf, clock: Traveller, daniel: Person, bo: Person
) -> None:
    for number in range(5):
        left(daniel, bo, f"Thought {number}")
    browser, url = browser_of(daniel), f"/my-team/{bo.public_id}"

    refused = browser.submit(url, words=WORDS)
    clock.shift(timedelta(days=1, minutes=1))
    accepted = browser_of(daniel).submit(url, words=WORDS)

    assert (refused.status_code, accepted.status_code, len(suggestions(session))) == (422, 303, 6)


def test_own_words_are_changed_and_taken_back_for_a_day_whatever_became_of_them(
    session: Session, browser_of: BrowserOf, clock: Traveller, daniel: Person, bo: Person
) -> None:
    first, second, third = (left(daniel, bo, f"Thought {number}").public_id for number in range(3))
    browser_of(bo).submit(f"/you-and-your-manager/suggestions/{first}/put-away", page="/you-and-your-manager")
    url = "/my-team/suggestions/{}"
    browser = browser_of(daniel)

    pages = [browser.get(url.format(each)).text for each in (first, second)]
    changed = browser.submit(url.format(first), words="In other words")
    taken = browser.submit(url.format(second) + "/take-back", page=url.format(second))
    clock.shift(timedelta(days=1))
    late = browser_of(daniel)
    refused = [
        late.submit(url.format(third), words="Too late").status_code,
        late.submit(url.format(third) + "/take-back", page=url.format(third)).status_code,
    ]

    assert pages[0].replace(first, "").replace("Thought 0", "") == (
        pages[1].replace(second, "").replace("Thought 1", "")
    )
    assert (changed.status_code, taken.status_code, refused) == (303, 303, [422, 422])
    assert [each.words for each in suggestions(session)] == ["In other words", "Thought 2"]


def test_what_the_reader_does_changes_no_byte_for_the_writer(
    session: Session, browser_of: BrowserOf, daniel: Person, pair: Pairing, priya: Person
) -> None:
    one = left(daniel, priya)
    manager, mentee = browser_of(daniel), browser_of(priya)
    pages = ["/my-team", f"/my-team/{priya.public_id}", f"/my-team/suggestions/{one.public_id}", "/"]
    before = [manager.get(page).data for page in pages]

    url = f"/you-and-your-manager/suggestions/{one.public_id}"
    mentee.get("/you-and-your-manager")
    for action in ({"show": pair.public_id}, {"show-no-longer": ""}, {"show": pair.public_id}, {"put-away": ""}):
        ((verb, value),) = action.items()
        answer = mentee.submit(f"{url}/{verb}", page="/you-and-your-manager", pair=value)
        assert answer.status_code == 303, verb

    assert [manager.get(page).data for page in pages] == before


def test_a_manager_who_is_one_no_longer_is_out_with_the_next_request(
    session: Session, browser_of: BrowserOf, daniel: Person, leila: Person, bo: Person
) -> None:
    """C-34: the words too; the next manager does not inherit them."""
    one = left(daniel, bo)
    old, new = browser_of(daniel), browser_of(leila)
    pages = [f"/my-team/{bo.public_id}", f"/my-team/suggestions/{one.public_id}"]
    before = [[who.get(page).status_code for page in pages] for who in (old, new)]

    report_to(leila, bo)

    assert before == [[200, 200], [404, 404]]
    assert [[who.get(page).status_code for page in pages] for who in (old, new)] == [[404, 404], [200, 404]]
    assert one.words not in old.get("/my-team").text + new.get("/my-team").text
    assert one.words in browser_of(bo).get("/you-and-your-manager").text


def test_a_form_sent_after_the_change_is_refused(
    session: Session, browser_of: BrowserOf, daniel: Person, bo: Person
) -> None:
    browser = browser_of(daniel)
    token = browser.token("/my-team")
    set_manager(session.merge(bo), None, actor=None)
    session.commit()

    answer = browser.post("/my-team", data={"csrf_token": token, "person": bo.public_id, "words": WORDS})

    assert (answer.status_code, suggestions(session)) == (422, [])


def test_the_team_costs_the_same_queries_for_two_and_for_forty(
    app: Flask, session: Session, browser_of: BrowserOf, daniel: Person, queries_of: Callable[[str], int]
) -> None:
    few = queries_of("/my-team")
    more = [person(f"Report {number}") for number in range(38)]
    report_to(daniel, *more)
    for each in more[:20]:
        left(daniel, each)

    assert (few, queries_of("/my-team")) == (5, 5)


@pytest.fixture
def queries_of(app: Flask, browser_of: BrowserOf, daniel: Person) -> Callable[[str], int]:
    """How many queries a page costs Daniel."""
    browser = browser_of(daniel)

    def count(path: str) -> int:
        asked: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            asked.append(statement)

        browser.get(path)
        event.listen(Engine, "before_cursor_execute", note)
        assert browser.get(path).status_code == 200
        event.remove(Engine, "before_cursor_execute", note)
        return len([each for each in asked if each.startswith("SELECT")])

    return count
