"""The talk with somebody who was not taken: whose it is, that it is overdue, that it was had. The caller commits.

No letter says what became of anybody: each says that something waits, and stands for every task of a committee.
"""

from __future__ import annotations

from app.core.audit import record
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.nominations.letting_know import tell_members
from app.nominations.models import NominationFile, Proposal, Selection
from app.nominations.policy import too_near
from app.nominations.queries import day_here, is_for_all, talks_waiting
from app.nominations.services.standing import OWN, readers_of
from app.people.models import Person

TO_THE_SPEAKER, TO_ALL = 1, 2


def ask_for_talk(file: NominationFile, actor: Person) -> None:
    """Give the talk to whoever was named for it, or to who recorded the decision, and say until when."""
    named = file.selection.speaker
    may = named is not None and named.is_active and file.nominee_id not in too_near(named)
    file.speaker = named if may else actor
    file.talk_by = file.selection.terms.talk_by(day_here())
    tell_members([file.speaker or actor])


def hand_on_talks(selection: Selection, member: Person) -> None:
    """Let somebody else on the committee have the talks of one who leaves it; whoever stays may be nobody."""
    _give(selection, member.id)


def take_on_talks(selection: Selection) -> None:
    """Let those who sit on a committee now have the talks that were left to nobody."""
    _give(selection, None)


def remind_of_talks() -> int:
    """Write to whom a talk is overdue, and some days later to the others on the committee, once each; how many."""
    overdue = talks_waiting().where(NominationFile.talk_by < day_here(), NominationFile.talk_reminders < TO_ALL)
    reminded = 0
    for file in session().scalars(overdue.with_for_update(skip_locked=True)).all():
        stage = TO_ALL if is_for_all(file) else TO_THE_SPEAKER
        if stage > file.talk_reminders:
            file.talk_reminders = stage
            speaker = [file.speaker] if file.speaker else []
            tell_members(readers_of(file.nominee, file.selection) if stage == TO_ALL else speaker)
            reminded += 1
    session().flush()
    return reminded


def note_talk(file: NominationFile) -> None:
    """The talk has taken place: only the nominee says so, and no member opens their file any more.

    Raises RuleBroken where there is none to be held.
    """
    if file.outcome is not Proposal.NOT_NOW:
        raise RuleBroken(_("There is no talk to be held."))
    file.talk_held_on = file.talk_held_on or day_here()
    session().flush()
    record(None, OWN, file.selection)


def _give(selection: Selection, speaker_id: int | None) -> None:
    left = NominationFile.selection_id == selection.id, NominationFile.speaker_id == speaker_id
    for file in session().scalars(talks_waiting().where(*left)).all():
        file.speaker = next(iter(readers_of(file.nominee, selection)), None)
        tell_members([file.speaker] if file.speaker else [])
    session().flush()
