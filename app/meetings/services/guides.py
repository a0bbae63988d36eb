"""What two may ask each other is worded anew for a cohort, or goes back to the words of the program."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.services import locked, refuse_when_over
from app.cohorts.services.settings import kind_of
from app.cohorts.written import refuse_disguised
from app.core.audit import record
from app.core.db import session
from app.people.models import Person
from programs.guides import Guide, questions_in


def change_guide(cohort: Cohort, guide: Guide, text: str, *, actor: Person) -> bool:
    """Let a cohort ask these questions at this moment, one a line; returns whether anything is different.

    Raises RuleBroken unless they come in threes, and in a cohort that is over.
    """
    locked(cohort)
    refuse_when_over(cohort)
    questions = questions_in(text)
    refuse_disguised(cohort, *questions, field="questions")
    own = {name: asked for name, asked in cohort.own_guides.items() if name != guide.name}
    if questions != usual_questions(cohort, guide):
        own[guide.name] = list(questions)
    return _keep(cohort, own, guide, actor)


def restore_guide(cohort: Cohort, guide: Guide, *, actor: Person) -> bool:
    """Go back to the questions of the program; returns whether they differed. Raises RuleBroken as above."""
    locked(cohort)
    refuse_when_over(cohort)
    return _keep(cohort, {name: each for name, each in cohort.own_guides.items() if name != guide.name}, guide, actor)


def usual_questions(cohort: Cohort, guide: Guide) -> tuple[str, ...]:
    """What the program asks at this moment."""
    return next(each.questions for each in kind_of(cohort).guides if each.name == guide.name)


def _keep(cohort: Cohort, own: dict[str, list[str]], guide: Guide, actor: Person) -> bool:
    if own == cohort.own_guides:
        return False
    cohort.own_guides = own
    session().flush()
    record(actor, "cohort.guide_changed", cohort, guide=guide.name)
    return True
