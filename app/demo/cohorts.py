"""A cohort of each program type, each at another point of its road; sign-ups come out of files, as in real use."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from sqlalchemy import select

from app.cohorts.models import Cohort, Side
from app.cohorts.services import Outline, confirm_draft, create_cohort, files_of, keep_draft, move_cohort
from app.cohorts.sign_ups.files import SignUpFile, read_sign_ups
from app.cohorts.sign_ups.plan import plan_for
from app.core.clock import today
from app.core.job_runs import run_queued
from app.core.transactions import transaction
from app.demo.cast import CAST
from app.demo.company import SEED
from app.demo.pairs import forget_letters, keep_together, let_them_meet, publish
from app.demo.sign_ups import ask_first, sign_up
from app.forecasts.services import enter_forecast
from app.matching_runs.services import start_run
from app.people.models import Person
from app.timelines.services import Wanted, add_milestone
from programs.forecast import Rates
from programs.phases import Phase

ON_MY_OWN = 4
MENTEE_COLUMNS = ("e-mail", "skills wanted", "interests")
MENTOR_COLUMNS = ("e-mail", "seats", "can teach", "interests")
INTERESTS = (
    "sailing", "choirs", "gardening", "cooking", "hiking", "chess", "repairing things", "photography", "football",
    "languages", "old maps", "baking", "cycling", "poetry", "board games", "swimming",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A cohort of the demonstration: how many take part, between which levels, and how far it has come."""

    program_type: str
    name: str
    purpose: str
    begins_in_days: int
    run_by: Sequence[str]
    phase: Phase
    mentees: int = 0
    mentors: int = 0
    mentee_levels: tuple[int, int] = (1, 3)
    mentor_levels: tuple[int, int] = (3, 6)
    with_mentees: Sequence[str] = ()
    with_mentors: Sequence[str] = ()
    about: tuple[str, ...] = ()
    own_milestone: Wanted | None = None


SKETCHES = (
    Sketch(
        program_type="onboarding",
        name="Welcome aboard",
        purpose="Nobody finds their feet alone: a colleague for the first 180 days.",
        begins_in_days=-60,
        run_by=("Ruth Baptiste",),
        phase=Phase.RUNNING,
        mentees=18,
        mentors=21,
        mentee_levels=(1, 2),
        mentor_levels=(2, 3),
        own_milestone=Wanted(day=45, title="A day out on a boat, with its crew", theme="Culture and values"),
    ),
    Sketch(
        program_type="functional-expertise",
        name="Learn from those who do it well",
        purpose="One to three skills, learned from a colleague who can teach them.",
        begins_in_days=-30,
        run_by=("Ruth Baptiste", "Tomasz Kern"),
        phase=Phase.RUNNING,
        mentees=50,
        mentors=38,
        with_mentees=("Amara Okafor",),
        with_mentors=("Jonas Lindqvist",),
        about=("Forecasting", "Negotiating"),
    ),
    Sketch(
        program_type="high-potential",
        name="Ready for more",
        purpose="For people who would like to lead others, with somebody who does.",
        begins_in_days=60,
        run_by=("Tomasz Kern",),
        phase=Phase.SIGN_UP,
        mentees=16,
        mentors=12,
        mentee_levels=(3, 4),
        mentor_levels=(6, 7),
        about=("Delegating", "Giving feedback", "Leading without a title"),
        with_mentees=("Samuel Adeyemi",),
        with_mentors=("Jonas Lindqvist",),
    ),
    Sketch(
        program_type="succession",
        name="Those who come after us",
        purpose="Prepared together, long before anybody leaves.",
        begins_in_days=90,
        run_by=("Helena Duarte", "Ruth Baptiste"),
        phase=Phase.DRAFT,
    ),
)


EXPECTED = Rates(roles=60, free_a_year=15, from_inside=80)
"""What the HR lead expects of larger roles: 21 places."""


def write_cohorts(people: Mapping[str, Person]) -> None:
    """Make the four cohorts and sign their people up. The caller commits."""
    chance = Random(SEED)
    enter_forecast("high-potential", EXPECTED, actor=people["Helena Duarte"])
    for sketch in SKETCHES:
        cohort = _make(sketch, people)
        if sketch.phase is Phase.DRAFT:
            continue
        actor = people[sketch.run_by[0]]
        if sketch.own_milestone is not None:
            add_milestone(cohort, sketch.own_milestone, actor=actor)
        move_cohort(cohort, Phase.SIGN_UP, actor=actor)
        mentors, mentees = _chosen(sketch, people, chance)
        if sketch.phase is Phase.SIGN_UP:
            sign_up(cohort, mentees, mentors, chance, done=(*sketch.with_mentees, *sketch.with_mentors))
            ask_first(cohort, people[sketch.with_mentees[0]], people[sketch.with_mentors[0]])
            continue
        _read_in(cohort, mentees, mentors, actor, chance)
        if sketch.with_mentees:
            keep_together(cohort, people[sketch.with_mentees[0]], people[sketch.with_mentors[0]])
        move_cohort(cohort, Phase.MATCHING, actor=actor)


def match_cohorts() -> None:
    """Start a first match wherever sign-up has ended, and compute it here and now."""
    with transaction() as session:
        for cohort in session.scalars(select(Cohort).where(Cohort.phase == Phase.MATCHING)):
            start_run(cohort, actor=cohort.administrators[0].person)
    run_queued()


def publish_cohorts() -> None:
    """Publish what has been running for some weeks, and let those pairs meet."""
    running = [sketch.name for sketch in SKETCHES if sketch.phase is Phase.RUNNING]
    with transaction() as session:
        for cohort in session.scalars(select(Cohort).where(Cohort.name.in_(running)).order_by(Cohort.id)):
            let_them_meet(publish(cohort))
        forget_letters()


def _make(sketch: Sketch, people: Mapping[str, Person]) -> Cohort:
    first, *others = (people[name] for name in sketch.run_by)
    outline = Outline(
        program_type=sketch.program_type,
        name=sketch.name,
        purpose=sketch.purpose,
        starts_on=today() + timedelta(days=sketch.begins_in_days),
        contact=first.email or "",
        second=(others[0].email or "") if others else "",
        competencies=sketch.about,
    )
    return create_cohort(outline, actor=first)


def _chosen(
    sketch: Sketch, people: Mapping[str, Person], chance: Random
) -> tuple[Sequence[Person], Sequence[Person]]:  # fmt: skip
    """Mentors and mentees; of the cast only who is named."""
    left_out = {member.name for member in CAST}
    mentors = _choose(people, sketch.with_mentors, sketch.mentor_levels, sketch.mentors, left_out, chance)
    left_out |= {person.name for person in mentors}
    return mentors, _choose(people, sketch.with_mentees, sketch.mentee_levels, sketch.mentees, left_out, chance)


def _read_in(
    cohort: Cohort, mentees: Sequence[Person], mentors: Sequence[Person], actor: Person, chance: Random
) -> None:
    """Sign people up by files, as an organisation does that had asked them before."""
    taught = [each.skill.name for mentor in mentors for each in mentor.skills if each.level >= ON_MY_OWN]
    files = [
        _file(Side.MENTEE, MENTEE_COLUMNS, [_mentee_row(each, taught, chance) for each in mentees]),
        _file(Side.MENTOR, MENTOR_COLUMNS, [_mentor_row(each, chance) for each in mentors]),
    ]
    draft = keep_draft(cohort, files, actor=actor)
    confirm_draft(draft, plan_for(cohort, files_of(draft)).digest(), actor=actor)


def _choose(
    people: Mapping[str, Person], certain: Sequence[str], levels: tuple[int, int], count: int, left_out: set[str],
    chance: Random,
) -> list[Person]:  # fmt: skip
    low, high = levels
    fits = [each for each in people.values() if each.level and low <= each.level <= high]
    fits = [each for each in fits if each.name not in left_out and each.name not in certain]
    return [people[name] for name in certain] + chance.sample(fits, count - len(certain))


def _mentee_row(person: Person, taught: Sequence[str], chance: Random) -> tuple[str, ...]:
    """Wants to do on their own what somebody here does."""
    wanted = sorted(set(chance.sample(taught, chance.randint(1, 3))))
    return person.email or "", "; ".join(f"{name}: {ON_MY_OWN}" for name in wanted), _interests(chance)


def _mentor_row(person: Person, chance: Random) -> tuple[str, ...]:
    offered = [f"{each.skill.name}: {each.level}" for each in person.skills if each.level >= ON_MY_OWN]
    seats = chance.choice((1, 1, 1, 2, 2, 3))
    return person.email or "", str(seats), "; ".join(offered), _interests(chance)


def _interests(chance: Random) -> str:
    return "; ".join(chance.sample(INTERESTS, chance.randint(2, 4)))


def _file(side: Side, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> SignUpFile:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows(rows)
    return read_sign_ups(io.BytesIO(text.getvalue().encode()), f"{side.value}s.csv", side)
