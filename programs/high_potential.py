"""High potential: preparing for a larger role with somebody who knows it."""

from matching import Policy
from programs.agreement import Agreement
from programs.choice import Choice, FormOfChoice
from programs.circles import Circles
from programs.forecast import Forecast
from programs.guides.high_potential import GUIDES
from programs.library import LEADING
from programs.nominations import Expected, Nominations
from programs.openers.high_potential import OPENERS
from programs.orientation.high_potential import ORIENTATION
from programs.reasons import meets_new_people, teaches, went_the_way, wished_for_each_other
from programs.road import Road
from programs.stretch import Stretch
from programs.timeline import Milestone
from programs.types import (
    ALIKE_IN_WORK,
    COMMON_RULES,
    SAME_PLACE,
    Cadence,
    Criterion,
    HardRule,
    ProgramType,
    levels_above,
)

__all__ = ["HIGH_POTENTIAL"]

GROWING, STRETCHING, FEEDBACK = "Growing", "Stretching", "Feedback"
"""The themes of its milestones."""

HIGH_POTENTIAL = ProgramType(
    slug="high-potential",
    name="High potential",
    purpose="More people grow ready to lead, with a mentor from another part of the house.",
    audience="People who have shown sustained contribution and have said that they wish to lead.",
    entry="Nominated from the functional program, by a manager, or by oneself; "
    "a committee of three or more decides with written reasons.",
    who_chooses="The mentee looks for mentors and names up to ten with reasons; a mentor answers within seven days; "
    "the match places the others.",
    policy=Policy.shipped("high-potential"),
    criteria=(
        Criterion(
            name="wishes",
            weight=35,
            label="Asked for each other",
            sentence="The two named each other; one side alone counts for less.",
            reason=wished_for_each_other,
        ),
        Criterion(
            name="career_path",
            weight=25,
            label="Knows the way",
            sentence="The mentor has held a role that the mentee aims for.",
            reason=went_the_way,
        ),
        Criterion(
            name="development",
            weight=15,
            label="Can help with what is to be learned",
            sentence="The mentor is strong in what the mentee wants to develop.",
            reason=teaches,
        ),
        ALIKE_IN_WORK,
        Criterion(
            name="network",
            weight=10,
            label="New people to meet",
            sentence="The two work in different functions.",
            reason=meets_new_people,
        ),
        SAME_PLACE,
    ),
    rules=(
        HardRule(
            name="two_levels_above",
            label="Levels above the mentee",
            sentence="The mentor is at least two levels above the mentee.",
            number=levels_above("The mentor is at least {number} levels above the mentee.", usual=2),
        ),
        HardRule(
            name="another_department",
            label="Another department",
            sentence="The two work in different departments.",
        ),
        *COMMON_RULES,
    ),
    seats=1,
    seats_cap=2,
    duration_days=274,
    duration_days_most=365,
    cadence=(Cadence(365, 21, 60),),
    milestones=(
        Milestone(30, "360 feedback, first round", "feedback-first", FEEDBACK, waits_for="360"),
        Milestone(30, "Two or three behaviours chosen to work on", "behaviours", GROWING),
        Milestone(90, "A look back on the first quarter", "first-quarter", GROWING),
        Milestone(120, "A stretch task found, larger than the present work", "stretch-task", STRETCHING),
        Milestone(180, "Half-way: what has changed, what is next", "half-way", GROWING),
        Milestone(240, "What the stretch task has taught", "stretch-taught", STRETCHING),
        Milestone(270, "A look at what could come next", "what-next", GROWING),
        Milestone(270, "A last talk, and thanks", "last-talk", GROWING),
        Milestone(300, "360 feedback, second round", "feedback-second", FEEDBACK, waits_for="360"),
    ),
    manager_sees=("The manager’s own suggestions", "Nothing else, unless the mentee turns it on"),
    nominations=Nominations(
        expected=(
            Expected("Sustained contribution", "Good work over years, and not one rating."),
            Expected("Learning from what is new", "Examples of having found a way where none was known."),
            Expected("A confirmed wish to lead", "Asked of themselves, and answered with a yes this year."),
        ),
    ),
    wishes_at_most=10,
    agreement=Agreement(
        stays="What we say and write stays between the two of us, after the end too. Whoever decides on readiness "
        "hears nothing of it from the mentor. If one of us hears that somebody may come to harm, we say so to each "
        "other first, and then ask for help.",
    ),
    guides=GUIDES,
    openers=OPENERS,
    orientation=ORIENTATION,
    privacy={"wish_list_shown": "mentees", "manager_sees_busy": "own"},
    road=Road(
        for_whom="By nomination",
        entry="For people who wish to lead. You can put your own name forward; so can a manager or a program.",
        consent="You agree before anybody looks at it, and see what they are shown. You can step out without a trace.",
        ask="The contact of the high potential cohort",
    ),
    by_invitation=True,
    circles=Circles(),
    forecast=Forecast(),
    library=LEADING,
    stretch=Stretch(milestones=("stretch-task", "stretch-taught")),
    choice=Choice(
        forms=(FormOfChoice.REQUESTED, FormOfChoice.RANKED, FormOfChoice.MATCHED),
        answer_days=7,
        in_working_days=False,
        at_once=3,
        talks_first=True,
    ),
)
