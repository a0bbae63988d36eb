"""A fifth program type, as somebody would add it: this module, its policy beside it, and one line in the catalogue."""

from pathlib import Path

from matching import Policy
from programs.agreement import Agreement
from programs.choice import Choice, FormOfChoice
from programs.guides import USUAL, Guide, Moment
from programs.orientation import COMMON, Card, Orientation
from programs.practice import Practice
from programs.reasons import hold_the_same, teaches
from programs.road import Road
from programs.timeline import Milestone
from programs.types import COMMON_RULES, Cadence, Criterion, ProgramType

FIRST_QUESTIONS = (
    "What has changed while you were away?",
    "What have you learned at home that helps here?",
    "Which name do you no longer know?",
    "What would you rather not take up again?",
    "Who has been glad to see you?",
    "What would make the first week easy?",
)
COMING_BACK = ProgramType(
    slug="coming-back",
    name="Coming back",
    purpose="Colleagues who return from a long leave find their place again.",
    audience="Everybody who comes back after three months or more.",
    entry="People sign up themselves when they know the day.",
    who_chooses="The match proposes, and an administrator looks at every pair.",
    policy=Policy.from_toml(Path(__file__).with_suffix(".toml")),
    criteria=(
        Criterion(
            name="skills",
            weight=60,
            label="Knows what has changed",
            sentence="The mentor knows what the mentee wants to catch up with.",
            reason=teaches,
        ),
        Criterion(
            name="interests",
            weight=30,
            label="Something in common",
            sentence="The two named some of the same interests and values.",
            reason=hold_the_same,
        ),
        Criterion(
            name="load",
            weight=10,
            label="Room for a mentee",
            sentence="The mentor has more free seats than others.",
        ),
    ),
    rules=COMMON_RULES,
    seats=1,
    seats_cap=2,
    duration_days=120,
    duration_days_most=150,
    cadence=(Cadence(150, 14, 30),),
    milestones=(
        Milestone(-7, "A call before the first day", "call", "People"),
        Milestone(120, "A last talk, and thanks", "last-talk", "People"),
    ),
    manager_sees=("Dates of the program",),
    agreement=Agreement(exit="Either of us may need more time at home again, and then we wait for each other."),
    choice=Choice(forms=(FormOfChoice.REQUESTED, FormOfChoice.MATCHED)),
    guides=(
        Guide(Moment.FIRST, "The first talk", FIRST_QUESTIONS),
        *(each for each in USUAL if each.moment != Moment.FIRST),
    ),
    orientation=Orientation(
        mentee=(
            Card("You have been away", "Nobody expects that you know what is new.", "What is it?"),
            *COMMON.mentee[1:],
        ),
        mentor=(Card("Somebody comes back", "Much is as it was, and some is not.", "What is new?"), *COMMON.mentor[1:]),
    ),
    practice=Practice(),
    road=Road(
        for_whom="After a long leave",
        entry="Open to whoever was away for three months.",
        consent="You sign up yourself.",
        ask="The program administrators",
    ),
    privacy={"partner_in_letters": "yes"},
)
