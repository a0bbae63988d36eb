"""Onboarding: a friendly colleague for the first six months."""

from dataclasses import replace

from matching import Policy
from programs.agreement import Agreement
from programs.arrivals import Arrivals
from programs.choice import Choice, FormOfChoice
from programs.guides.onboarding import GUIDES
from programs.openers.onboarding import OPENERS
from programs.orientation.onboarding import ORIENTATION
from programs.practice import Practice
from programs.reasons import hold_the_same, remembers_joining, same_craft
from programs.road import Road
from programs.timeline import Milestone
from programs.types import COMMON_RULES, SAME_PLACE, Cadence, Criterion, HardRule, Number, ProgramType

__all__ = ["ONBOARDING"]

PEOPLE, ROLE, GROWING, ONWARDS = "People", "Your role", "Growing", "What comes next"
CULTURE, UNWRITTEN = "Culture and values", "Unwritten rules"
"""The themes of its milestones."""

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
    arrivals=Arrivals(leads_to=("functional-expertise",)),
    milestones=(
        Milestone(-7, "Welcome note read", "welcome-note", PEOPLE),
        Milestone(1, "The two of you have met", "met", PEOPLE),
        Milestone(1, "Lunch with somebody from the team", "lunch", PEOPLE),
        Milestone(1, "Access works: badge, accounts, tools", "access", ROLE, is_role_item=True),
        Milestone(7, "A map of the team, drawn together", "team-map", PEOPLE),
        Milestone(7, "A list of whom to ask for what", "whom-to-ask", ROLE, is_role_item=True),
        Milestone(7, "A story that shows what we value", "values-story", CULTURE),
        Milestone(30, "A talk about the unwritten rules", "unwritten-rules", UNWRITTEN),
        Milestone(30, "A first result", "first-result", ROLE, is_role_item=True),
        Milestone(30, "What is expected of me, in my own words", "expectations", ROLE, is_role_item=True),
        Milestone(60, "My own look at strengths and areas to grow", "strengths", GROWING),
        Milestone(60, "A second circle of people, beyond the team", "second-circle", PEOPLE),
        Milestone(90, "A talk of three with the manager, if I want one", "talk-of-three", ROLE),
        Milestone(90, "My role is clear to me", "role-clear", ROLE, is_role_item=True),
        Milestone(120, "A learning plan", "learning-plan", GROWING),
        Milestone(180, "A talk about staying", "staying", ONWARDS),
        Milestone(180, "A last talk, and thanks", "last-talk", PEOPLE),
        Milestone(180, "A look at what could come next", "what-next", ONWARDS),
    ),
    manager_sees=("Ticks on the checklist of the role", "Dates of the program"),
    road=Road(
        for_whom="For newcomers",
        entry="Everybody who has just joined is in, unless they say no.",
        consent="Your own word: one click takes you out.",
        ask="The contact of the onboarding cohort",
    ),
    rolling=True,
    choice=Choice(forms=(FormOfChoice.MATCHED,)),
    agreement=Agreement(
        exit="In the first 30 days the newcomer can have another mentor once, without a reason. After that either of "
        "us can end it at any time, just as easily and without blame.",
        end="Until {day}, half a year after the first day. In a last meeting we look back and ahead.",
    ),
    guides=GUIDES,
    openers=OPENERS,
    orientation=ORIENTATION,
    practice=Practice(joining="leaving", topics="checklist"),
    privacy={"partner_in_letters": "yes", "manager_sees_busy": "yes"},
    spared={
        "W1": "Those who gain most from a mentor in their first months seldom volunteer.",
        "W2": "New people know nobody yet. They may change their mentor once, without a reason.",
    },
)
