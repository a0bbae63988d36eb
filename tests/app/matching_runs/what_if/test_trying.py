"""Changes are tried on a result: what would follow, before anything is kept."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, CohortAdministrator, Enrolment, ExcludedPair
from app.core.audit import AuditEvent
from app.core.db import db
from app.core.transactions import transaction
from app.matching_runs.models import Decision, MatchRun, PairDecision
from app.matching_runs.what_if.models import WhatIfChange
from app.people.models import DottedLine, Person, Role
from tests.app.cohorts.conftest import counted
from tests.app.matching_runs.conftest import decide_about, finished, publish
from tests.app.matching_runs.what_if.conftest import Desk, words
from tests.client import PageClient
from tests.factories.people import person as somebody


def enrolled(session: Session, name: str) -> Enrolment:
    return session.scalars(select(Enrolment).join(Enrolment.person).where(Person.name == name)).one()


def exclude(session: Session, one: str, other: str) -> None:
    with transaction():
        low, high = sorted(enrolled(session, name).person_id for name in (one, other))
        session.add(ExcludedPair(lower_id=low, higher_id=high))


def test_an_empty_list_solves_nothing_and_says_what_can_be_tried(desk: Desk) -> None:
    page = desk.page

    assert "Two people together, or apart" in page
    assert "What is tried" not in page


def test_two_who_are_not_in_the_result_can_be_put_together(desk: Desk) -> None:
    desk.together("Ida Lund", "jonas.lindqvist@northmere.example")

    page = desk.page

    assert "Ida Lund is put together with Jonas Lindqvist." in page
    assert "One more placed, one loses their mentor." in page
    assert "Noor Saleh Jonas Lindqvist no mentor no mentor any more" in page
    assert "Ida Lund no mentor Jonas Lindqvist placed" in page
    assert "Mentees with a mentor: 3, now 3." in page
    assert "that is proven" in page


def test_forbidding_seats_and_leaving_out_are_told_together(desk: Desk) -> None:
    desk.apart("Noor Saleh", "Jonas Lindqvist")
    desk.tries("seats", mentor="Leila", seats="3")
    desk.tries("person", who="Tomasz", side="mentee")

    page = desk.page

    assert "Noor Saleh and Jonas Lindqvist are not put together." in page
    assert "Leila Haddad has three seats, in place of two." in page
    assert "Tomasz Kern is left out." in page
    assert "Ida Lund no mentor Jonas Lindqvist placed" in page
    assert "Tomasz Kern Leila Haddad no mentor not in this run any more" in page
    assert "Noor Saleh Jonas Lindqvist no mentor no mentor any more" in page


def test_other_points_tell_who_gains_with_the_same_mentor(session: Session, desk: Desk, run: MatchRun) -> None:
    stands = {spec["name"]: int(spec["weight"]) for spec in run.policy["criteria"]}
    first, second, *_rest = stands
    points = stands | {first: stands[first] + 5, second: stands[second] - 5}

    desk.tries("weights", **{f"points_{name}": str(each) for name, each in points.items()})
    wrong = desk.tries("weights", **{f"points_{name}": "50" for name in points})

    assert "Of those who keep their mentor" in desk.page
    assert wrong.status_code == 422
    assert "need to add up to 100" in words(wrong)
    assert session.scalar(select(func.count()).select_from(WhatIfChange)) == 1


def test_each_change_is_undone_by_itself_and_all_at_once(session: Session, desk: Desk) -> None:
    desk.apart("Noor", "Jonas")
    desk.apart("Priya", "Leila")
    first, second = desk.numbers()

    desk.undoes(first)
    left = desk.numbers()
    answer = desk.undoes("everything")

    assert left == [second]
    assert answer.headers["Location"].endswith(desk.run.public_id)
    assert session.scalars(select(WhatIfChange)).all() == []
    assert session.scalars(select(PairDecision)).all() == []


def test_a_later_change_about_the_same_takes_the_place_of_the_first(desk: Desk) -> None:
    desk.apart("Priya", "Leila")
    desk.together("Priya", "Leila")
    desk.tries("seats", mentor="Leila", seats="4")
    desk.tries("seats", mentor="Leila", seats="3")

    page = desk.page

    assert len(desk.numbers()) == 2
    assert "Priya Raman is put together with Leila Haddad." in page
    assert "three seats" in page


def test_a_rule_that_stands_against_two_is_named_and_a_private_one_is_not(session: Session, desk: Desk) -> None:
    exclude(session, "Ida Lund", "Jonas Lindqvist")
    with transaction():
        low, high = (enrolled(session, name).person_id for name in ("Priya Raman", "Leila Haddad"))
        session.add(DottedLine(person_id=low, boss_id=high))
    again = Desk(desk.client, finished(desk.run.cohort, db.session.get_one(Person, desk.run.started_by_id)))

    in_line = again.together("Priya", "Leila")
    private = again.together("Ida Lund", "Jonas Lindqvist")

    assert (in_line.status_code, private.status_code) == (422, 422)
    told = "Priya Raman and Leila Haddad cannot be put together: the rule “Not in the same reporting line” stands"
    assert told in words(in_line)
    assert "Ida Lund and Jonas Lindqvist cannot be put together: the rule “a private rule” stands" in words(private)
    assert again.numbers() == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            [("pair", {"mentee": "Noor", "mentor": "Jonas", "kind": "lock"}),
             ("pair", {"mentee": "Ida", "mentor": "Jonas", "kind": "lock"})],
            "Jonas Lindqvist has one free seat, and is to be with Ida Lund, Noor Saleh.",
        ),
        (
            [("pair", {"mentee": "Noor", "mentor": "Jonas", "kind": "lock"}),
             ("pair", {"mentee": "Noor", "mentor": "Leila", "kind": "lock"})],
            "Noor Saleh needs one mentor, and is to be with Jonas Lindqvist, Leila Haddad.",
        ),
        (
            [("pair", {"mentee": "Noor", "mentor": "Jonas", "kind": "lock"}),
             ("person", {"who": "Jonas", "side": "mentor"})],
            "Noor Saleh is to be with Jonas Lindqvist, and Jonas Lindqvist would be left out.",
        ),
        ([("seats", {"mentor": "Jonas", "seats": "99"})], "A whole number from 0 to"),
        ([("pair", {"mentee": "Somebody", "mentor": "Jonas", "kind": "lock"})], "Nobody among the mentees"),
        ([("person", {"who": "northmere", "side": "mentee"})], "Nobody among the mentees"),
        ([("pair", {"mentee": "", "mentor": "", "kind": "lock"})], "Give a name or an e-mail address."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_name(
    desk: Desk, changes: list[tuple[str, dict[str, str]]], sentence: str
) -> None:
    for form, fields in changes:
        answer = desk.tries(form, **fields)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert len(desk.numbers()) == len(changes) - 1


def test_undoing_what_another_change_needs_is_refused(desk: Desk) -> None:
    desk.tries("seats", mentor="Jonas", seats="2")
    desk.together("Noor", "Jonas")
    desk.together("Ida", "Jonas")
    seats, *_locks = desk.numbers()

    answer = desk.undoes(seats)

    assert answer.status_code == 422
    assert "Jonas Lindqvist has one free seat" in words(answer)
    assert len(desk.numbers()) == 3


def test_a_stale_window_is_told_and_keeps_what_was_typed(desk: Desk) -> None:
    seen = desk.seen()
    desk.apart("Noor", "Jonas")

    answer = desk.together("Ida Lund", "Leila Haddad", seen=seen)

    assert answer.status_code == 409
    assert "it was changed in another window" in words(answer)
    assert 'value="Ida Lund"' in answer.text
    assert len(desk.numbers()) == 1


def test_the_list_is_its_makers_alone(desk: Desk, client: PageClient, here: Cohort) -> None:
    desk.apart("Noor", "Jonas")
    other = somebody("Olga Other", role=Role.ADMINISTRATOR, email="olga@northmere.example")
    with transaction() as session:
        session.add(CohortAdministrator(cohort_id=here.id, person_id=other.id))

    client.sign_in(other)

    assert Desk(client, desk.run).numbers() == []


def test_what_was_decided_since_counts_too(desk: Desk, run: MatchRun, ruth: Person) -> None:
    decide_about(run, "Noor Saleh", "Jonas Lindqvist", Decision.FORBID, ruth)

    page = desk.page
    refused = desk.together("Noor", "Jonas")

    assert "Noor Saleh and Jonas Lindqvist are not put together. decided before" in page
    assert "Ida Lund no mentor Jonas Lindqvist placed" in page
    assert refused.status_code == 422


def test_nothing_is_tried_on_an_older_or_published_run(desk: Desk, here: Cohort, ruth: Person) -> None:
    seen = desk.seen()
    newer = publish(finished(here, ruth), ruth)

    older, published = desk.page, words(desk.client.get(f"/runs/{newer.public_id}/what-if"))

    assert "Run 2 is newer. Try changes there." in older
    assert "This run is published." in published
    assert desk.together("Ida", "Jonas", seen=seen).status_code == 409


def test_a_page_with_changes_asks_for_little_and_records_what_was_tried(session: Session, desk: Desk) -> None:
    desk.apart("Noor", "Jonas")
    desk.tries("seats", mentor="Leila", seats="3")
    desk.client.get(desk.path)

    with counted() as asked:
        desk.client.get(desk.path)

    assert len(asked) == 12
    assert session.scalars(select(AuditEvent.kind).where(AuditEvent.kind.like("what_if%"))).all() == [
        "what_if.tried",
        "what_if.tried",
    ]
