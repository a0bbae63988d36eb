"""Coaching disguised as mentoring: what tells it, why it matters, who says so, and how it is mended.

Source: domain.md A7. An error keeps a cohort from being launched as mentoring; a warning is shown and keeps nothing.
There is nothing wrong with coaching: it is another kind of support, with an agreement and readers of its own.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from programs.disguises import phrases_in
from programs.practice import Practice
from programs.types import ProgramType

__all__ = ["CHECKS", "HAVE_A_SAY", "Check", "Working", "Written", "blocking", "lint", "told_by"]

SHORTEST_DAYS = 90
MOST_MENTEES = 3
HAVE_A_SAY = frozenset({"wants", "target_roles", "wishes"})
"""Questions by which a mentee has a say in whom they get."""


@dataclass(frozen=True, slots=True)
class Written:
    """Words of a cohort’s own: what they are called, the words, and the page where they can be changed."""

    called: str
    text: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """How a cohort works, by its word and by what it really has.

    Parameters
    ----------
    kind : ProgramType
    practice : Practice
        What its administrators say.
    left_out : collection of str
        Rules that no match of it looks at.
    asked : collection of str
        Keys of the questions that mentees answer and that count in the match.
    days : int
        How long a pair lasts.
    most_seats : int
        The most mentees that a mentor may have, or has offered to take.
    written : collection of Written
        What its administrators wrote in their own words.
    """

    kind: ProgramType
    practice: Practice
    left_out: Collection[str] = ()
    asked: Collection[str] = HAVE_A_SAY
    days: int
    most_seats: int
    written: Collection[Written] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One sign of coaching under another name, or of a program that will not help.

    ``trait`` is the answer of `programs.practice` that mends it, else ``place`` the settings where that is done.
    Where it was found in somebody’s own words, these are ``called`` so and say the ``quote``.
    """

    code: str
    title: str
    reason: str
    source: str
    mend: str
    found: Callable[[Working], bool]
    trait: str = ""
    place: str = ""
    called: str = ""
    quote: str = ""

    @property
    def is_error(self) -> bool:
        """Whether a cohort cannot be launched as mentoring with it."""
        return self.code.startswith("L")


ESSAY = "Management Mentors, “Should mentoring and performance management be linked?”"

ERRORS = (
    Check(
        code="L1",
        title="The mentor reports on the mentee.",
        reason="Who reports to a manager or to HR becomes a second manager, and hears no real issues any more.",
        source=f"{ESSAY}: “I get periodic reports from the mentor … This process has turned the mentor into a "
        "‘second manager’.”",
        mend="Let the mentor tell nobody anything. What the mentee wants known, the mentee says.",
        found=lambda has: has.practice.reports == "told",
        trait="reports",
    ),
    Check(
        code="L2",
        title="The mentor rates the mentee.",
        reason="Nobody tells what is hard to somebody who gives marks for it.",
        source=f"{ESSAY}: such a pair “focuses on results and measurement as opposed to one of development and "
        "transformation”.",
        mend="Let nobody rate. The mentee can look back for themselves.",
        found=lambda has: has.practice.rating == "mentor",
        trait="rating",
    ),
    Check(
        code="L3",
        title="The manager sets or approves the goals.",
        reason="Then it is about the present job. Mentoring may lead out of the department, or out of the company.",
        source=f"{ESSAY}: the manager’s word is “by way of suggestion as opposed to requirement”.",
        mend="Let the goals be the mentee’s. A manager can leave a suggestion.",
        found=lambda has: has.practice.goals in {"approved", "set"},
        trait="goals",
    ),
    Check(
        code="L4",
        title="A mentor may be in the mentee’s reporting line.",
        reason="Nobody speaks freely with somebody who decides about them.",
        source="Krackhardt’s study of 21 managers: 19 of 20 turned to their own boss for advice, so people "
        "need to be shown somebody else. A manager’s task and a mentor’s collide.",
        mend="Keep the reporting line out of the match.",
        found=lambda has: has.practice.line == "may" or "not_in_line" in has.left_out,
        trait="line",
    ),
    Check(
        code="L5",
        title="Meetings have topics that must be covered.",
        reason="An agenda that somebody else made is training. In mentoring, the mentee brings what matters.",
        source="The role chart: a mentor’s agenda is set by the mentee. Programs that are laid down in every detail "
        "are the kind that demotivates (Wolverton, Training Industry 2020).",
        mend="Give questions and guides, and let the two choose. A checklist belongs to the first months only.",
        found=lambda has: has.practice.topics == "required",
        trait="topics",
    ),
    Check(
        code="L6",
        title="Notes are required.",
        reason="Words that somebody asks for are written for that somebody. Then the real ones are left out.",
        source="People whose notes of talks are asked for say that they stop writing honest ones "
        "(a forum of managers, on software that keeps such notes).",
        mend="Let notes be the pair’s own, also when there are none.",
        found=lambda has: has.practice.notes == "required",
        trait="notes",
    ),
    Check(
        code="L7",
        title="How the pair turns out counts for rating, pay or a performance plan.",
        reason="That measures performance. It has rules of its own, and people have rights in it that mentoring lacks.",
        source=f"{ESSAY}: linking the two is not “turning mentoring into a performance management system”.",
        mend="Let nothing follow from it. What counts for the program as a whole can be counted without names.",
        found=lambda has: has.practice.outcome in {"rating", "plan"},
        trait="outcome",
    ),
    Check(
        code="L8",
        title="People are sent because of poor work.",
        reason="From then on everybody who takes part looks as if they had failed, and a mentor cannot judge a plan.",
        source="The role chart: whoever was told that their work must improve is helped by a performance advisor, with "
        "the manager’s expectations on the table.",
        mend="Open it to those who wish to grow, and point to performance advising for the rest.",
        found=lambda has: has.practice.entry == "shortfall",
        trait="entry",
    ),
    Check(
        code="L9",
        title="The manager is invited to the pair’s meetings.",
        reason="With a manager at the table, two people report. Two who are alone speak.",
        source=f"{ESSAY}: the manager is to support the meetings, to suggest, “and STAND BACK and let the "
        "relationship happen”.",
        mend="Invite the two only. They can ask somebody to join whenever they like.",
        found=lambda has: has.practice.meetings == "manager",
        trait="meetings",
    ),
)

WARNINGS = (
    Check(
        code="W1",
        title="Taking part is mandatory.",
        reason="Mentors who were drafted give less, and mentees who were told to come bring nothing.",
        source="Parise and Forret 2008, 97 mentors: those who volunteered found it more rewarding. New people are the "
        "exception: in a trial by lot, a mandatory program helped them and a voluntary one did not (Sandvik).",
        mend="Let people sign up, and tell them well what it is.",
        found=lambda has: has.practice.joining == "must",
        trait="joining",
    ),
    Check(
        code="W2",
        title="Mentees have no say in whom they get.",
        reason="A say in the match is one of the two things about a program that go with good mentoring.",
        source="Allen, Eby and Lentz 2006, two studies; and in a trial by lot, those who chose got more support "
        "(Kendall and Smith-Jentsch 2015).",
        mend="Ask mentees what they want to learn, or whom they would like, and let it count.",
        found=lambda has: not HAVE_A_SAY & set(has.asked),
        place="questions",
    ),
    Check(
        code="W3",
        title="Nobody is prepared.",
        reason="How well the two are prepared is the other thing that goes with good mentoring.",
        source="Allen, Eby and Lentz 2006: the quality of training is tied to mentoring and to its quality.",
        mend="Give both sides a few minutes of orientation before they first meet.",
        found=lambda has: has.practice.training == "none",
        trait="training",
    ),
    Check(
        code="W4",
        title="Nothing says how a pair ends early.",
        reason="Whoever fears blame stays in a pair that helps neither, and a poor pair is worth less than none.",
        source="Ragins, Cotton and Miller 2000, 1,162 people: how satisfied they were with the pair mattered more "
        "than having a mentor at all.",
        mend="Say that either of the two can end it, without a reason. Here they can in any case.",
        found=lambda has: has.practice.exit == "none",
        trait="exit",
    ),
    Check(
        code="W5",
        title="It is shorter than three months.",
        reason="Trust takes a few meetings, and then there are none left.",
        source="Programs mostly run for six to twelve months. That is custom and not a proven best.",
        mend="Choose a later last day.",
        found=lambda has: has.days < SHORTEST_DAYS,
        place="details",
    ),
    Check(
        code="W6",
        title="A mentor may have more than three mentees.",
        reason="Time is what a mentor gives, and it does not grow with the number of mentees.",
        source="In open programs that we counted, 240 of 261 mentors had one mentee and five had three or four.",
        mend="Lower the most that a mentor takes, and ask more mentors.",
        found=lambda has: has.most_seats > MOST_MENTEES,
        trait="seats_cap",
    ),
)
CHECKS = (*ERRORS, *WARNINGS)


def lint(working: Working) -> tuple[Check, ...]:
    """What is found in a cohort, errors first; what its type is spared, with a reason of its own, is not.

    Examples
    --------
    >>> from programs.catalogue import PROGRAM_TYPES
    >>> kind = PROGRAM_TYPES["succession"]
    >>> [each.code for each in lint(Working(kind=kind, practice=Practice(rating="mentor"), days=60, most_seats=2))]
    ['L2', 'W5']
    """
    said = told_by(working.written, working.practice)
    found = [check for check in CHECKS if check.code not in working.kind.spared and check.found(working)]
    return (*(each for each in found if each.is_error), *said, *(each for each in found if not each.is_error))


def told_by(written: Iterable[Written], practice: Practice) -> tuple[Check, ...]:
    """The errors that a cohort’s own words tell, each with the words.

    Examples
    --------
    >>> told = told_by([Written("Purpose", "The manager sets the goals.", "details")], Practice())
    >>> [(each.code, each.called, each.quote) for each in told]
    [('L3', 'Purpose', 'manager sets the goals')]
    """
    errors = {check.code: check for check in ERRORS}
    # A checklist of the first months is something that has to be gone through, and no agenda.
    skipped = {"L5"} if practice.topics == "checklist" else set()
    return tuple(
        replace(errors[phrase.code], trait="", place=each.place, called=each.called, quote=phrase.quote)
        for each in written
        for phrase in phrases_in(each.text)
        if phrase.code not in skipped
    )


def blocking(working: Working) -> tuple[Check, ...]:
    """The errors among them."""
    return tuple(check for check in lint(working) if check.is_error)
