"""Single pairs looked at as a match would: what speaks for two in words, and which rules stand against them.

For pages that show a mentee some mentors. Wishes are left out: what the two wrote about each other is for the match,
and nobody learns of it by looking. What other pairs they are in, or were in, is not read either.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Any

from app.cohorts.lines import dotted_bosses_of, superiors_of
from app.cohorts.models import Enrolment
from app.core.clock import today
from app.core.i18n import say
from app.core.organisation import organisation
from app.matching_runs.earlier import Earlier
from app.matching_runs.snapshot import (
    MENTEE_COLUMNS,
    MENTOR_COLUMNS,
    Around,
    Columns,
    columns_of,
    own_skills,
    policy_of,
    skill_names,
)
from matching import Part, broken_rules, pair_parts
from programs.catalogue import PROGRAM_TYPES
from programs.reasons import Pair, pair_reasons

NO_EARLIER = Earlier(there=frozenset(), decided={}, met={}, refused=frozenset())
ASKED_BY_BOTH = frozenset({"floor", "not_previous"})
"""Rules that do not hold for two who both want it: a least fit, and not to be a pair a second time."""


def parts_for(mentee: Enrolment, mentors: Sequence[Enrolment]) -> dict[str, tuple[Part, ...]]:
    """What each criterion says about a mentee with each of some mentors, by the mentor's public id; two queries."""
    if not mentors:
        return {}
    tables = _tables(mentee, mentors, with_lines=False)
    policy = replace(policy_of(mentee.cohort), rules=())
    found = pair_parts(*tables, policy, [(mentee.public_id, each.public_id) for each in mentors])
    return {str(mentor): parts for (_mentee, mentor), parts in found.items()}


def in_words(mentee: Enrolment, mentor: Enrolment, parts: Sequence[Part]) -> list[str]:
    """What speaks for the two, as both may know it: never a score, a level or another person."""
    kind = PROGRAM_TYPES[mentee.cohort.program_type]
    names = Pair(mentee.person.first_name, mentor.person.first_name)
    return [say(sentence) for sentence in pair_reasons(kind.reasons, parts, names)]


def stored_parts(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """As a pair keeps them."""
    return [
        {name: getattr(part, name) for name in ("name", "kind", "points", "maximum", "unknown", "facts")}
        for part in parts
    ]


def rules_against(
    mentee: Enrolment, mentor: Enrolment, *, earlier: Earlier = NO_EARLIER, without: Set[str] = ASKED_BY_BOTH
) -> tuple[str, ...]:
    """The rules of the cohort that stand against two, but those without; exclusions are not looked at."""
    policy = policy_of(mentee.cohort)
    kept = tuple(rule for rule in policy.rules if rule.name not in without)
    pair = (mentee.public_id, mentor.public_id)
    tables = _tables(mentee, [mentor], earlier=earlier, with_lines=True)
    return broken_rules(*tables, replace(policy, rules=kept), [pair]).get(pair, ())


def _tables(
    mentee: Enrolment, mentors: Sequence[Enrolment], *, with_lines: bool, earlier: Earlier = NO_EARLIER
) -> tuple[Columns, Columns]:
    people = [mentee.person_id, *(each.person_id for each in mentors)]
    named = _named_by([mentee, *mentors])
    silent = [each.person_id for each in mentors if not each.answers.get("offers")]
    around = Around(
        superiors=superiors_of(people) if with_lines else {},
        dotted=dotted_bosses_of(people) if with_lines else {},
        enrolment_by_email={},
        skill_names=skill_names(named) if named else {},
        own_skills=own_skills(silent) if silent else {},
        earlier=earlier,
        taken={},
        language=organisation().language,
        on=today(),
    )
    return columns_of([mentee], MENTEE_COLUMNS, around), columns_of(mentors, MENTOR_COLUMNS, around)


def _named_by(enrolments: Sequence[Enrolment]) -> set[str]:
    """The public ids of the skills that these people named."""
    entries = (entry for each in enrolments for key in ("wants", "offers") for entry in each.answers.get(key) or ())
    return {entry["skill"] for entry in entries if entry["skill"]}
