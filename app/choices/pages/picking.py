"""Two whom an administrator would like to put together: who is meant, and what stands against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.choices.models import Pick
from app.choices.queries import enrolment_of_side, picks_in
from app.choices.services.picking import fixed_rules, rule_in_words, rules_in_conflict
from app.cohorts.models import Cohort, Enrolment, Side
from app.matching_runs.naming import Asked, asked_for


@dataclass(frozen=True, slots=True, kw_only=True)
class PickPage:
    """``rules`` can be set aside, ``fixed`` cannot; both are in words."""

    mentee: Asked
    mentor: Asked
    two: tuple[Enrolment, Enrolment] | None
    rules: Sequence[str]
    fixed: Sequence[str]
    picks: Sequence[Pick]


def pick_page(cohort: Cohort, mentee: str, mentor: str) -> PickPage:
    """The page for two people, each by name, by e-mail address or by the public id of an enrolment."""
    asked = asked_for(cohort, Side.MENTEE, mentee), asked_for(cohort, Side.MENTOR, mentor)
    two = two_of(cohort, asked[0].person.id if asked[0].person else "", asked[1].person.id if asked[1].person else "")
    rules = rules_in_conflict(*two) if two else ()
    fixed = fixed_rules(two[0]) if two else frozenset()
    return PickPage(
        mentee=asked[0],
        mentor=asked[1],
        two=two,
        rules=[rule_in_words(two[0], each) for each in rules if two and each not in fixed],
        fixed=[rule_in_words(two[0], each) for each in rules if two and each in fixed],
        picks=picks_in(cohort),
    )


def two_of(cohort: Cohort, mentee_id: str, mentor_id: str) -> tuple[Enrolment, Enrolment] | None:
    """Both, by the public ids of their enrolments; None where one is not there."""
    mentee = enrolment_of_side(mentee_id, cohort, Side.MENTEE) if mentee_id else None
    mentor = enrolment_of_side(mentor_id, cohort, Side.MENTOR) if mentor_id else None
    return (mentee, mentor) if mentee and mentor else None
