"""What the home page asks of those who run a cohort that is to be matched."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.core.panels import Panel
from app.matching_runs.models import MatchRun
from app.matching_runs.panels import cohorts_to_match
from app.people.models import Person
from tests.app.matching_runs.conftest import finished, learns, publish
from tests.factories.cohorts import mentor
from tests.factories.people import person as somebody


def turns(person: Person) -> list[Panel]:
    return list(cohorts_to_match(person))


def test_cohort_without_a_mentor_asks_for_nothing(cohort: Cohort, ruth: Person) -> None:
    assert turns(ruth) == []


def test_cohort_that_can_be_matched_leads_to_its_page(full: Cohort, ruth: Person) -> None:
    panel = turns(ruth)[0]

    assert panel.title == "Sign-up of “Autumn 2026” has ended. It can be matched."
    assert (panel.endpoint, panel.values) == ("cohorts.show", {"cohort_id": full.public_id})


def test_result_leads_to_the_pairs(done: MatchRun, ruth: Person) -> None:
    panel = turns(ruth)[0]

    assert panel.text == "2 of 3 mentees have a mentor. It is a draft: nobody has been told."
    assert (panel.endpoint, panel.values) == ("matching_runs.show", {"run_id": done.public_id})


def test_somebody_who_runs_another_cohort_is_asked_for_nothing(done: MatchRun) -> None:
    assert turns(somebody("Noor Saleh")) == []


def test_cohort_whose_pairs_are_published_asks_for_nothing_more(done: MatchRun, ruth: Person) -> None:
    publish(done, ruth)

    assert turns(ruth) == []


def test_another_result_of_a_running_cohort_leads_to_the_pairs(done: MatchRun, full: Cohort, ruth: Person) -> None:
    publish(done, ruth)
    mentor(full, "Falconer Hess", offers=learns("Falconry", level=6))
    run = finished(full, ruth)

    panel = turns(ruth)[0]

    assert (panel.endpoint, panel.values) == ("matching_runs.show", {"run_id": run.public_id})
