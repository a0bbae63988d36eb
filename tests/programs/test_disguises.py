"""What is written of a cohort tells coaching under another name, and an honest sentence does not."""

from __future__ import annotations

from dataclasses import astuple

import pytest

from programs.disguises import PHRASES, phrases_in
from programs.lint import ERRORS
from programs.types import ProgramType
from tests.programs.kinds import every_type

DISGUISED = {
    "L1": (
        "Every month the mentor reports to the manager.",
        "Mentors write a short summary for HR after each session.",
        "The mentor tells the line manager how it goes.",
        "Progress is reported to the supervisor once a quarter.",
        "Managers receive a monthly update from the mentor.",
        "Nothing stays secret, and the mentor informs the boss.",
        "The manager gets regular reports on the mentee.",
    ),
    "L2": (
        "The mentor gives a rating from 1 to 5.",
        "Mentors evaluate their mentees every quarter.",
        "Mentees are graded at the end.",
        "The mentor fills in an assessment of the mentee.",
        "Not only does the mentor listen, the mentor also rates the mentee.",
    ),
    "L3": (
        "The manager sets the goals.",
        "All goals are approved by the line manager first.",
        "Goals come from the department head.",
        "HR defines three objectives for each pair.",
    ),
    "L4": (
        "Your own manager is your mentor.",
        "The mentor may be the mentee’s direct supervisor.",
        "You are mentored by your boss.",
        "Managers mentor their own people.",
        "Mentors come from the mentee's reporting line.",
    ),
    "L5": (
        "In each session the two must cover the topics of the month.",
        "There is a mandatory agenda.",
        "Every meeting works through one module.",
        "The topics are prescribed.",
    ),
    "L6": (
        "After each session you have to write minutes.",
        "Notes are required.",
        "Mentees upload their session notes within two days.",
        "Meeting notes will be collected without exception.",
    ),
    "L7": (
        "The outcome of the pair counts for the annual review.",
        "Progress feeds into the performance rating.",
        "Your bonus depends on the goals of the program.",
        "Participation is taken into account for promotion.",
    ),
    "L8": (
        "Performance help for poor performers",
        "For people who underperform.",
        "For colleagues whose work has to improve.",
        "For those who do not meet expectations.",
        "Participants are sent by their manager.",
        "Part of an improvement plan.",
    ),
    "L9": (
        "The manager joins the first and the last session.",
        "Managers are invited to every meeting.",
        "Each meeting is held together with the line manager.",
        "We begin with a three-way meeting.",
    ),
}
INNOCENT = (
    "The mentor never reports to the manager.",
    "Nobody rates anybody, and nothing is passed on to HR.",
    "Mentors do not report, rate or write to a manager.",
    "No mentor tells the manager what was said.",
    "Mentees set their own goals; a manager may leave a suggestion.",
    "The goals are the mentee’s own, and no manager approves them.",
    "A mentor is never your own manager.",
    "Mentors come from outside the reporting line.",
    "Talk with your manager about the time you need.",
    "Your manager knows that you take part, and never what you talk about.",
    "Guides ask questions, and none of the topics is mandatory.",
    "Nothing has to be covered in a session.",
    "Nobody has to write notes.",
    "Notes stay with the two of you.",
    "Taking part has no bearing on rating, pay or promotion.",
    "Nothing of it is used for performance reviews or pay.",
    "This is not for poor performance; performance advising is there for that.",
    "If your work has to improve, performance advising helps.",
    "No manager is invited to your meetings.",
    "A talk of three with the manager, if I want one",
    "Experienced managers mentor people from other departments.",
    "Mentors are managers who have led a department for years.",
    "Learn how to report numbers to a board.",
    "How to give feedback to your own team",
    "We set topics together, week by week.",
    "Leaders who bring people on",
    "Improve how we present results to customers.",
    "High performance computing for engineers",
    "Get better at assessing risk.",
    "Mentors rank the mentees whom they would like.",
    "The mentor shares experience, and the mentee decides.",
    "Managers of tomorrow meet leaders of today.",
    "More people stay in their first year.",
    "Become a manager whom people trust.",
    "Mentees choose what to work on, and mentors ask questions.",
)


def found(text: str) -> set[str]:
    return {each.code for each in phrases_in(text)}


@pytest.mark.parametrize("code", DISGUISED)
def test_each_disguise_is_read_in_several_wordings(code: str) -> None:
    missed = [words for words in DISGUISED[code] if code not in found(words)]

    assert missed == []


def test_an_honest_sentence_is_no_sign_of_anything() -> None:
    assert {words: found(words) for words in INNOCENT if found(words)} == {}


def test_a_sentence_tells_nothing_by_the_one_beside_it() -> None:
    for code, written in DISGUISED.items():
        for words in written:
            assert code in found(f"Nobody is left alone. {words} It is fun."), words
            assert found(f"{INNOCENT[0]} {INNOCENT[2]}") == set()


def test_letters_that_look_the_same_are_read_the_same() -> None:
    assert found("The man\u200bager sets the ＧＯＡＬＳ.") == {"L3"}


def test_there_are_phrases_for_each_error_and_the_quote_is_as_written() -> None:
    (told,) = phrases_in("We say it openly.\nEvery month the Mentor reports to the Manager.")

    assert list(PHRASES) == [check.code for check in ERRORS]
    assert told.quote == "Mentor reports to the Manager"


@every_type
def test_type_has_no_phrase_of_coaching_in_its_own_words(program_type: ProgramType) -> None:
    kind = program_type
    written = [kind.name, kind.purpose, kind.audience, *(each.title for each in kind.milestones)]
    written += [question for guide in kind.guides for question in guide.questions]
    written += [words for side in ("mentee", "mentor") for card in kind.orientation.of(side) for words in astuple(card)]
    written += [words for piece in (kind.library.pieces if kind.library else ()) for words in astuple(piece.words())]
    written += [kind.agreement.stays, kind.agreement.exit, kind.agreement.end]

    assert {words: phrases_in(words) for words in written if phrases_in(words)} == {}
