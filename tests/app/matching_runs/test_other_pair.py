"""“Why not …?” for administrators: what a pair would cost, who would move, or which rule stands against it."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, ExcludedPair
from app.core.transactions import transaction
from app.matching_runs.models import MatchInput, MatchPair, MatchRun
from app.people.models import Person
from tests.app.cohorts.conftest import counted
from tests.app.matching_runs.conftest import finished, learns
from tests.client import PageClient
from tests.factories.cohorts import mentee, mentor
from tests.factories.people import person as somebody

PRIYA, LEILA, JONAS = "Priya Raman", "Leila Haddad", "Jonas Lindqvist"


def ask(client: PageClient, run: MatchRun, mentee_name: str, mentor_name: str) -> str:
    return client.get(
        f"/runs/{run.public_id}/why-not", query_string={"mentee": mentee_name, "mentor": mentor_name}
    ).text


def test_what_a_pair_would_cost_and_who_would_move(signed_in: PageClient, cohort: Cohort, ruth: Person) -> None:
    mentee(cohort, PRIYA, wants=learns("Law"))
    mentee(cohort, "Tomasz Kern", wants=learns("Forecasting", "Law"))
    mentor(cohort, LEILA, offers=learns("Law", level=6))
    mentor(cohort, JONAS, offers=learns("Forecasting", "Law", level=6))
    run = finished(cohort, ruth)

    page = ask(signed_in, run, PRIYA, JONAS)

    assert "Possible, for a price." in page
    assert "One other person would move." in page
    assert page.count('<tr><th scope="row">') == 2
    assert "It would come about by itself if the fit of these two were more than" in page
    assert "They are a pair in this run." in ask(signed_in, run, PRIYA, LEILA)


def test_a_public_rule_is_named_and_a_private_one_is_not(
    session: Session, signed_in: PageClient, full: Cohort, ruth: Person
) -> None:
    people = {each.name: each.id for each in session.scalars(select(Person))}
    with transaction():
        for other in (LEILA, JONAS):
            low, high = sorted((people[PRIYA], people[other]))
            session.add(ExcludedPair(lower_id=low, higher_id=high))
    run = finished(full, ruth)

    private, both = ask(signed_in, run, PRIYA, LEILA), ask(signed_in, run, PRIYA, JONAS)

    assert "A private rule stands against it." in private
    assert "This rule stands against it: Reaches the level wanted in a skill." in both
    assert "A private rule" not in both


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Nobody Atall", "No mentor of this cohort is called that."),
        ("leila@northmere.example", "No mentor of this cohort is called that."),
        ("l", "That fits several people. Choose one below."),
        ("%_", "That fits several people. Choose one below."),
    ],
)
def test_a_name_that_means_nobody_or_several_is_asked_for_again(
    signed_in: PageClient, done: MatchRun, words: str, said: str
) -> None:
    page = ask(signed_in, done, PRIYA, words)

    assert said in page
    assert PRIYA in page
    assert "Possible" not in page


def test_namesakes_are_told_apart(signed_in: PageClient, full: Cohort, ruth: Person) -> None:
    other = somebody(LEILA, email="another.leila@northmere.example")
    mentor(full, other, offers=learns("Law", level=6))
    run = finished(full, ruth)

    page = ask(signed_in, run, "priya", LEILA)

    assert "Which Leila Haddad do you mean?" in page
    assert page.count("/why-not?mentor=") == 2


def test_a_run_that_keeps_its_sign_ups_no_more_says_so(
    session: Session, signed_in: PageClient, done: MatchRun, full: Cohort
) -> None:
    mentor(full, "Oskar Lund", offers=learns("Law", level=6))
    with transaction():
        session.get_one(MatchRun, done.id).input_digest = "0" * 64
        session.delete(session.get_one(MatchInput, done.id))

    assert "This run keeps its sign-ups no more." in ask(signed_in, done, PRIYA, JONAS)


def test_somebody_who_came_later_was_not_in_it(signed_in: PageClient, done: MatchRun, full: Cohort) -> None:
    mentor(full, "Oskar Lund", offers=learns("Law", level=6))

    assert "Not both of them were in this run." in ask(signed_in, done, PRIYA, "Oskar Lund")


def test_an_answer_costs_nine_queries_once_the_match_is_warm(signed_in: PageClient, done: MatchRun) -> None:
    ask(signed_in, done, PRIYA, JONAS)

    with counted() as asked:
        ask(signed_in, done, PRIYA, JONAS)

    assert len(asked) == 9


def test_every_pair_names_who_would_come_next(
    session: Session, signed_in: PageClient, cohort: Cohort, ruth: Person
) -> None:
    mentee(cohort, PRIYA, wants=learns("Law", "Tax"))
    mentor(cohort, LEILA, offers=learns("Law", "Tax", level=6))
    mentor(cohort, JONAS, offers=learns("Law", level=6))
    run = finished(cohort, ruth)

    pair = session.scalars(select(MatchPair).where(MatchPair.run_id == run.id)).one()
    page = signed_in.get(f"/runs/{run.public_id}").text

    assert pair.runner_up is not None
    assert f"Next would be Jonas Lindqvist, with a fit of {pair.score - pair.runner_up['score']:g} less." in page
