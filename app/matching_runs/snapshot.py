"""What a run is given: the two sides of a cohort as column tables, read in one short transaction.

The columns are those that the policies in ``matching/policies`` name. What nobody said is None: the match counts it
as unknown; only languages are taken to be the company's. Ids are enrolments; ``person``, ``manager``, ``dotted``,
``line`` and ``previous`` are people.

Pairs that are there stay: ``needs`` are the mentors that a mentee still lacks, ``free`` the seats that are left.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased, contains_eager

from app.cohorts.lines import dotted_bosses, line_of, superiors
from app.cohorts.models import Cohort, Enrolment, EnrolmentState, ExcludedPair, Side
from app.core.clock import today
from app.core.db import session
from app.core.organisation import organisation
from app.matching_runs.earlier import Earlier, among, decisions_as_stored, earlier_of, last_pairs
from app.matching_runs.models import Decision, LeftOut
from app.people.models import Person, PersonSkill, PersonState, Skill
from matching import Policy, input_digest
from programs.catalogue import PROGRAM_TYPES, policy_for

Columns = dict[str, list[Any]]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Both sides at one moment. ``ids`` leads from an enrolment's public id to its row.

    ``kept`` must be made and ``excluded`` must not, ``locked`` pairs are there already, ``seats`` are the free ones;
    ``stay`` were put together by the last result, and get the bonus that the cohort gives for that.
    ``silent`` is how many people named no language, and so count as speaking ``language``. ``aside`` are both sides
    of those who are left out, in the same columns; ``excluded_aside`` are the pairs with one of them that must not be.
    """

    mentees: Columns
    mentors: Columns
    kept: tuple[Pair, ...]
    excluded: tuple[Pair, ...]
    stay: tuple[Pair, ...]
    ids: Mapping[str, int]
    seats: int
    locked: int
    silent: int
    language: str
    decisions: Mapping[str, list[list[int]]]
    aside: tuple[Columns, Columns]
    excluded_aside: tuple[Pair, ...]

    def asked_digest(self, policy_digest: str | None) -> str:
        """The same as long as nothing but the date has changed."""
        lasting = {name: cells for name, cells in self.mentors.items() if name != "tenure_days"}
        edits = {"kept": self.kept, "excluded": self.excluded, "policy": [(policy_digest or "", "")]}
        return input_digest(self.mentees, lasting, "id", edits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known about everybody who takes part beside their own row."""

    superiors: Mapping[int, int]
    dotted: Mapping[int, list[int]]
    enrolment_by_email: Mapping[tuple[Side, str], str]
    skill_names: Mapping[str, str]
    own_skills: Mapping[int, dict[str, float]]
    earlier: Earlier
    taken: Mapping[int, int]
    language: str
    on: date


Cell = Callable[[Enrolment, Around], Any]


def policy_of(cohort: Cohort) -> Policy:
    """The cohort’s own weights, rules and aims; what a mentor can still take are the free seats."""
    return on_free_seats(policy_for(PROGRAM_TYPES[cohort.program_type], cohort.weights, cohort.rules, cohort.aims))


def on_free_seats(policy: Policy) -> Policy:
    """The policy for what is left: pairs that are there stay."""
    return policy.changed(seats="free")


def snapshot_of(cohort: Cohort) -> Snapshot:
    """Read who takes part, their reporting lines and the pairs that are never made; a handful of queries."""
    taking_part = _taking_part(cohort)
    earlier = earlier_of(cohort)
    around = _around(cohort, taking_part, earlier)
    everybody = [each for each in taking_part if each.role is Side.MENTOR or _lacking(each, around)]
    out = _left_out(cohort)
    mentees, mentors = _sides(everybody, without=out)
    out_mentees, out_mentors = _sides(everybody, without={each.id for each in everybody} - out)
    excluded = tuple(dict.fromkeys(_excluded(cohort, *_sides(everybody), earlier)))
    here = {each.public_id for each in (*mentees, *mentors)}
    return Snapshot(
        mentees=columns_of(mentees, MENTEE_COLUMNS, around),
        mentors=columns_of(mentors, MENTOR_COLUMNS, around),
        kept=tuple(_kept(mentees, mentors, earlier)),
        excluded=tuple(pair for pair in excluded if here.issuperset(pair)),
        stay=tuple(_stay(cohort, mentees, mentors)),
        ids={each.public_id: each.id for each in everybody},
        seats=sum(_free(each, around) for each in mentors),
        locked=len(earlier.there),
        silent=sum(not each.person.languages for each in (*mentees, *mentors)),
        language=around.language,
        decisions=decisions_as_stored(earlier.decided),
        aside=(columns_of(out_mentees, MENTEE_COLUMNS, around), columns_of(out_mentors, MENTOR_COLUMNS, around)),
        excluded_aside=tuple(pair for pair in excluded if not here.issuperset(pair)),
    )


def _left_out(cohort: Cohort) -> Set[int]:
    out = select(LeftOut.enrolment_id).join(LeftOut.enrolment).where(Enrolment.cohort_id == cohort.id)
    return set(session().scalars(out))


def _sides(
    everybody: Sequence[Enrolment], *, without: Set[int] = frozenset()
) -> tuple[list[Enrolment], list[Enrolment]]:
    """Mentees and mentors among some people."""
    some = [each for each in everybody if each.id not in without]
    return [each for each in some if each.role is Side.MENTEE], [each for each in some if each.role is Side.MENTOR]


def _around(cohort: Cohort, taking_part: Sequence[Enrolment], earlier: Earlier) -> Around:
    return Around(
        superiors=superiors(cohort),
        dotted=dotted_bosses(cohort),
        enrolment_by_email=_by_email(taking_part),
        skill_names=skill_names(),
        own_skills=own_skills(select(Enrolment.person_id).where(*_mentors_of(cohort))),
        earlier=earlier,
        taken=earlier.taken,
        language=organisation().language,
        on=today(),
    )


def _lacking(mentee: Enrolment, around: Around) -> int:
    return max(0, mentee.needs - around.taken.get(mentee.id, 0))


def _free(mentor: Enrolment, around: Around) -> int:
    return max(0, mentor.seats - around.taken.get(mentor.id, 0)) if mentor.takes_more else 0


def _taking_part(cohort: Cohort) -> Sequence[Enrolment]:
    found = select(Enrolment).join(Enrolment.person).options(contains_eager(Enrolment.person))
    here = found.where(Enrolment.cohort_id == cohort.id, Enrolment.state == EnrolmentState.SIGNED_UP)
    return session().scalars(here.where(Person.state != PersonState.LEFT).order_by(Enrolment.public_id)).all()


def _kept(mentees: Sequence[Enrolment], mentors: Sequence[Enrolment], earlier: Earlier) -> Iterator[Pair]:
    kept = {pair for pair, decision in earlier.decided.items() if decision is Decision.KEEP}
    return among(kept - earlier.there, (_by_row(mentees), _by_row(mentors)))


def _excluded(
    cohort: Cohort, mentees: Sequence[Enrolment], mentors: Sequence[Enrolment], earlier: Earlier
) -> Iterator[Pair]:
    """Asked for, decided, refused by one of the two, or a pair already."""
    people = {each.person_id: each.public_id for each in mentees}, {each.person_id: each.public_id for each in mentors}
    here = select(Enrolment.person_id).where(Enrolment.cohort_id == cohort.id)
    both_here = ExcludedPair.lower_id.in_(here), ExcludedPair.higher_id.in_(here)
    asked = session().execute(select(ExcludedPair.lower_id, ExcludedPair.higher_id).where(*both_here)).all()
    both_ways = {(low, high) for low, high in asked} | {(high, low) for low, high in asked}
    yield from among(both_ways | earlier.refused, people)
    forbidden = {pair for pair, decision in earlier.decided.items() if decision is Decision.FORBID}
    yield from among(forbidden | earlier.there, (_by_row(mentees), _by_row(mentors)))


def _stay(cohort: Cohort, mentees: Sequence[Enrolment], mentors: Sequence[Enrolment]) -> Iterator[Pair]:
    """The pairs of the last result, where the cohort has a bonus for them; no query otherwise."""
    pairs = last_pairs(cohort) if cohort.aims.get("keep_bonus") else frozenset()
    return among(pairs, (_by_row(mentees), _by_row(mentors)))


def _by_row(rows: Iterable[Enrolment]) -> dict[int, str]:
    return {each.id: each.public_id for each in rows}


def _by_email(taking_part: Iterable[Enrolment]) -> dict[tuple[Side, str], str]:
    return {(each.role, each.person.email): each.public_id for each in taking_part if each.person.email}


def columns_of(rows: Sequence[Enrolment], columns: Mapping[str, Cell], around: Around) -> Columns:
    """The cells of some people."""
    return {name: [cell(row, around) for row in rows] for name, cell in columns.items()}


def _line(row: Enrolment, around: Around) -> list[int]:
    return line_of(row.person_id, around.superiors)


def skill_names(of: Collection[str] | None = None) -> dict[str, str]:
    """Public id to the name that a skill goes by now, merged ones under the name of the one they became."""
    goal = aliased(Skill)
    merged = select(Skill.public_id, func.coalesce(goal.name, Skill.name)).outerjoin(
        goal, goal.id == Skill.merged_into_id
    )
    merged = merged if of is None else merged.where(Skill.public_id.in_(of))
    return dict(session().execute(merged).all())


def _mentors_of(cohort: Cohort) -> tuple[ColumnElement[bool], ...]:
    return Enrolment.cohort_id == cohort.id, Enrolment.role == Side.MENTOR


def own_skills(people: Select[int] | Sequence[int]) -> dict[int, dict[str, float]]:
    """What people say in their profile that they can do, for mentors who named no skills when they signed up."""
    rows = select(PersonSkill.person_id, Skill.name, PersonSkill.level).join(PersonSkill.skill)
    known: dict[int, dict[str, float]] = {}
    for person_id, name, level in session().execute(
        rows.where(PersonSkill.person_id.in_(people), PersonSkill.level > 0)
    ):
        known.setdefault(person_id, {})[name] = level
    return known


def _levels(said: Sequence[Mapping[str, Any]] | None, around: Around) -> dict[str, float | None] | None:
    named = {around.skill_names.get(each["skill"] or "", each["name"]): each["level"] for each in said or ()}
    return named or None


def _answer(name: str) -> Cell:
    return lambda row, _: row.answers.get(name) or None


def _person(name: str) -> Cell:
    return lambda row, _: getattr(row.person, name) or None


def _wishes(other: Side) -> Cell:
    def wishes(row: Enrolment, around: Around) -> list[str] | None:
        named = ((other, email) for email in row.answers.get("wishes", ()))
        return [around.enrolment_by_email[key] for key in named if key in around.enrolment_by_email] or None

    return wishes


def _team(row: Enrolment, _around: Around) -> str | None:
    """A department within its office, so that the groups of both never overlap."""
    place = [each for each in (row.person.department, row.person.site) if each]
    return ", ".join(place) if row.person.department else None


def _tenure(row: Enrolment, around: Around) -> int | None:
    return (around.on - row.person.start_on).days if row.person.start_on else None


COMMON: dict[str, Cell] = {
    "id": lambda row, _: row.public_id,
    "person": lambda row, _: row.person_id,
    "manager": lambda row, _: row.person.manager_id,
    "line": _line,
    "dotted": lambda row, around: around.dotted.get(row.person_id),
    "level": lambda row, _: row.person.level,
    "department": _person("department"),
    "function": _person("job_family"),
    "site": _person("site"),
    "time_zone": _person("time_zone"),
    # Whoever named none speaks what everybody here speaks: missing words exclude nobody silently.
    "languages": lambda row, around: row.person.languages or [around.language],
    "interests": _answer("interests"),
    "values": _answer("values"),
    # An empty list would mean “not known”, and nobody is put with themselves anyway.
    "previous": lambda row, around: [row.person_id, *around.earlier.met.get(row.person_id, ())],
    # Whoever signs up agrees to be matched, and withdrawing is the way to say no.
    "consented": lambda _row, _around: True,
}
MENTEE_COLUMNS: dict[str, Cell] = {
    **COMMON,
    "needs": _lacking,
    "wanted": lambda row, around: _levels(row.answers.get("wants"), around),
    "target_roles": _answer("target_roles"),
    "wishes": _wishes(Side.MENTOR),
}
MENTOR_COLUMNS: dict[str, Cell] = {
    **COMMON,
    "seats": lambda row, _: row.seats,
    "free": _free,
    "load": lambda row, around: around.taken.get(row.id, 0),
    "offered": lambda row, around: _levels(row.answers.get("offers"), around) or around.own_skills.get(row.person_id),
    "experience": _answer("experience"),
    "office": _person("site"),
    "team": _team,
    "tenure_days": _tenure,
    "wishes": _wishes(Side.MENTEE),
}
