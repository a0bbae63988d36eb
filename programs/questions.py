"""What is asked at sign-up: data, and only what the matching of the program really reads.

Which questions a cohort asks follows from the columns that its policy names, so a new program type writes none.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from matching import Policy
from matching.policy import CriterionSpec, RuleSpec
from programs.topics import MENTEE, MENTOR, Topic, opening

__all__ = [
    "MOST_QUESTIONS",
    "QUESTIONS",
    "Question",
    "QuestionKind",
    "Step",
    "Topic",
    "questions_of",
    "read_from_hr",
    "steps_of",
]

MOST_QUESTIONS = 10
USED = "Used for matching"
PAIR_SEES = "Seen by your partner, once you are a pair"
RUNNERS_SEE = "Seen by the administrators of this cohort"
EVERYBODY_SEES = "Seen by everybody here, on your profile"
NOBODY_SEES = "Seen by nobody, stored without a reason"


class QuestionKind(StrEnum):
    """How a question is answered."""

    SKILLS_WANTED = "skills-wanted"
    SKILLS_OFFERED = "skills-offered"
    ROLES = "roles"
    INTERESTS = "interests"
    VALUES = "values"
    WISHES = "wishes"
    AVOID = "avoid"
    SEATS = "seats"
    LANGUAGES = "languages"
    HOURS = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. ``key`` is where the answer is kept in an enrolment, and the word by which a cohort chooses it.

    ``column`` is what the engine reads it from; empty: asked in every program. A ``fixed`` question cannot be left
    out. ``seen_by`` and ``nobody`` say who sees the answer, ``not_used`` what is not done with it.
    """

    key: str
    kind: QuestionKind
    topic: Topic
    sides: tuple[str, ...]
    words: str
    hint: str
    label: str
    column: str = ""
    most: int = 0
    is_required: bool = False
    is_fixed: bool = False
    used: str = USED
    not_used: str = ""
    seen_by: tuple[str, ...] = (RUNNERS_SEE,)
    nobody: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form: a topic and its questions."""

    topic: Topic
    words: str
    lead: str
    questions: tuple[Question, ...]


BOTH = (MENTEE, MENTOR)
QUESTIONS = (
    Question(
        key="wants",
        kind=QuestionKind.SKILLS_WANTED,
        topic=Topic.SUBJECT,
        sides=(MENTEE,),
        column="wanted",
        most=3,
        is_required=True,
        words="What would you like to get better at?",
        hint="One to three skills. Be as modest or as bold as you like: nobody marks this.",
        label="Skills you want, and how far",
        not_used="How well you know it today is not used",
        seen_by=(PAIR_SEES, RUNNERS_SEE),
    ),
    Question(
        key="target_roles",
        kind=QuestionKind.ROLES,
        topic=Topic.SUBJECT,
        sides=(MENTEE,),
        column="target_roles",
        most=3,
        words="Which roles do you have in view?",
        hint="Up to three, the dearest first. “I do not know yet” is a good answer: leave it empty.",
        label="Roles you have in view",
        seen_by=(PAIR_SEES, RUNNERS_SEE),
    ),
    Question(
        key="offers",
        kind=QuestionKind.SKILLS_OFFERED,
        topic=Topic.SUBJECT,
        sides=(MENTOR,),
        column="offered",
        most=8,
        words="What can you pass on?",
        hint="What you name here counts. If you name nothing, the skills on your profile do.",
        label="Skills you can pass on",
        seen_by=(PAIR_SEES, RUNNERS_SEE),
    ),
    Question(
        key="experience",
        kind=QuestionKind.ROLES,
        topic=Topic.SUBJECT,
        sides=(MENTOR,),
        column="experience",
        most=5,
        words="Which roles do you know from the inside?",
        hint="Those you hold or have held, here or elsewhere.",
        label="Roles you know from the inside",
        seen_by=(PAIR_SEES, RUNNERS_SEE),
    ),
    Question(
        key="interests",
        kind=QuestionKind.INTERESTS,
        topic=Topic.SUBJECT,
        sides=BOTH,
        column="interests",
        most=5,
        words="What do you like to talk about besides work?",
        hint="Up to five. Something in common makes the first talk easier.",
        label="Interests",
        seen_by=("What you both named is seen by both of you, once you are a pair", RUNNERS_SEE),
    ),
    Question(
        key="values",
        kind=QuestionKind.VALUES,
        topic=Topic.SUBJECT,
        sides=BOTH,
        column="values",
        most=5,
        words="How do you like to work?",
        hint="Choose up to five that are most like you.",
        label="How you like to work",
        seen_by=("What you both named is seen by both of you, once you are a pair", RUNNERS_SEE),
    ),
    Question(
        key="wishes",
        kind=QuestionKind.WISHES,
        topic=Topic.PEOPLE,
        sides=BOTH,
        column="wishes",
        words="Is there anybody you would like?",
        hint="In the order of your wish. It counts most where both wish for each other.",
        label="Whom you would like",
        seen_by=("Seen by both of you only if both wished", RUNNERS_SEE),
        nobody="Nobody is told that you wished for them",
    ),
    Question(
        key="avoid",
        kind=QuestionKind.AVOID,
        topic=Topic.PEOPLE,
        sides=BOTH,
        is_fixed=True,
        most=10,
        words="Please not with …",
        hint="Up to ten people you would rather not be paired with. No reason is asked, and nobody is told: not the "
        "person, not your manager, not those who run this cohort.",
        label="Whom you would rather not",
        seen_by=(),
        nobody=NOBODY_SEES,
    ),
    Question(
        key="seats",
        kind=QuestionKind.SEATS,
        topic=Topic.TIME,
        sides=(MENTOR,),
        is_required=True,
        is_fixed=True,
        words="How many mentees would you take?",
        hint="You are never given more. With each one you would meet as it says here.",
        label="How many mentees you take",
    ),
    Question(
        key="languages",
        kind=QuestionKind.LANGUAGES,
        topic=Topic.TIME,
        sides=BOTH,
        column="languages",
        words="In which languages can you work?",
        hint="Parted by commas: English, Portuguese.",
        label="Languages",
        seen_by=(EVERYBODY_SEES,),
    ),
    Question(
        key="hours",
        kind=QuestionKind.HOURS,
        topic=Topic.TIME,
        sides=BOTH,
        column="time_zone",
        words="When can you meet?",
        hint="Meetings are proposed within these hours, in your own time zone.",
        label="Your time zone",
        used="Your time zone is used for matching",
        not_used="The hours of each day are not, only for proposing meetings",
        seen_by=(EVERYBODY_SEES,),
    ),
)

FROM_HR = {
    "level": "Level, from HR",
    "department": "Department, from HR",
    "function": "Function, from HR",
    "site": "Site, from HR",
    "tenure_days": "When somebody joined, from HR",
    "manager": "Reporting lines, so that nobody gets their boss",
    "load": "How many mentees a mentor has",
}


def questions_of(policy: Policy, side: str, chosen: Collection[str] = ()) -> tuple[Question, ...]:
    """What is asked on one side of a cohort, at most `MOST_QUESTIONS`.

    Parameters
    ----------
    policy : Policy
        Of the cohort, with its own weights and rules: what counts nothing is not asked.
    side : "mentee" or "mentor"
    chosen : collection of str, optional
        Keys that the cohort asks; empty: all. Fixed questions are asked always.

    Examples
    --------
    >>> [question.key for question in questions_of(Policy.shipped("onboarding"), "mentor")]
    ['interests', 'values', 'avoid', 'seats', 'languages', 'hours']
    """
    read = _columns(policy)
    asked = [each for each in QUESTIONS if side in each.sides and (not each.column or each.column in read)]
    return tuple(each for each in asked if each.is_fixed or not chosen or each.key in chosen)


def steps_of(policy: Policy, side: str, chosen: Collection[str] = ()) -> tuple[Step, ...]:
    """The same, one topic a step.

    Examples
    --------
    >>> [step.topic.value for step in steps_of(Policy.shipped("succession"), "mentor")]
    ['subject', 'people', 'time']
    """
    questions = questions_of(policy, side, chosen)
    by_topic = {topic: tuple(each for each in questions if each.topic is topic) for topic in Topic}
    return tuple(
        Step(topic, *opening(topic, side, [each.key for each in asked]), asked)
        for topic, asked in by_topic.items()
        if asked
    )


def read_from_hr(policy: Policy) -> tuple[str, ...]:
    """What a match reads that nobody is asked for, in words.

    Examples
    --------
    >>> read_from_hr(Policy.shipped("succession"))
    ('Level, from HR', 'Function, from HR', 'Reporting lines, so that nobody gets their boss')
    """
    read = _columns(policy)
    return tuple(words for column, words in FROM_HR.items() if column in read)


def _columns(policy: Policy) -> frozenset[str]:
    """Columns of either side that count for something: a criterion without weight reads none."""
    read: set[str] = set()
    counting: list[CriterionSpec | RuleSpec] = [each for each in policy.criteria if each.weight]
    for spec in [*counting, *policy.rules]:
        for columns in spec.columns.values():
            read |= {columns} if isinstance(columns, str) else set(columns)
        read |= {str(spec.options[name]) for name in ("place", "manager") if name in spec.options}
    return frozenset(read)
