"""Onboarding: a friendly colleague for the first six months."""

from dataclasses import replace

from matching import Policy
from programs.reasons import hold_the_same, remembers_joining, same_craft
from programs.types import COMMON_RULES, SAME_PLACE, Cadence, Criterion, HardRule, Milestone, Number, ProgramType

__all__ = ["ONBOARDING"]

ONBOARDING = ProgramType(
    slug="onboarding",
    name="Onboarding",
    purpose="New colleagues find their feet, learn the written and unwritten rules, and stay.",
    audience="Everybody who has just joined; people who changed teams may take part.",
    entry="Every new colleague is in from seven days before the first day, and can leave with one click.",
    who_chooses="The system proposes a mentor within a day and an administrator confirms. "
    "The mentee may change mentor once in the first 30 days, without a reason.",
    policy=Policy.shipped("onboarding"),
    criteria=(
        Criterion(
            name="craft",
            weight=25,
            label="Same craft",
            sentence="The mentor works in the same function, so the first questions find an answer.",
            reason=same_craft,
        ),
        replace(SAME_PLACE, weight=20),
        Criterion(
            name="recent_joiner",
            weight=15,
            label="Remembers joining",
            sentence="The mentor joined one to four years ago.",
            reason=remembers_joining,
        ),
        Criterion(
            name="interests",
            weight=20,
            label="Interests and values",
            sentence="The two named some of the same interests and values.",
            reason=hold_the_same,
        ),
        Criterion(
            name="load",
            weight=20,
            label="Room for a mentee",
            sentence="The mentor has more free seats than others.",
        ),
    ),
    rules=(
        HardRule(
            name="level_band",
            label="About the same level",
            sentence="The mentor is at most one level above or below the mentee, and so feels like a peer.",
            number=Number(
                label="Levels apart",
                least=0,
                most=5,
                usual=1,
                options={"max": 1, "min": -1},
                sentence="The mentor is at most {number} levels above or below the mentee.",
            ),
        ),
        *COMMON_RULES,
    ),
    seats=1,
    seats_cap=2,
    duration_days=180,
    duration_days_most=180,
    cadence=(Cadence(30, 7, 30), Cadence(90, 14, 45), Cadence(180, 30, 45)),
    milestones=(
        Milestone(-7, "Welcome note"),
        Milestone(1, "Met, had lunch, access works"),
        Milestone(7, "Team map, whom to ask, a story about our values"),
        Milestone(30, "Talk about unwritten rules; first result; expectations in own words"),
        Milestone(60, "A look at strengths and areas to grow; a second circle of people"),
        Milestone(90, "Talk of three, if wanted; is the role clear?"),
        Milestone(120, "Learning plan"),
        Milestone(180, "Talk about staying; closing; what comes next"),
    ),
    manager_sees=("Ticks on the checklist of the role", "Dates of the program"),
    rolling=True,
)
