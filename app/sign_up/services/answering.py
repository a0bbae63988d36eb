"""Answers are written, a step at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.people.models import Person
from app.people.phrases import HIGHEST
from app.people.services import change_profile
from app.sign_up.asking import IN_PROFILE, gap_lacks, is_answered, kind_of, questions_for, stand_of, steps_for, stored
from app.sign_up.models import SignUp, SignUpState
from app.sign_up.queries import people_with_emails
from app.sign_up.services.rows import locked
from app.sign_up.windows import refuse_closed
from programs.questions import Question, QuestionKind, Topic

BEGUN = frozenset({SignUpState.INVITED, SignUpState.OPENED})
LONGEST_WORDS = 120


def save_step(
    sign_up: SignUp,
    topic: Topic,
    given: Mapping[str, Any],
    *,
    actor: Person,
    stand: str | None = None,
    is_whole: bool = False,
) -> SignUp:
    """Keep the answers of one step; with ``is_whole`` every required one has to be there, and the next step follows.

    ``given`` maps keys of questions to answers: skills as ``{"skill", "name", "level"}``, wishes as e-mail addresses,
    ``seats`` a number, ``languages`` codes, ``hours`` a time zone and a week. ``stand`` is what the form was shown by:
    raises Conflict where the same answers have been saved otherwise meanwhile. Raises RuleBroken, naming the
    question, for what cannot be kept, and once sign-up is closed.
    """
    row = locked(sign_up)
    if row.state is SignUpState.WITHDRAWN:
        raise Conflict(_("You have withdrawn. Begin again if you would like to take part after all."))
    refuse_closed(row.cohort, row)
    changed = {key for key, answer in given.items() if _differs(row, key, answer)}
    if changed and stand is not None and stand != stand_of(row, topic):
        raise Conflict(
            _("This step was saved a moment ago, in another window. What you see here is not saved: look, and save it.")
        )
    write_answers(row, given, actor=actor)
    if is_whole:
        _refuse_open(row, topic)
        _go_on(row, topic)
    if row.state in BEGUN:
        row.state, row.started_at = SignUpState.STARTED, now()
    session().flush()
    if changed:
        record(actor, "sign_up.saved", row)
    return row


def write_answers(row: SignUp, given: Mapping[str, Any], *, actor: Person) -> None:
    """Check and keep answers, those of questions that are not asked left out. Raises RuleBroken naming the question."""
    asked = {each.key: each for each in questions_for(row.cohort, row.side)}
    for key, answer in given.items():
        if key in asked and _differs(row, key, answer):
            CHECKS[asked[key].kind](row, asked[key], answer)
            _keep(row, key, answer, actor)


def _differs(row: SignUp, key: str, answer: Any) -> bool:
    """Whether this is another answer; none given and nothing said are the same."""
    before = stored(row, key)
    return answer != before and bool(answer or before)


def _keep(row: SignUp, key: str, answer: Any, actor: Person) -> None:
    if key == "seats":
        row.seats = answer
    elif key == "languages":
        change_profile(row.person, actor=actor, languages=answer)
    elif key in IN_PROFILE:
        change_profile(row.person, actor=actor, **answer)
    else:
        row.answers = {**row.answers, key: answer}


def _refuse_open(row: SignUp, topic: Topic) -> None:
    asked = next((step.questions for step in steps_for(row.cohort, row.side) if step.topic is topic), ())
    for question in asked:
        if question.is_required and not is_answered(row, question):
            raise RuleBroken(_what_is_open(row, question), field=question.key)


def _what_is_open(row: SignUp, question: Question) -> str:
    wanted = stored(row, question.key) if question.key == "wants" else ()
    return next((gap_lacks(row.cohort, each) for each in wanted or () if gap_lacks(row.cohort, each)), "") or str(
        OPEN.get(question.key, _("Please answer this one."))
    )


def _go_on(row: SignUp, topic: Topic) -> None:
    topics = [step.topic for step in steps_for(row.cohort, row.side)]
    if topic in topics:
        row.step = max(row.step, topics.index(topic) + 2)


def _check_skills(_row: SignUp, question: Question, answer: Any) -> None:
    _refuse_more(question, answer)
    levels = [each.get(name) for each in answer for name in ("level", "today")]
    if any(level is not None and not 0 <= level <= HIGHEST for level in levels):
        raise RuleBroken(_("A level of skill is a number from 0 to 7."), field=question.key)
    _refuse_long(question, [each.get("name", "") for each in answer])


def _check_words(_row: SignUp, question: Question, answer: Any) -> None:
    _refuse_more(question, answer)
    _refuse_long(question, answer)


def _check_wishes(row: SignUp, question: Question, answer: Any) -> None:
    most = kind_of(row.cohort).wishes_at_most
    if len(answer) > most:
        raise RuleBroken(_("A wish list holds %(most)s people at most.", most=most), field=question.key)
    people = people_with_emails(answer)
    if len(people) != len(set(answer)) or any(each.id == row.person_id for each in people):
        raise RuleBroken(_("A wish is for a colleague who works here."), field=question.key)


def _check_seats(row: SignUp, question: Question, answer: Any) -> None:
    most = row.cohort.seats_cap
    if not 1 <= answer <= most:
        raise RuleBroken(_("Choose a number from one to %(most)s.", most=most), field=question.key)


def _check_in_profile(_row: SignUp, _question: Question, _answer: Any) -> None:
    """People's own service checks what goes into a profile."""


def _refuse_more(question: Question, answer: Any) -> None:
    if len(answer) > question.most:
        raise RuleBroken(_("%(most)s are the most that can be named.", most=question.most), field=question.key)


def _refuse_long(question: Question, words: list[str]) -> None:
    if any(not each or len(each) > LONGEST_WORDS for each in words):
        raise RuleBroken(_("At most 120 characters for each, please."), field=question.key)


OPEN = {"wants": _l("Name one skill at least, and say for each how far you would like to come.")}
CHECKS: dict[QuestionKind, Callable[[SignUp, Question, Any], None]] = {
    QuestionKind.SKILLS_WANTED: _check_skills,
    QuestionKind.SKILLS_OFFERED: _check_skills,
    QuestionKind.ROLES: _check_words,
    QuestionKind.INTERESTS: _check_words,
    QuestionKind.VALUES: _check_words,
    QuestionKind.WISHES: _check_wishes,
    QuestionKind.SEATS: _check_seats,
    QuestionKind.LANGUAGES: _check_in_profile,
    QuestionKind.HOURS: _check_in_profile,
}
