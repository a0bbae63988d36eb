"""What is asked of whom: the questions of a cohort, where each answer is kept, and which are still open."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from app.cohorts.models import Cohort, Side
from app.core.i18n import gettext as _
from app.sign_up.models import SignUp
from programs.catalogue import PROGRAM_TYPES, policy_for
from programs.questions import Question, Step, Topic, questions_of, read_from_hr, steps_of
from programs.types import ProgramType

IN_PROFILE = frozenset({"languages", "hours"})
"""Answers that are kept in one's profile, and asked here to be looked through."""
NOT_KEPT = frozenset({"avoid"})


def kind_of(cohort: Cohort) -> ProgramType:
    """The program type of a cohort."""
    return PROGRAM_TYPES[cohort.program_type]


def steps_for(cohort: Cohort, side: Side) -> tuple[Step, ...]:
    """The steps of a sign-up, the last one, looking through it, not among them."""
    return steps_of(_policy(cohort), side.value, cohort.questions)


def questions_for(cohort: Cohort, side: Side) -> tuple[Question, ...]:
    """Every question of a sign-up."""
    return questions_of(_policy(cohort), side.value, cohort.questions)


def used_from_hr(cohort: Cohort) -> tuple[str, ...]:
    """What a match reads that nobody is asked."""
    return read_from_hr(_policy(cohort))


def stored(sign_up: SignUp, key: str) -> Any:
    """The answer as it is kept; nothing for those that are written where nobody can read them."""
    person = sign_up.person
    if key == "seats":
        return sign_up.seats
    if key == "languages":
        return person.languages
    if key == "hours":
        return {"time_zone": person.time_zone, "working_hours": person.working_hours}
    return None if key in NOT_KEPT else sign_up.answers.get(key)


def stand_of(sign_up: SignUp, topic: Topic) -> str:
    """A digest of a step's answers as they are: by it a form knows whether they have changed since it was shown."""
    asked = [each.key for each in questions_for(sign_up.cohort, sign_up.side) if each.topic is topic]
    answers = {key: stored(sign_up, key) for key in asked}
    text = json.dumps(answers, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def missing(sign_up: SignUp) -> list[Question]:
    """Required questions that are not answered yet."""
    asked = questions_for(sign_up.cohort, sign_up.side)
    return [each for each in asked if each.is_required and not is_answered(sign_up, each)]


def is_answered(sign_up: SignUp, question: Question) -> bool:
    """Whether there is an answer; a skill that waits for its phrases is none."""
    answer = stored(sign_up, question.key)
    if question.key == "wants":
        return bool(answer) and not any(gap_lacks(sign_up.cohort, each) for each in answer)
    return bool(answer)


def gap_lacks(cohort: Cohort, wanted: Mapping[str, Any]) -> str:
    """What a skill that is wanted lacks, in a sentence that names it; empty for nothing.

    Where skill levels are looked at before and after, a gap begins with where one is.
    """
    if wanted.get("level") is None:
        return _("Say for %(skill)s how far you would like to come.", skill=wanted["name"])
    if kind_of(cohort).observations is None:
        return ""
    if wanted.get("today") is None:
        return _("Say for %(skill)s where you are today.", skill=wanted["name"])
    if wanted["level"] <= wanted["today"]:
        return _("For %(skill)s, choose a goal that lies above where you are today.", skill=wanted["name"])
    return ""


def _policy(cohort: Cohort) -> Any:
    return policy_for(kind_of(cohort), cohort.weights, cohort.rules, cohort.aims)
