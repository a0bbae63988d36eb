"""Builds the demonstration company: people first, then cohorts that stand at different points of their road."""

from __future__ import annotations

from collections.abc import Callable

from app.core.transactions import transaction
from app.demo.advising import advise_somebody
from app.demo.arrivals import let_arrive
from app.demo.coaching import coach_somebody
from app.demo.cohorts import match_cohorts, publish_cohorts, write_cohorts
from app.demo.nominations import nominate_somebody
from app.demo.people import set_up_organisation, write_people
from app.demo.stretch import stretch_somebody
from app.demo.succession import plan_succession


def build_company(progress: Callable[[str], None] = lambda _sentence: None) -> None:
    """Fill an empty database, the same way each time; commits people and cohorts, then the matches, then the pairs, and
    tells of each.

    Raises RuleBroken where the database is not empty enough for it.
    """
    with transaction():
        people = write_people()
        set_up_organisation(people["Ruth Baptiste"])
        write_cohorts(people)
        coach_somebody(people)
        advise_somebody(people)
        plan_succession(people)
        nominate_somebody(people)
        stretch_somebody(people)
        progress(f"  {len(people)} people, their skills and whom they answer to, and a cohort of each program")
    match_cohorts()
    publish_cohorts()
    let_arrive()
    progress("  a first match of two cohorts, whose pairs have been meeting for some weeks")
