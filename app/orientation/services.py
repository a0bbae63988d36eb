"""An orientation is read, or its words are changed for a cohort. The caller commits."""

from __future__ import annotations

from app.cohorts.models import Cohort, Enrolment, Side
from app.cohorts.services import refuse_when_over
from app.cohorts.written import refuse_disguised
from app.core.audit import record
from app.core.db import session
from app.orientation.models import OrientationRead, OrientationText
from app.orientation.queries import orientation_of, text_of
from app.people.models import Person
from programs.orientation import as_text, cards_in


def note_read(enrolment: Enrolment, *, actor: Person) -> bool:
    """Note that somebody has read theirs; False where it was noted before."""
    if session().get(OrientationRead, enrolment.id) is not None:
        return False
    session().add(OrientationRead(enrolment_id=enrolment.id))
    session().flush()
    record(actor, "orientation.read", enrolment)
    return True


def change_words(cohort: Cohort, side: Side, text: str, *, actor: Person) -> None:
    """Let one side of a cohort read these words; the program’s own need no row.

    Raises RuleBroken for words that make no cards, and in a cohort that is over.
    """
    refuse_when_over(cohort)
    refuse_disguised(cohort, text, field="text")
    cards, own = cards_in(text), text_of(cohort, side)
    if cards == orientation_of(cohort).of(side):
        return restore_words(cohort, side, actor=actor)
    if own is None:
        session().add(OrientationText(cohort_id=cohort.id, side=side, text=as_text(cards)))
    else:
        own.text = as_text(cards)
    session().flush()
    record(actor, "orientation.changed", cohort, side=side.value)
    return None


def restore_words(cohort: Cohort, side: Side, *, actor: Person) -> None:
    """Go back to the words of the program. Raises RuleBroken in a cohort that is over."""
    refuse_when_over(cohort)
    own = text_of(cohort, side)
    if own is not None:
        session().delete(own)
        session().flush()
        record(actor, "orientation.restored", cohort, side=side.value)
