"""The letters of a publication, each as it would be written, with how many get it; and those of taking one back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.cohorts.models import Side
from app.core.clock import today
from app.core.db import public_id, session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import say
from app.core.mail import Letter, compose
from app.core.organisation import organisation
from app.matching_runs.letters import in_reserve_letter, not_placed_letter
from app.matching_runs.models import MatchPair, MatchRun, Unplaced
from app.matching_runs.pages.proof import proof_in_words
from app.matching_runs.publishable import refuse_unready
from app.matching_runs.queries import made_by, pairs_of, published_pairings
from app.matching_runs.recipients import letters_to_both, recipients_of
from app.matching_runs.services import open_ids, refuse_undoing, undo_digest
from app.matching_runs.services.publishing import TIME_TO_OBJECT
from app.pairings.letters import placed_letter, undone_letter
from app.pairings.models import Origin, Pairing, PairingState
from app.people.models import Person
from programs.working_days import add_working_days

NOBODY = "somebody@example.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLetter:
    """One kind of letter: to whom, to how many, and the one that the first of them gets."""

    name: str
    to: str
    count: int
    reader: str = ""
    subject: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersPage:
    """All letters, how many, the digest of who gets them, and what stands in the way.

    ``unproven`` says of a result that is not proven how far it may be from the best; it is empty for all others.
    """

    letters: list[ShownLetter]
    total: int
    digest: str
    objection_until: date | None
    why_not: str
    unproven: str = ""


def publish_page(run: MatchRun, *, reader: Person) -> LettersPage:
    """What publishing would send."""
    recipients = recipients_of(run)
    pair = session().scalar(pairs_of(run).limit(1))
    mentee, mentor = _to_the_two(run, pair)
    first_left, first_reserve = next(iter(recipients.unplaced), None), next(iter(recipients.reserve), None)
    left = session().get(Unplaced, (run.id, first_left.id)) if first_left else None
    return LettersPage(
        letters=[
            _shown("mentees", _("To mentees with a mentor"), recipients.mentees, mentee),
            _shown("mentors", _("To their mentors"), recipients.mentors, mentor),
            _shown(
                "unplaced",
                _("To mentees without a mentor"),
                len(recipients.unplaced),
                (left.enrolment.person, not_placed_letter(left)) if left else None,
            ),
            _shown(
                "reserve",
                _("To mentors in reserve"),
                len(recipients.reserve),
                (first_reserve.person, in_reserve_letter(first_reserve)) if first_reserve else None,
            ),
        ],
        total=recipients.letters,
        digest=recipients.digest(run),
        objection_until=_objection_until(),
        why_not=_sentence(lambda: refuse_unready(run, run.cohort, reader=reader)),
        unproven="" if run.is_proven else proof_in_words(run),
    )


def undo_page(run: MatchRun) -> LettersPage:
    """What taking a publication back would send."""
    still_open, is_open = open_ids(run), Pairing.state == PairingState.OPEN
    first = session().scalar(published_pairings(run).where(is_open).limit(1))
    mentees, mentors = letters_to_both(Pairing, run.cohort, made_by(run), is_open)
    return LettersPage(
        letters=[
            _shown("mentees", _("To the mentees"), mentees, _undone(first, Side.MENTEE)),
            _shown("mentors", _("To the mentors"), mentors, _undone(first, Side.MENTOR)),
        ],
        total=len(still_open),
        digest=undo_digest(run, still_open),
        objection_until=None,
        why_not=_sentence(lambda: refuse_undoing(run, still_open)),
    )


def _objection_until() -> date:
    return add_working_days(today(organisation().time_zone), TIME_TO_OBJECT)


def _to_the_two(
    run: MatchRun, pair: MatchPair | None
) -> tuple[tuple[Person, Letter] | None, tuple[Person, Letter] | None]:
    if pair is None:
        return None, None
    # Never added to the session: a letter is written about it and that is all.
    pairing = Pairing(
        public_id=public_id(),
        cohort=run.cohort,
        mentee=pair.mentee,
        mentor=pair.mentor,
        origin=Origin.RUN,
        reasons=pair.parts,
        objection_until=_objection_until(),
    )
    mentee, mentor = pair.mentee.person, pair.mentor.person
    return (mentee, placed_letter(pairing, mentee)), (mentor, placed_letter(pairing, mentor))


def _undone(first: Pairing | None, side: Side) -> tuple[Person, Letter] | None:
    if first is None:
        return None
    reader = (first.mentee if side is Side.MENTEE else first.mentor).person
    return reader, undone_letter(first, reader)


def _shown(name: str, to: str, count: int, written: tuple[Person, Letter] | None) -> ShownLetter:
    if written is None or not count:
        return ShownLetter(name=name, to=to, count=count)
    person, letter = written
    message = compose(letter, to=NOBODY, message_id="<preview@localhost>")
    words = str(message.body).partition("\n-- \n")[0].strip()
    return ShownLetter(name=name, to=to, count=count, reader=person.name, subject=str(message.subject), words=words)


def _sentence(check: Callable[[], None]) -> str:
    """What stands in the way, empty where nothing does."""
    try:
        check()
    except RuleBroken as broken:
        return say(broken)
    return ""
