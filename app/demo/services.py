"""Builds the demonstration company: people first, then cohorts that stand at different points of their road."""

from __future__ import annotations

from collections.abc import Callable

from app.core.transactions import transaction
from app.demo.cohorts import match_cohorts, write_cohorts
from app.demo.people import set_up_organisation, write_people


def build_company(progress: Callable[[str], None] = lambda _sentence: None) -> None:
    """Fill an empty database, the same way each time; commits people and cohorts, then the match, and tells of both.

    Raises RuleBroken where the database is not empty enough for it.
    """
    with transaction():
        people = write_people()
        set_up_organisation(people["Ruth Baptiste"])
        write_cohorts(people)
        progress(f"  {len(people)} people, their skills and whom they answer to, and a cohort of each program")
    match_cohorts()
    progress("  a first match")
