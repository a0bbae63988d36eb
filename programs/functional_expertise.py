"""Functional expertise: learning a craft from somebody who has mastered it."""

from matching import Policy
from programs.agreement import Agreement
from programs.choice import Choice, FormOfChoice
from programs.guides.functional_expertise import GUIDES
from programs.library import EXPERTISE
from programs.observations import Observations
from programs.openers.functional_expertise import OPENERS
from programs.orientation.functional_expertise import ORIENTATION
from programs.practice import Practice
from programs.reasons import teaches, wished_for_each_other
from programs.road import Road
from programs.timeline import Milestone
from programs.types import (
    ALIKE_IN_WORK,
    COMMON_RULES,
    COMMON_VISIBILITY,
    SAME_PLACE,
    Cadence,
    Criterion,
    HardRule,
    ProgramType,
    Sees,
)

__all__ = ["FUNCTIONAL_EXPERTISE"]

GOALS, PRACTICE = "Goals", "Practice"
"""The themes of its milestones."""

FUNCTIONAL_EXPERTISE = ProgramType(
    slug="functional-expertise",
    name="Functional expertise",
    purpose="People get better at their craft with somebody who has mastered it, and good practice spreads.",
    audience="Anybody who has been in their role for six months or more.",
    entry="People sign up themselves, or follow a suggestion of their manager, and name one to three skills.",
    who_chooses="The mentee ranks up to five of the experts shown; experts rank or decline; "
    "the match takes seats, wishes and skills into account.",
    policy=Policy.shipped("functional-expertise"),
    criteria=(
        Criterion(
            name="skills",
            weight=45,
            label="Can teach what is wanted",
            sentence="The mentor reaches the level that the mentee wants in the skills they named.",
            reason=teaches,
        ),
        Criterion(
            name="wishes",
            weight=25,
            label="Asked for each other",
            sentence="The two ranked each other; one side alone counts for less.",
            reason=wished_for_each_other,
        ),
        Criterion(
            name="level_gap",
            weight=10,
            label="A useful distance",
            sentence="The mentor is two or three levels above: far enough to teach, near enough to remember.",
        ),
        ALIKE_IN_WORK,
        SAME_PLACE,
        Criterion(
            name="load",
            weight=5,
            label="Room for a mentee",
            sentence="The mentor has more free seats than others.",
        ),
    ),
    rules=(
        HardRule(
            name="covers_a_wish",
            label="Reaches the level wanted in a skill",
            sentence="The mentor has the level the mentee wants in at least one of the skills they named.",
        ),
        *COMMON_RULES,
    ),
    seats=1,
    seats_cap=3,
    duration_days=150,
    duration_days_most=183,
    cadence=(Cadence(183, 14, 45),),
    milestones=(
        Milestone(14, "A goal for each skill", "goals", GOALS),
        Milestone(45, "First observation", "first-observation", PRACTICE),
        Milestone(75, "Half-way: what has changed, what is next", "half-way", GOALS),
        Milestone(120, "Second observation", "second-observation", PRACTICE),
        Milestone(150, "What I can do alone", "alone", PRACTICE),
        Milestone(150, "A last talk, and thanks", "last-talk", GOALS),
    ),
    visibility=(
        *COMMON_VISIBILITY,
        Sees("Observation reports", "The mentee first; others named in the report after the mentee has read it"),
    ),
    manager_sees=("Observation reports that the mentee has read and released", "The skills that are worked on"),
    wishes_at_most=5,
    library=EXPERTISE,
    choice=Choice(forms=(FormOfChoice.RANKED, FormOfChoice.REQUESTED, FormOfChoice.MATCHED)),
    agreement=Agreement(
        stays="What we say and write stays between the two of us, after the end too. An observation report is a paper "
        "of its own, and nothing that is said here goes into it. If one of us hears that somebody may come to harm, "
        "we say so to each other first, and then ask for help.",
    ),
    guides=GUIDES,
    openers=OPENERS,
    observations=Observations(),
    orientation=ORIENTATION,
    practice=Practice(reports="signed"),
    privacy={"partner_in_letters": "yes", "wish_list_shown": "mentees", "manager_sees_busy": "yes"},
    road=Road(
        entry="Open to everybody after six months here: name one to three skills you want to get better at.",
        consent="You sign up yourself. A manager may suggest it, and is not told what you decide.",
        ask="The program administrators, when sign-up opens",
        after_days=180,
    ),
)
