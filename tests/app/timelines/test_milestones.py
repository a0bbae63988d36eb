"""The milestones of a cohort: chosen before the launch, kept from then on, read by everything that reads a timeline."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.services import copy_cohort, move_cohort
from app.core.audit import AuditEvent
from app.core.errors import Conflict, RuleBroken
from app.core.transactions import transaction
from app.pairings.models import Pairing
from app.people.evidence import evidence_of
from app.people.models import Person, Role
from app.timelines.services import (
    Wanted,
    add_milestone,
    change_milestone,
    remove_milestone,
    restore_milestones,
    tick,
)
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase
from programs.timeline import MOST_MILESTONES, Milestone, as_stored, way_of
from tests.app.meetings.conftest import BrowserOf
from tests.app.timelines.test_timelines import by_name
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.people import loaded
from tests.factories.people import person as somebody

TYPED = {"title": "Met the night shift", "day": "45", "theme": "People"}
TEA = Wanted(day=2, title="Tea with the porter", theme="People")


@pytest.fixture
def ruth(session: Session) -> Person:
    """Runs the cohorts below."""
    return somebody("Ruth Sole", role=Role.ADMINISTRATOR, email="ruth.sole@northmere.example")


@pytest.fixture
def draft(ruth: Person) -> Cohort:
    """An onboarding cohort that is being prepared."""
    return cohort_of(ruth, name="Winter")


def titles(cohort: Cohort) -> list[str]:
    return [each.title for each in cohort.milestones]


def named(session: Session, name: str) -> Cohort:
    session.rollback()
    return session.scalars(select(Cohort).where(Cohort.name == name)).one()


def test_a_cohort_begins_with_the_milestones_of_its_program_and_lists_them(
    draft: Cohort, ruth: Person, browser_of: BrowserOf
) -> None:
    path = f"/cohorts/{draft.public_id}/settings"
    browser = browser_of(ruth)

    text = browser.get(f"{path}/milestones").text

    assert "18 milestones. As the program has it." in browser.get(path).text
    assert [each.title for each in PROGRAM_TYPES["onboarding"].milestones if each.title not in text] == []
    assert text.count("The manager sees the tick.") == 5
    assert "Unwritten rules" in text
    assert "Back to the milestones of the program" not in text


def test_milestones_are_added_changed_taken_off_and_put_back(
    session: Session, draft: Cohort, ruth: Person, browser_of: BrowserOf
) -> None:
    path, browser = f"/cohorts/{draft.public_id}/settings/milestones", browser_of(ruth)

    browser.submit(f"{path}/add", **TYPED)
    name = next(each.name for each in named(session, "Winter").milestones if each.day == 45)
    saved = browser.submit(f"{path}/{name}", title="Met the early shift", day="14", theme="The house")
    browser.submit(f"{path}/lunch/remove", page=f"{path}/lunch")
    shown = browser.get(path).text

    own = next(each for each in named(session, "Winter").milestones if each.name == name)
    assert saved.location == path
    assert (own.day, own.title, own.theme, own.is_role_item) == (14, "Met the early shift", "The house", False)
    assert "Lunch with somebody" not in titles(named(session, "Winter"))
    assert shown.index("Day 7<") < shown.index("Met the early shift") < shown.index("Day 30<")
    browser.submit(f"{path}/restore", page=path)
    assert named(session, "Winter").milestones == PROGRAM_TYPES["onboarding"].milestones
    kinds = select(AuditEvent.kind).where(AuditEvent.kind.like("cohort.milestones%")).order_by(AuditEvent.id)
    assert session.scalars(kinds).all() == ["cohort.milestones_changed"] * 3 + ["cohort.milestones_restored"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": "  "}, "Say what is worth having done."),
        ({"title": "x" * 121}, "At most 120 characters, please."),
        ({"theme": ""}, "Name a theme."),
        ({"day": "-32"}, "A whole number from -31 to 180."),
        ({"day": "181"}, "A whole number from -31 to 180."),
        ({"day": "soon"}, "A whole number from -31 to 180."),
        ({"title": "a FIRST result", "day": "30"}, "This stands there already, on the same day."),
    ],
)
def test_odd_milestones_are_refused_with_what_was_typed(
    session: Session, draft: Cohort, ruth: Person, browser_of: BrowserOf, typed: dict[str, Any], sentence: str
) -> None:
    path = f"/cohorts/{draft.public_id}/settings/milestones/add"

    answer = browser_of(ruth).submit(path, **TYPED | typed)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert ("Met the night shift" in answer.text) is ("title" not in typed)
    assert named(session, "Winter").own_milestones == {}


def test_a_manager_sees_only_what_is_said_to_be_of_the_role_and_nowhere_but_in_onboarding(
    session: Session, draft: Cohort, ruth: Person, browser_of: BrowserOf
) -> None:
    expertise = cohort_of(ruth, name="Craft", program_type="functional-expertise")
    path, browser = f"/cohorts/{draft.public_id}/settings/milestones", browser_of(ruth)

    browser.submit(f"{path}/add", **TYPED, is_role_item="y")
    browser.submit(f"{path}/met", **TYPED | {"title": "You have met"}, is_role_item="y")
    elsewhere = browser.get(f"/cohorts/{expertise.public_id}/settings/milestones/add").text
    browser.submit(f"/cohorts/{expertise.public_id}/settings/milestones/add", **TYPED, is_role_item="y")

    shown = {each.title for each in named(session, "Winter").milestones if each.is_role_item}
    assert ("Met the night shift" in shown, "You have met" in shown) == (True, False)
    assert "is_role_item" not in elsewhere
    assert [each.title for each in named(session, "Craft").milestones if each.is_role_item] == []
    seen = Wanted(day=3, title="Seen", theme="Role", is_role_item=True)
    with pytest.raises(RuleBroken, match="no manager sees"), transaction() as writing:
        add_milestone(writing.merge(expertise), seen, actor=ruth)


def test_the_launch_settles_the_milestones(
    session: Session, draft: Cohort, ruth: Person, browser_of: BrowserOf
) -> None:
    path, browser = f"/cohorts/{draft.public_id}/settings/milestones", browser_of(ruth)

    with transaction() as writing:
        move_cohort(writing.merge(draft), Phase.SIGN_UP, actor=ruth)

    kept = named(session, "Winter")
    assert way_of(kept.own_milestones, ()) == PROGRAM_TYPES["onboarding"].milestones
    assert "This is settled." in browser.get(path).text
    assert browser.get(f"{path}/add").location == browser.get(f"{path}/met").location == path
    assert browser.submit(f"{path}/add", page=path, **TYPED).status_code == 422
    changes: list[Callable[[Cohort], None]] = [
        lambda of: change_milestone(of, "met", TEA, actor=ruth),
        lambda of: remove_milestone(of, "met", actor=ruth),
        lambda of: restore_milestones(of, actor=ruth),
    ]
    for change in changes:
        with pytest.raises(RuleBroken, match="as it is"), transaction() as writing:
            change(writing.merge(kept))


def test_a_copy_takes_the_milestones_over_and_goes_its_own_way(session: Session, draft: Cohort, ruth: Person) -> None:
    with transaction() as writing:
        of = writing.merge(draft)
        remove_milestone(of, "lunch", actor=ruth)
        copy = copy_cohort(of, "Spring", of.starts_on, actor=ruth)
        add_milestone(copy, TEA, actor=ruth)

    winter, spring = titles(named(session, "Winter")), titles(named(session, "Spring"))
    assert len(winter) == 17
    assert [each for each in spring if each not in winter] == ["Tea with the porter"]


def test_two_who_change_it_at_once_are_told_and_forty_are_enough(session: Session, draft: Cohort, ruth: Person) -> None:
    with transaction() as writing:
        remove_milestone(writing.merge(draft), "lunch", actor=ruth)

    with pytest.raises(Conflict, match="Somebody else has just"), transaction() as writing:
        change_milestone(writing.merge(draft), "lunch", TEA, actor=ruth)
    many = [Milestone(5, f"Number {count}", f"own-{count}", "People") for count in range(MOST_MILESTONES)]
    with transaction() as writing:
        writing.merge(draft).own_milestones = as_stored(many)
    with pytest.raises(RuleBroken, match="Forty are enough"), transaction() as writing:
        add_milestone(writing.merge(draft), TEA, actor=ruth)


def test_timeline_home_manager_and_evidence_read_those_of_the_cohort(
    session: Session, pair: Pairing, browser_of: BrowserOf
) -> None:
    own = session.merge(pair)
    there = [each for each in own.cohort.milestones if each.name not in {"met", "access"}]
    own.cohort.own_milestones = as_stored(there)
    with transaction() as writing:
        cohort = writing.merge(own).cohort
        cohort.phase = Phase.DRAFT
        tea = add_milestone(cohort, TEA, actor=by_name("Ruth Baptiste"))
        badge = Wanted(day=3, title="The badge opens the lab", theme="Your role", is_role_item=True)
        badge_name = add_milestone(cohort, badge, actor=by_name("Ruth Baptiste")).name
        cohort.phase = Phase.RUNNING
        mentee = loaded(writing.merge(own).mentee)
        for name in (tea.name, badge_name):
            tick(mentee, name, actor=mentee.person)

    timeline = browser_of(by_name("Priya Raman")).get(f"/timelines/{mentee.public_id}").text
    manager = browser_of(by_name("Daniel Kim")).get(f"/my-team/{mentee.person.public_id}").text

    assert ("Tea with the porter" in timeline, "The two of you have met" in timeline) == (True, False)
    checklist = re.findall(r'<th scope="row"[^>]*>\s*([^<]+?)\s*<', manager)
    assert ("The badge opens the lab" in checklist, "Tea with the porter" in manager) == (True, False)
    assert "Access works: badge, accounts, tools" not in checklist
    said = [str(each.title) for each in evidence_of(by_name("Priya Raman"))]
    assert sorted(each.split(",")[0] for each in said) == ["Tea with the porter", "The badge opens the lab"]


def test_without_any_milestone_there_is_no_timeline(session: Session, pair: Pairing, browser_of: BrowserOf) -> None:
    own = session.merge(pair)
    own.cohort.own_milestones = as_stored(())
    session.commit()
    priya = browser_of(by_name("Priya Raman"))

    answers = [priya.get(f"/timelines/{own.mentee.public_id}").status_code, priya.get("/").status_code]

    assert answers == [404, 200]
    assert "Next on your way" not in priya.get(f"/pairs/{own.public_id}").text
