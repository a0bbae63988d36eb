"""What the pages around the form show: the beginning, looking through it, what stands when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.cohorts.labels import program_in_words
from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.queries import privacy_of
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.wording import spelled
from app.people.models import Person
from app.people.phrases import OWN_WORDS, phrase_level
from app.people.spoken import language_name, time_zone_name
from app.people.working_hours import in_words
from app.sign_up.asking import kind_of, missing, questions_for, steps_for, stored, used_from_hr
from app.sign_up.models import SignUp
from app.sign_up.queries import enrolment_of, own_sign_up, own_sign_ups, people_with_emails
from app.sign_up.services.agreeing import Agreement, agreement, is_confirmed
from app.sign_up.services.letting_know import SETTING, YES
from app.sign_up.settled import why_settled
from app.sign_up.windows import why_closed, why_too_early
from programs.questions import Question, QuestionKind
from programs.types import ProgramType


@dataclass(frozen=True, slots=True)
class Said:
    """One answer in words, and the step in which it was given."""

    question: Question
    words: str
    step: int


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands in the margin: the answers that are used, and what a match reads beside them."""

    labels: list[str]
    from_hr: Sequence[str]


def aside(sign_up: SignUp) -> Aside:
    """The margin of every page of a sign-up."""
    asked = questions_for(sign_up.cohort, sign_up.side)
    return Aside([each.label for each in asked], used_from_hr(sign_up.cohort))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpPage:
    """A sign-up as a whole, for the person whose it is."""

    sign_up: SignUp
    cohort: Cohort
    kind: ProgramType
    enrolment: Enrolment | None
    answers: list[Said]
    agreement: Agreement
    why_closed: str | None
    why_settled: str | None
    missing: list[Question]

    @property
    def is_in(self) -> bool:
        """Whether this person takes part."""
        return self.enrolment is not None and self.enrolment.state is EnrolmentState.SIGNED_UP

    @property
    def is_sent(self) -> bool:
        """Whether what is said here is what they take part with."""
        return is_confirmed(self.sign_up, self.enrolment)

    def step_of(self, question: Question) -> int:
        """The step in which a question is asked."""
        return next(each.step for each in self.answers if each.question.key == question.key)

    @property
    def may_change(self) -> bool:
        """Whether an answer can be changed now."""
        return self.why_closed is None and not (self.is_in and self.why_settled)


def can_change(sign_up: SignUp) -> bool:
    """Whether an answer can be changed now."""
    if why_closed(sign_up.cohort, sign_up) is not None:
        return False
    enrolment = enrolment_of(sign_up)
    is_in = enrolment is not None and enrolment.state is EnrolmentState.SIGNED_UP
    return not (is_in and why_settled(enrolment))


def sign_up_page(sign_up: SignUp) -> SignUpPage:
    """Everything about one sign-up."""
    enrolment = enrolment_of(sign_up)
    return SignUpPage(
        sign_up=sign_up,
        cohort=sign_up.cohort,
        kind=kind_of(sign_up.cohort),
        enrolment=enrolment,
        answers=said(sign_up),
        agreement=agreement(sign_up),
        why_closed=why_closed(sign_up.cohort, sign_up),
        why_settled=why_settled(enrolment),
        missing=missing(sign_up),
    )


def said(sign_up: SignUp) -> list[Said]:
    """Every answer in words."""
    steps = enumerate(steps_for(sign_up.cohort, sign_up.side), 1)
    places = {question.key: number for number, step in steps for question in step.questions}
    return [
        Said(each, WORDS[each.kind](sign_up, stored(sign_up, each.key)), places[each.key])
        for each in questions_for(sign_up.cohort, sign_up.side)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginPage:
    """A cohort as somebody sees it who may sign up: what it is, and on which sides they may begin."""

    cohort: Cohort
    kind: ProgramType
    words: list[str]
    sides: list[Side]
    sign_ups: dict[Side, SignUp]
    why_closed: str | None
    why_too_early: str | None


def begin_page(person: Person, cohort: Cohort) -> BeginPage:
    """What there is to begin, for this person."""
    kind = kind_of(cohort)
    own = {each.side: each for each in own_sign_ups(person, cohort)}
    invited = next(iter(own.values()), None)
    too_early = None if Side.MENTEE in own else why_too_early(person, cohort)
    shut = {Side.MENTEE} if too_early else set()
    return BeginPage(
        cohort=cohort,
        kind=kind,
        words=program_in_words(kind, cohort),
        sides=[side for side in Side if side in own or (side not in shut and not kind.by_invitation)],
        sign_ups=own,
        why_closed=why_closed(cohort, invited),
        why_too_early=too_early,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStanding:
    """How somebody takes part on one side, as the page of their cohort tells them."""

    enrolment: Enrolment
    sign_up: SignUp | None
    used: list[str]
    asks_about_letters: bool
    is_named: bool
    why_settled: str | None


def own_standing(person: Person, enrolment: Enrolment) -> OwnStanding:
    """One side of somebody who takes part."""
    cohort, side = enrolment.cohort, enrolment.role
    return OwnStanding(
        enrolment=enrolment,
        sign_up=own_sign_up(person, cohort, side),
        used=[_(each.label) for each in questions_for(cohort, side)],
        asks_about_letters=privacy_of(cohort)[SETTING] == YES,
        is_named=enrolment.answers.get(SETTING, YES) == YES,
        why_settled=why_settled(enrolment),
    )


def minutes_left(minutes: int) -> str:
    """How long the rest takes, in words."""
    if minutes < 1:
        return _("a moment left")
    return ngettext("about a minute left", "about %(words)s minutes left", minutes, words=spelled(minutes))


def _skills(_sign_up: SignUp, answer: Any) -> str:
    return "; ".join(_skill(each) for each in answer or ())


def _skill(entry: dict[str, Any]) -> str:
    if entry["level"] is None:
        return str(entry["name"])
    return _("%(skill)s (%(phrase)s)", skill=entry["name"], phrase=OWN_WORDS[phrase_level(int(entry["level"]))])


def _words(_sign_up: SignUp, answer: Any) -> str:
    return ", ".join(answer or ())


def _wishes(_sign_up: SignUp, answer: Any) -> str:
    return ", ".join(each.name for each in people_with_emails(answer or ()))


def _avoided(sign_up: SignUp, _answer: Any) -> str:
    if not sign_up.avoided:
        return ""
    return ngettext("One person. Nobody can look up who.", "%(num)s people. Nobody can look up who.", sign_up.avoided)


def _seats(_sign_up: SignUp, answer: Any) -> str:
    return ngettext("One mentee", "%(num)s mentees", answer) if answer else ""


def _languages(_sign_up: SignUp, answer: Any) -> str:
    return ", ".join(language_name(code) for code in answer)


def _hours(_sign_up: SignUp, answer: Any) -> str:
    zone = answer["time_zone"]
    hours = in_words(answer["working_hours"])
    return _("%(hours)s, time zone %(zone)s", hours=hours, zone=time_zone_name(zone)) if zone else hours


WORDS = {
    QuestionKind.SKILLS_WANTED: _skills,
    QuestionKind.SKILLS_OFFERED: _skills,
    QuestionKind.ROLES: _words,
    QuestionKind.INTERESTS: _words,
    QuestionKind.VALUES: _words,
    QuestionKind.WISHES: _wishes,
    QuestionKind.AVOID: _avoided,
    QuestionKind.SEATS: _seats,
    QuestionKind.LANGUAGES: _languages,
    QuestionKind.HOURS: _hours,
}
