"""A suggestion goes one way: it is left, and what its reader does with it is never told. The caller commits."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.managers.models import ShownSuggestion, Suggestion
from app.managers.queries import left_lately
from app.pairings.models import Pairing
from app.people.models import Person

LONGEST_SUGGESTION = 600
CHANGED_WITHIN = timedelta(hours=24)
"""So long a manager may change or take back what they left; after that it is the reader's."""
MOST_A_DAY = 5
A_DAY = timedelta(days=1)


def leave_suggestion(reader: Person, words: str, *, actor: Person, clashes_at: datetime | None = None) -> Suggestion:
    """Leave a thought for somebody who reports to the actor; ``clashes_at``: the start of the time it is about.

    Raises RuleBroken where they do not report to the actor any more, without words, and for a sixth within a day.
    """
    _check_words(words)
    # Whoever changes the line at this moment waits, or is waited for.
    line = select(Person.manager_id).where(Person.id == reader.id).with_for_update()
    if session().scalar(line) != actor.id:
        raise RuleBroken(_("%(name)s does not report to you any more.", name=reader.name), field="person")
    if left_lately(actor, reader, A_DAY) >= MOST_A_DAY:
        raise RuleBroken(
            _("You have left %(name)s five thoughts since yesterday. Let them settle.", name=reader.name), field="words"
        )
    left = Suggestion(writer_id=actor.id, reader_id=reader.id, words=words.strip(), clashes_at=clashes_at)
    session().add(left)
    session().flush()
    record(actor, "suggestion.left", left)
    return left


def can_be_changed(suggestion: Suggestion) -> bool:
    """Whether it is still the writer's to change: for a day, whatever its reader has done with it."""
    return now() - suggestion.left_at < CHANGED_WITHIN


def change_suggestion(suggestion: Suggestion, words: str, *, actor: Person) -> None:
    """Put it in other words. What was shown to a mentor stays as it was. Raises RuleBroken after a day."""
    _refuse_late(suggestion)
    _check_words(words)
    if suggestion.words == words.strip():
        return
    suggestion.words, suggestion.changed_at = words.strip(), now()
    session().flush()
    record(actor, "suggestion.changed", suggestion)


def take_back(suggestion: Suggestion, *, actor: Person) -> None:
    """Let it be as if it had never been left. Raises RuleBroken after a day."""
    _refuse_late(suggestion)
    record(actor, "suggestion.taken_back", suggestion)
    session().delete(suggestion)
    session().flush()


def put_away(suggestion: Suggestion, *, actor: Person) -> None:
    """Let its reader be done with it; the writer does not learn of it."""
    if suggestion.put_away_at is None:
        suggestion.put_away_at = now()
        session().flush()
        record(actor, "suggestion.put_away", suggestion)


def show_to_mentor(suggestion: Suggestion, pairing: Pairing, *, actor: Person) -> None:
    """Show it, as it stands now, on the page of a pair in which the reader is the mentee.

    Raises RuleBroken for another pair and for one that has ended.
    """
    if pairing.mentee.person_id != suggestion.reader_id or not pairing.is_open:
        raise RuleBroken(_("Choose one of your mentors."), field="pair")
    if session().get(ShownSuggestion, (suggestion.id, pairing.id)) is None:
        session().add(ShownSuggestion(suggestion_id=suggestion.id, pairing_id=pairing.id, words=suggestion.words))
        session().flush()
        record(actor, "suggestion.shown", suggestion, pairing=pairing.public_id)


def show_no_longer(suggestion: Suggestion, *, actor: Person) -> None:
    """Take it off the pages of all pairs."""
    if suggestion.shown:
        suggestion.shown.clear()
        session().flush()
        record(actor, "suggestion.shown_no_longer", suggestion)


def _check_words(words: str) -> None:
    if not words.strip():
        raise RuleBroken(_("Write something here."), field="words")


def _refuse_late(suggestion: Suggestion) -> None:
    if not can_be_changed(suggestion):
        raise RuleBroken(_("A day has gone by. What you left is theirs now."))
