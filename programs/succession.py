"""Succession: executives prepare those who may follow them."""

from matching import Policy
from programs.agreement import Agreement
from programs.guides.succession import GUIDES
from programs.openers.succession import OPENERS
from programs.orientation.succession import ORIENTATION
from programs.reasons import meets_new_people, teaches, went_the_way, wished_for_each_other
from programs.road import Road
from programs.types import (
    COMMON_RULES,
    COMMON_VISIBILITY,
    Cadence,
    Criterion,
    HardRule,
    ProgramType,
    Sees,
    levels_above,
)

__all__ = ["SUCCESSION"]

SUCCESSION = ProgramType(
    slug="succession",
    name="Succession",
    purpose="Named executive roles have people who are ready, and those people know it.",
    audience="Candidates on the list of a critical role, with their agreement.",
    entry="HR and a committee list candidates for each critical role; the list is reviewed every six months.",
    who_chooses="Executives choose one or two protégés, by turns. The match only suggests, "
    "and shows who has not been chosen.",
    policy=Policy.shipped("succession"),
    criteria=(
        Criterion(
            name="target_role",
            weight=40,
            label="Knows the role",
            sentence="The executive holds or has held the role that the candidate is listed for.",
            reason=went_the_way,
        ),
        Criterion(
            name="skill_gaps",
            weight=25,
            label="Closes the gaps",
            sentence="The executive’s experience covers what the candidate still needs.",
            reason=teaches,
        ),
        Criterion(
            name="wishes",
            weight=25,
            label="Asked for each other",
            sentence="The two named each other; one side alone counts for less.",
            reason=wished_for_each_other,
        ),
        Criterion(
            name="exposure",
            weight=10,
            label="A new field",
            sentence="The executive comes from another function.",
            reason=meets_new_people,
        ),
    ),
    rules=(
        HardRule(
            name="level_above",
            label="Levels above the candidate",
            sentence="The executive is at least one level above the candidate.",
            number=levels_above("The executive is at least {number} levels above the candidate.", usual=1),
        ),
        *COMMON_RULES,
    ),
    seats=1,
    seats_cap=2,
    duration_days=365,
    duration_days_most=730,
    cadence=(Cadence(730, 30, 75),),
    visibility=(*COMMON_VISIBILITY, Sees("The list of candidates", "Named executives and HR; every look is recorded")),
    manager_sees=("Time for assignments",),
    wishes_at_most=5,
    agreement=Agreement(
        stays="What we say and write stays between the two of us, after the end too, and whom we tell that we do this "
        "we decide together. Nothing of it is evidence in any round. If one of us hears that somebody may come to "
        "harm, we say so to each other first, and then ask for help.",
    ),
    guides=GUIDES,
    openers=OPENERS,
    orientation=ORIENTATION,
    privacy={"manager_sees_busy": "own"},
    road=Road(
        for_whom="By invitation",
        entry="For named roles, by invitation only. Nobody but those who invite sees who was asked.",
        consent="Whoever is asked agrees first, in person.",
        ask="Nobody needs to be asked: somebody would come to you",
    ),
    by_invitation=True,
    is_discreet=True,
)
