"""Busy times: only those a mentee agreed to show one named person, start and end and nothing else (C-34, C-36)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from time_machine import Traveller

from app.cohorts.models import Cohort, Enrolment
from app.core.audit import AuditEvent
from app.core.transactions import transaction
from app.managers.models import BusyAgreement
from app.managers.queries import agreements_of
from app.meetings.models import Meeting
from app.meetings.services import Log, cancel, log_meeting
from app.pairings.models import Pairing
from app.people.models import Person
from app.people.new_managers import tell_of_new_managers
from programs.phases import Phase
from tests.app.meetings.conftest import BrowserOf
from tests.factories import cohorts, meetings
from tests.factories.pairings import make_pair
from tests.factories.people import report_to
from tests.factories.suggestions import agreed

THURSDAY = "2026-11-26T10:00"
SHOWN = "Thursday 26 November, 10:00 to 10:45"
Page = Callable[[], str]


@pytest.fixture
def look(browser_of: BrowserOf, daniel: Person, priya: Person) -> Page:
    """Daniel’s page about Priya, as he sees it each time that he signs in."""
    return lambda: without_token(browser_of(daniel).get(f"/my-team/{priya.public_id}").text)


def without_token(text: str) -> str:
    """Each sign-in has a token of its own against forged forms."""
    return re.sub(r'(name="csrf_token" value=)"[^"]+"', r"\1", text)


def busy(text: str) -> list[str]:
    return re.findall(r"<span>(\w+ \d+ \w+, [\d:]+ to [\d:]+)</span>", text)


def test_without_agreement_and_without_meetings_the_page_is_the_same_to_the_byte(
    session: Session, look: Page, pair: Pairing, daniel: Person, bo: Person, browser_of: BrowserOf
) -> None:
    nothing = look()
    agreed(pair, daniel)
    agreed_without_meetings = look()
    with transaction():
        session.delete(session.scalars(select(BusyAgreement)).one())
    meetings.agreed(pair, pair.mentor.person, THURSDAY)
    meetings_without_agreement = look()

    assert nothing == agreed_without_meetings == meetings_without_agreement
    others = without_token(browser_of(daniel).get(f"/my-team/{bo.public_id}").text)
    assert others.replace(bo.public_id, "").replace("Bo Nilsson", "").replace("Bo", "") == (
        nothing.replace(pair.mentee.person.public_id, "").replace("Priya Raman", "").replace("Priya", "")
    )


def test_taking_part_changes_no_page_of_the_manager(
    session: Session, browser_of: BrowserOf, daniel: Person, priya: Person, leila: Person, ruth: Person
) -> None:
    """Paired worlds: before and after the very same person takes part, meets, and ends it."""
    browser = browser_of(daniel)
    pages = ["/", "/my-team", f"/my-team/{priya.public_id}", f"/people/{priya.public_id}", "/you-and-your-manager"]
    before = [browser.get(each).data for each in pages]

    pair = make_pair(session, mentee=priya, mentor=leila, actor=ruth)
    meetings.agreed(pair, leila, THURSDAY)
    meetings.logged(pair, datetime(2026, 11, 20, 9, tzinfo=UTC))

    assert [browser.get(each).data for each in pages] == before


def test_what_is_agreed_to_is_start_and_end_alone(look: Page, pair: Pairing, daniel: Person) -> None:
    meetings.agreed(pair, pair.mentor.person, THURSDAY, place="Room 4")
    agreed(pair, daniel)

    text = look()

    assert busy(text) == [SHOWN]
    for word in ("Leila", "Room 4", pair.cohort.name, pair.public_id, "mentor</", "Autumn"):
        assert word not in text


def test_times_that_touch_are_one_and_neither_past_nor_far_ones_are_shown(
    look: Page, pair: Pairing, daniel: Person
) -> None:
    leila = pair.mentor.person
    for wall in ("2026-11-26T10:00", "2026-11-26T10:45", "2027-01-17T09:00", "2027-01-19T09:00"):
        meetings.agreed(pair, leila, wall)
    meetings.logged(pair, datetime(2026, 11, 20, 9, tzinfo=UTC))
    meetings.offered(pair, leila, "2026-12-01T10:00")
    agreed(pair, daniel)

    assert busy(look()) == ["Thursday 26 November, 10:00 to 11:30", "Sunday 17 January, 9:00 to 9:45"]


def test_held_not_held_and_called_off_late_look_the_same_until_the_time_is_over(
    session: Session, look: Page, clock: Traveller, pair: Pairing, daniel: Person
) -> None:
    leila = pair.mentor.person
    agreed(pair, daniel)
    seen: dict[str, list[str]] = {}
    for name in ("nothing", "called off", "held", "missed"):
        clock.move_to("2026-11-23T08:00:00+00:00")
        made = meetings.agreed(pair, leila, THURSDAY)
        clock.move_to("2026-11-26T08:30:00+00:00")
        if name == "called off":
            with transaction():
                row = session.merge(made)
                cancel(row, seen=row.sequence, actor=row.pairing.mentee.person)
        clock.move_to("2026-11-26T09:20:00+00:00")
        if name in {"held", "missed"}:
            with transaction():
                row = session.merge(made)
                log_meeting(row, Log(is_held=name == "held", minutes=15), actor=row.pairing.mentee.person)
        during = look()
        clock.move_to("2026-11-26T09:45:01+00:00")
        seen[name] = [during, look()]
        with transaction():
            session.delete(session.merge(made))

    assert seen["nothing"] == seen["called off"] == seen["held"] == seen["missed"]
    assert [busy(text) for text in seen["held"]] == [[SHOWN], []]


def test_what_is_called_off_in_time_is_free_again(session: Session, look: Page, pair: Pairing, daniel: Person) -> None:
    made = meetings.agreed(pair, pair.mentor.person, THURSDAY)
    agreed(pair, daniel)
    before = busy(look())

    with transaction():
        row = session.merge(made)
        cancel(row, seen=row.sequence, actor=row.pairing.mentor.person)

    assert (before, busy(look())) == ([SHOWN], [])


def test_a_mentee_agrees_for_one_person_and_takes_it_back_by_the_next_request(
    session: Session, look: Page, browser_of: BrowserOf, pair: Pairing, daniel: Person, priya: Person
) -> None:
    meetings.agreed(pair, pair.mentor.person, THURSDAY)
    browser, own = browser_of(priya), "/you-and-your-manager"
    url = f"{own}/busy-times/{pair.mentee.public_id}"

    before = look()
    browser.submit(f"{url}/agree", page=own, manager=daniel.public_id)
    after, said = look(), browser.get(own).text
    browser.submit(f"{url}/end", page=own)

    of_kind = select(AuditEvent.kind).where(AuditEvent.kind.like("busy_times.%"))
    kinds = session.scalars(of_kind.order_by(AuditEvent.id)).all()
    assert "Daniel Kim sees when you are busy, since 23 November 2026." in said
    assert (busy(before), busy(after)) == ([], [SHOWN])
    assert look() == before
    assert kinds == ["busy_times.agreed", "busy_times.ended"]


def test_a_new_manager_is_agreed_to_anew_and_so_is_one_who_comes_back(
    session: Session, look: Page, browser_of: BrowserOf, pair: Pairing, daniel: Person, priya: Person, ruth: Person
) -> None:
    meetings.agreed(pair, pair.mentor.person, THURSDAY)
    agreed(pair, daniel)
    before = busy(look())
    url = f"/my-team/{priya.public_id}"

    report_to(ruth, priya)
    old, new = browser_of(daniel).get(url), browser_of(ruth).get(url).text
    report_to(daniel, priya)

    assert (before, old.status_code, busy(new), busy(look())) == ([SHOWN], 404, [], [])


def test_an_import_that_moves_people_ends_what_they_agreed_to(session: Session, pair: Pairing, daniel: Person) -> None:
    agreed(pair, daniel)
    with transaction():
        tell_of_new_managers([pair.mentee.person_id])

    assert agreements_of(session.merge(pair.mentee.person)) == {}


def test_agreeing_on_an_old_page_after_the_manager_has_changed_is_refused(
    session: Session, browser_of: BrowserOf, pair: Pairing, daniel: Person, priya: Person, ruth: Person
) -> None:
    browser, own = browser_of(priya), "/you-and-your-manager"
    browser.get(own)
    report_to(ruth, priya)

    answer = browser.submit(f"{own}/busy-times/{pair.mentee.public_id}/agree", page=own, manager=daniel.public_id)

    assert answer.status_code == 409
    assert "You report to somebody else by now." in answer.text
    assert session.scalars(select(BusyAgreement)).all() == []


@pytest.mark.parametrize(
    ("program", "privacy", "offered"),
    [
        ("onboarding", None, True),
        ("functional-expertise", None, True),
        ("high-potential", None, True),
        ("succession", None, True),
        ("functional-expertise", "no", False),
        ("high-potential", "no", False),
    ],
)
def test_a_program_allows_it_and_nothing_is_shown_before_the_mentee_turns_it_on(
    session: Session, request: pytest.FixtureRequest, look: Page, daniel: Person, program: str, privacy: str | None,
    *, offered: bool,
) -> None:  # fmt: skip
    priya, leila, ruth = (request.getfixturevalue(name) for name in ("priya", "leila", "ruth"))
    browser = request.getfixturevalue("browser_of")(priya)
    cohort = cohorts.cohort(ruth, program_type=program, phase=Phase.RUNNING)
    if privacy:
        with transaction():
            session.get_one(Cohort, cohort.id).privacy = {"manager_sees_busy": privacy}
    pair = make_pair(session, cohort=cohort, mentee=priya, mentor=leila, actor=ruth)
    meetings.agreed(pair, leila, THURSDAY)
    own = "/you-and-your-manager"

    before = busy(look())
    answer = browser.submit(f"{own}/busy-times/{pair.mentee.public_id}/agree", page=own, manager=daniel.public_id)

    assert (before, answer.status_code) == ([], 303 if offered else 422)
    assert busy(look()) == ([SHOWN] if offered else [])


def test_a_tighter_choice_of_the_cohort_holds_at_once(
    session: Session, look: Page, pair: Pairing, daniel: Person
) -> None:
    meetings.agreed(pair, pair.mentor.person, THURSDAY)
    agreed(pair, daniel)
    before = busy(look())

    with transaction():
        session.get_one(Cohort, pair.cohort_id).privacy = {"manager_sees_busy": "no"}

    assert (before, busy(look())) == ([SHOWN], [])


def test_only_the_mentee_decides_about_their_own(
    session: Session, browser_of: BrowserOf, pair: Pairing, daniel: Person, leila: Person
) -> None:
    own = "/you-and-your-manager"
    mentor_side = session.get_one(Enrolment, pair.mentor_id).public_id
    tries = [(daniel, pair.mentee.public_id), (leila, pair.mentee.public_id), (leila, mentor_side)]

    answers = [
        browser_of(who)
        .submit(f"{own}/busy-times/{what}/agree", page="/my-skills", manager=daniel.public_id)
        .status_code
        for who, what in tries
    ]

    assert answers == [404, 404, 404]


def test_this_clashes_is_a_suggestion_about_a_time_that_the_mentee_finds_again(
    session: Session, look: Page, browser_of: BrowserOf, pair: Pairing, daniel: Person, priya: Person
) -> None:
    made = meetings.agreed(pair, pair.mentor.person, THURSDAY)
    agreed(pair, daniel)
    manager = browser_of(daniel)
    (link,) = re.findall(r'href="(/my-team/[^"#]+clashes=[^"#]+)#suggest"', look())
    form = manager.get(link).text
    value = re.findall(r'name="clashes"[^>]*value="([^"]+)"', form)[0]

    answer = manager.submit(
        f"/my-team/{priya.public_id}", words="The audit is at that time. Could it move?", clashes=value
    )

    assert f"{SHOWN} clashes with something here." in form
    assert answer.status_code == 303
    assert session.scalars(select(Meeting.sequence)).one() == made.sequence
    assert f'href="/meetings/{made.public_id}"' in browser_of(priya).get("/you-and-your-manager").text


def test_a_guessed_time_tells_nothing(look: Page, browser_of: BrowserOf, pair: Pairing, daniel: Person) -> None:
    made = meetings.agreed(pair, pair.mentor.person, THURSDAY)
    assert made.starts_at is not None
    browser, url = browser_of(daniel), f"/my-team/{pair.mentee.person.public_id}"

    right = browser.get(url, query_string={"clashes": made.starts_at.isoformat()}).data
    wrong = browser.get(url, query_string={"clashes": (made.starts_at + timedelta(days=1)).isoformat()}).data

    assert right == wrong == browser.get(url).data
