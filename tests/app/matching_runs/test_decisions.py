"""Two of a result are kept together or apart, and a further run shows what follows."""

from __future__ import annotations

import csv
import io

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment, ExcludedPair
from app.core.audit import AuditEvent
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.matching_runs.models import Decision, MatchRun, PairDecision
from app.people.models import Person
from app.people.services import set_manager
from programs.phases import Phase
from tests.app.matching_runs.conftest import decide_about, finished, learns, publish
from tests.app.matching_runs.test_runs import pairs
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor


@pytest.fixture
def round_table(ruth: Person) -> Cohort:
    """Two mentees and two mentors who could all be with each other, and a third mentee without a seat."""
    here = cohort_of(ruth, program_type="functional-expertise", phase=Phase.MATCHING)
    mentee(here, "Priya Raman", wants=learns("Law"))
    mentee(here, "Tomasz Kern", wants=learns("Law", "Tax"))
    mentor(here, "Leila Haddad", offers=learns("Law", level=6))
    mentor(here, "Jonas Lindqvist", offers=learns("Law", "Tax", level=6))
    return here


def mentor_of(session: Session, run: MatchRun, name: str) -> str | None:
    return dict(pairs(session, run)).get(name)


def test_a_kept_pair_is_made_and_a_forbidden_one_is_not(session: Session, round_table: Cohort, ruth: Person) -> None:
    first = finished(round_table, ruth)
    now = mentor_of(session, first, "Priya Raman") or ""
    other = {"Leila Haddad": "Jonas Lindqvist", "Jonas Lindqvist": "Leila Haddad"}[now]
    decide_about(first, "Priya Raman", now, Decision.FORBID, ruth)

    second = finished(round_table, ruth)
    decide_about(second, "Priya Raman", other, Decision.KEEP, ruth)
    third = finished(round_table, ruth)

    assert mentor_of(session, second, "Priya Raman") == other
    assert mentor_of(session, third, "Priya Raman") == other
    assert [len(third.decisions[each]) for each in ("keep", "forbid")] == [1, 1]
    kinds = session.scalars(select(AuditEvent.kind).where(AuditEvent.kind.like("pair.%")).order_by(AuditEvent.id)).all()
    assert kinds == ["pair.forbid", "pair.keep"]


def test_deciding_otherwise_replaces_what_was_decided(session: Session, done: MatchRun, ruth: Person) -> None:
    decide_about(done, "Priya Raman", "Leila Haddad", Decision.KEEP, ruth)
    decide_about(done, "Priya Raman", "Leila Haddad", Decision.KEEP, ruth)

    decide_about(done, "Priya Raman", "Leila Haddad", Decision.FORBID, ruth)

    session.rollback()
    assert [each.decision for each in session.scalars(select(PairDecision))] == [Decision.FORBID]


@pytest.mark.parametrize("phase", [Phase.CLOSING, Phase.CLOSED])
def test_nothing_is_decided_when_the_cohort_is_over(
    session: Session, done: MatchRun, ruth: Person, phase: Phase
) -> None:
    with transaction():
        session.merge(done).cohort.phase = phase

    with pytest.raises(RuleBroken, match="closing or has ended"):
        decide_about(done, "Priya Raman", "Leila Haddad", Decision.KEEP, ruth)

    session.rollback()
    assert session.scalars(select(PairDecision)).all() == []


def test_two_who_are_a_pair_are_not_decided_about(done: MatchRun, ruth: Person) -> None:
    publish(done, ruth)

    with pytest.raises(RuleBroken, match="a pair already"):
        decide_about(done, "Priya Raman", "Leila Haddad", Decision.FORBID, ruth)


def test_more_than_there_are_seats_cannot_be_kept(session: Session, round_table: Cohort, ruth: Person) -> None:
    first = finished(round_table, ruth)
    now = mentor_of(session, first, "Priya Raman") or ""
    decide_about(first, "Priya Raman", now, Decision.FORBID, ruth)
    second = finished(round_table, ruth)
    theirs = mentor_of(session, second, "Tomasz Kern") or ""
    decide_about(second, "Tomasz Kern", theirs, Decision.KEEP, ruth)

    with pytest.raises(RuleBroken, match=f"All seats of {now} are kept already"):
        decide_about(first, "Priya Raman", now, Decision.KEEP, ruth)


def test_a_kept_pair_that_cannot_be_is_named_with_the_rule_and_a_private_one_only_as_that(
    session: Session, signed_in: PageClient, done: MatchRun, ruth: Person
) -> None:
    decide_about(done, "Priya Raman", "Leila Haddad", Decision.KEEP, ruth)
    people = {each.name: each for each in session.scalars(select(Person))}
    priya, leila = people["Priya Raman"], people["Leila Haddad"]

    with transaction():
        set_manager(session.merge(priya), session.merge(leila), actor=None)
    in_line = signed_in.get(f"/runs/{finished(session.merge(done).cohort, ruth).public_id}").text
    low, high = sorted((priya.id, leila.id))
    with transaction():
        set_manager(session.merge(priya), None, actor=None)
        session.add(ExcludedPair(lower_id=low, higher_id=high))
    excluded = signed_in.get(f"/runs/{finished(session.merge(done).cohort, ruth).public_id}").text

    for page, rule in ((in_line, "Not in the same reporting line"), (excluded, "a private rule")):
        assert "This match came to no result." in page
        sentence = f"Priya Raman and Leila Haddad are to be kept together, and the rule “{rule}” stands against it."
        assert sentence in page


def test_a_kept_pair_whose_seat_is_gone_is_named(
    session: Session, signed_in: PageClient, done: MatchRun, ruth: Person
) -> None:
    decide_about(done, "Priya Raman", "Leila Haddad", Decision.KEEP, ruth)
    with transaction():
        pair = session.scalars(select(PairDecision)).one()
        pair.mentor.takes_more = False

    run = finished(session.merge(done).cohort, ruth)

    assert "Leila Haddad is to be kept in more pairs than there is room for" in (
        signed_in.get(f"/runs/{run.public_id}").text
    )


def test_the_buttons_of_the_review_decide_and_take_back(
    session: Session, signed_in: PageClient, done: MatchRun
) -> None:
    url = f"/runs/{done.public_id}"
    choice = choice_of(signed_in, url, "Keep Priya Raman with Leila Haddad")

    signed_in.submit(f"{url}/decisions", page=url, keep=choice)
    kept = signed_in.get(url).text
    signed_in.submit(f"{url}/decisions", page=url, leave=choice)
    left = signed_in.get(url).text

    assert "Is to be kept" in kept
    assert "Priya Raman stays with Leila Haddad." in kept
    assert "Something was decided since this run." in kept
    assert kept.count("btn-primary") == left.count("btn-primary") == 1
    assert "Preview the letters and publish" in left
    assert "Is to be kept" not in left
    session.rollback()
    assert session.scalars(select(PairDecision)).all() == []


def choice_of(client: PageClient, url: str, label: str) -> str:
    text = client.get(url).text
    button = text[: text.index(f'aria-label="{label}"')].rpartition('value="')[2]
    return button.partition('"')[0]


@pytest.mark.parametrize("typed", ["", "x", "nobody.nothing", ".", "a" * 41])
def test_a_decision_about_nobody_changes_nothing(
    session: Session, signed_in: PageClient, done: MatchRun, typed: str
) -> None:
    url = f"/runs/{done.public_id}"

    answer = signed_in.submit(f"{url}/decisions", page=url, keep=typed)

    assert answer.status_code == (422 if typed else 302)
    session.rollback()
    assert session.scalars(select(PairDecision)).all() == []


def test_the_difference_says_who_moves_and_what_it_is_for_them(
    session: Session, signed_in: PageClient, round_table: Cohort, ruth: Person
) -> None:
    first = finished(round_table, ruth)
    now = mentor_of(session, first, "Priya Raman") or ""
    decide_about(first, "Priya Raman", now, Decision.FORBID, ruth)

    second = finished(round_table, ruth)

    review = signed_in.get(f"/runs/{second.public_id}").text
    page = signed_in.get(f"/runs/{second.public_id}/difference").text
    address = f"/runs/{second.public_id}/difference"
    file = signed_in.submit(f"{address}.csv", page=address).text.removeprefix("\ufeff")
    rows = {row["Who"]: row for row in csv.DictReader(io.StringIO(file))}
    assert "Against run 1" in review
    assert "Two move, nobody loses their mentor." in review
    assert "Two move, nobody loses their mentor." in page
    assert rows["Priya Raman"]["Now"] == now
    assert rows["Priya Raman"]["Then"] == mentor_of(session, second, "Priya Raman")
    assert rows["Tomasz Kern"]["For them"] == "less, 75 to 52.5"


def test_the_difference_names_those_who_gain_and_lose(
    session: Session, signed_in: PageClient, done: MatchRun, full: Cohort, ruth: Person
) -> None:
    decide_about(done, "Priya Raman", "Leila Haddad", Decision.FORBID, ruth)
    mentee(full, "New Comer", wants=learns("Law"))

    second = finished(full, ruth)

    address = f"/runs/{second.public_id}/difference"
    file = signed_in.submit(f"{address}.csv", page=address).text.removeprefix("\ufeff")
    rows = [(row["Who"], row["Now"], row["Then"], row["For them"]) for row in csv.DictReader(io.StringIO(file))]
    assert rows == [
        ("Priya Raman", "Leila Haddad", "no mentor", "no mentor any more"),
        ("New Comer", "no mentor", "Leila Haddad", "placed"),
    ]


def test_the_same_run_again_moves_nobody(signed_in: PageClient, done: MatchRun, full: Cohort, ruth: Person) -> None:
    second = finished(full, ruth)

    assert "Nobody moves: the pairs are the same." in signed_in.get(f"/runs/{second.public_id}").text
    assert "Nobody moves" in signed_in.get(f"/runs/{second.public_id}/difference").text
    assert "This is the first run." in signed_in.get(f"/runs/{done.public_id}/difference").text


def test_after_a_publication_the_difference_is_what_it_adds(
    session: Session, signed_in: PageClient, done: MatchRun, full: Cohort, ruth: Person
) -> None:
    publish(done, ruth)
    mentor(full, "Falconer Hess", offers=learns("Falconry", level=6))

    second = finished(full, ruth)

    page = signed_in.get(f"/runs/{second.public_id}").text
    assert "One more placed, nobody loses their mentor." in page
    assert "The pairs of run 1 are published and stay; this run adds to them." in page
    assert "The 2 pairs that were there stay." in page


def test_more_kept_pairs_than_a_group_may_have_are_named(
    session: Session, signed_in: PageClient, done: MatchRun, ruth: Person
) -> None:
    for names in (("Priya Raman", "Leila Haddad"), ("Tomasz Kern", "Jonas Lindqvist")):
        decide_about(done, *names, Decision.KEEP, ruth)
    with transaction() as writing:
        cohort = writing.get_one(MatchRun, done.id).cohort
        cohort.aims = {"ceilings": {"office": 1}}
        for each in writing.scalars(select(Enrolment).where(Enrolment.role == "mentor")):
            each.person.site = "Porto"

    run = finished(session.merge(done).cohort, ruth)

    page = signed_in.get(f"/runs/{run.public_id}").text
    assert "At most one pair may be with a mentor of Porto, and more are to be kept there: with Priya Raman" in page
