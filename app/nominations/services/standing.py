"""The nominee’s own side: writing, looking, approving, taking back, or nothing at all. The caller commits.

Every change is recorded in the same words and without a name, so that no log says who did what about being put
forward, or that they did anything.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update

from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.nominations.letting_know import tell_members
from app.nominations.models import CommitteeReason, Nomination, NominationFile, Selection
from app.nominations.policy import too_near
from app.nominations.queries import confirmed_on, file_of, is_open, members_of
from app.people.evidence import EvidenceKind, Item, chosen_evidence
from app.people.models import Person

OWN = "nomination.own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody writes for the committee, whose words they show beside it, and what they attach, by keys."""

    contribution: str = ""
    learning: str = ""
    quoted: Collection[str] = ()
    attached: Collection[str] = ()


def keep(person: Person, selection: Selection, draft: Draft) -> NominationFile:
    """Keep a draft, which nobody else sees. Raises RuleBroken after the last day, and once the committee reads it."""
    if not is_open(selection):
        raise RuleBroken(_("Nobody can be put forward for this cohort any more."))
    file = file_of(person, selection)
    if file is None:
        file = NominationFile(selection_id=selection.id, nominee_id=person.id)
        session().add(file)
    elif file.approved_at is not None:
        raise RuleBroken(_("The committee reads it now. Take it back first, then change it."))
    file.contribution, file.learning = draft.contribution, draft.learning
    file.quoted, file.attached = sorted(draft.quoted), sorted(draft.attached)
    session().flush()
    record(None, OWN, selection)
    return file


def as_shown(file: NominationFile) -> dict[str, Any]:
    """What the committee would see, word for word, and nothing else: what `approve` keeps for it."""
    person, wish_on = file.nominee, confirmed_on(file.nominee, file.selection)
    return {
        "name": person.name,
        "position": person.position or "",
        "contribution": file.contribution,
        "learning": file.learning,
        "quotes": [{"by": each.by.name, "words": each.words} for each in _quoted(file)],
        "evidence": [{"title": each.title, "on": each.on.isoformat()} for each in evidence_in(file)],
        "wish_on": wish_on.isoformat() if wish_on else "",
    }


def evidence_in(file: NominationFile) -> list[Item]:
    """What the nominee has ticked and may attach still."""
    return chosen_evidence(file.nominee, file.attached)


def still_attached(file: NominationFile) -> list[dict[str, Any]]:
    """Of the evidence that was approved, what its person has not taken back since: a committee sees no more."""
    there = {(each.title, each.on.isoformat()) for each in evidence_in(file)}
    return [each for each in file.shown.get("evidence", ()) if (each["title"], each["on"]) in there]


def digest_of(shown: dict[str, Any]) -> str:
    """What stands for just these words."""
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]


def what_lacks(file: NominationFile) -> list[str]:
    """Why it cannot be shown to the committee yet, each in a sentence that says what to do."""
    terms, evidence = file.selection.terms, [each.kind for each in evidence_in(file)]
    lacks = []
    counted = evidence.count(EvidenceKind.REPORT), evidence.count(EvidenceKind.MILESTONE)
    if not terms.speaks_for_itself(*counted) and not (file.contribution and file.learning):
        lacks.append(_("Write both parts, or attach two signed reports and two milestones, which say as much."))
    if confirmed_on(file.nominee, file.selection) is None:
        lacks.append(_("Say that you wish to lead. The committee sees the day of your yes, and no word more."))
    if len(readers_of(file.nominee, file.selection)) < terms.committee:
        lacks.append(_ask_for_more(file.selection))
    return lacks


def readers_of(person: Person, selection: Selection) -> list[Person]:
    """The members of a committee who may read what this person shows."""
    return [each.person for each in members_of(selection) if person.id not in too_near(each.person)]


def approve(file: NominationFile, seen: str) -> None:
    """Let the committee see exactly what the nominee has looked at.

    Raises Conflict where it would be something else by now, RuleBroken where something lacks or it is too late.
    """
    _lock(file)
    if file.approved_at is not None:
        return
    if not is_open(file.selection):
        raise RuleBroken(_("Nobody can be put forward for this cohort any more."))
    lacks = what_lacks(file)
    if lacks:
        raise RuleBroken(lacks[0])
    shown = as_shown(file)
    if digest_of(shown) != seen:
        raise Conflict(_("Something of it has changed since you looked. Nobody has seen it; look once more."))
    file.shown, file.approved_at = shown, now()
    session().flush()
    record(None, OWN, file.selection)
    tell_members(readers_of(file.nominee, file.selection))


def take_back(file: NominationFile) -> None:
    """Let it be a draft again, with all that was written about it gone. Raises RuleBroken once it is decided."""
    _lock(file)
    _refuse_decided(file)
    session().execute(delete(CommitteeReason).where(CommitteeReason.file_id == file.id))
    session().expire(file, ["reasons"])
    file.shown, file.approved_at = {}, None
    session().flush()
    record(None, OWN, file.selection)


def let_lie(person: Person, selection: Selection) -> None:
    """No: what was begun is thrown away, and who put one forward reads “received” as before. Raises RuleBroken."""
    file = file_of(person, selection)
    if file is not None:
        _lock(file)
        _refuse_decided(file)
        session().delete(file)
    received = Nomination.selection_id == selection.id, Nomination.nominee_id == person.id
    lying = update(Nomination).where(*received, Nomination.let_lie_at.is_(None)).values(let_lie_at=now())
    session().execute(lying.execution_options(synchronize_session=False))
    session().flush()
    session().expire_all()
    record(None, OWN, selection)


def _ask_for_more(selection: Selection) -> str:
    """Whoever answers for the nominee does not count; who that is on the committee, those who run it need not hear."""
    contact = selection.cohort.contact
    name = contact.name if contact else _("those who run the cohort")
    return _(
        "Fewer than three on the committee may read about you. Ask %(name)s to name one more; what you wrote is kept.",
        name=name,
    )


def _quoted(file: NominationFile) -> list[Nomination]:
    own = Nomination.selection_id == file.selection_id, Nomination.nominee_id == file.nominee_id
    found = session().scalars(select(Nomination).where(*own).order_by(Nomination.id))
    return [each for each in found if each.public_id in file.quoted and each.words]


def _refuse_decided(file: NominationFile) -> None:
    if file.outcome is not None:
        raise RuleBroken(_("The committee has answered. Read what it writes."))


def _lock(file: NominationFile) -> None:
    """Whoever writes a reason or decides at this moment waits, or is waited for."""
    session().refresh(file, ["approved_at", "outcome"], with_for_update=True)
