"""Pairs are made: thousands in one transaction, each mentee on a seat of their own. The caller commits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from app.cohorts.models import Cohort, Enrolment, EnrolmentState
from app.cohorts.services import refuse_pairs
from app.core.audit import record_each
from app.core.bulk import portions, run_for_each
from app.core.clock import today
from app.core.db import public_id, session
from app.core.errors import Conflict
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.pairings.models import Origin, Pairing, PairingState, Seat
from app.pairings.queries import impossible, not_again
from app.pairings.services.locking import AT_ONCE, locked_enrolments
from app.pairings.wording import not_done
from app.people.models import Person

"""So many people are named where something has changed; of a larger number it says how many more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPair:
    """Two enrolments that are to be a pair, and the parts behind it. ``since_on``: they have been one since then."""

    mentee_id: int
    mentor_id: int
    reasons: Sequence[Mapping[str, Any]] = ()
    since_on: date | None = None


@dataclass(slots=True)
class Places:
    """What is taken while pairs are being made: seats by mentor, places by mentee, and who is with whom."""

    seats: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    places: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    pairs: set[tuple[int, int]] = field(default_factory=set)

    def take(self, mentee: Enrolment, mentor: Enrolment) -> tuple[int, int] | None:
        """The lowest free place and seat of these two, taken from now on; None where there is none."""
        place = _lowest_free(self.places[mentee.id], mentee.needs)
        seat = _lowest_free(self.seats[mentor.id], mentor.seats)
        if place is None or seat is None or (mentee.id, mentor.id) in self.pairs:
            return None
        self.places[mentee.id].add(place)
        self.seats[mentor.id].add(seat)
        self.pairs.add((mentee.id, mentor.id))
        return place, seat


def make_pairings(
    cohort: Cohort,
    new: Sequence[NewPair],
    *,
    origin: Origin,
    actor: Person | None,
    objection_until: date | None,
) -> list[Pairing]:
    """Put people together, each mentee on the lowest free seat of the mentor; in the order given.

    Raises RuleBroken in a cohort that takes no pairs, and Conflict, naming the people, when for one of them a seat or
    the mentee is no longer free, somebody has withdrawn or takes no more, or the two can never be a pair; then nothing
    is done. No letter is sent.
    """
    refuse_pairs(cohort)
    people = locked_enrolments({each.mentee_id for each in new} | {each.mentor_id for each in new})
    _refuse_absent(new, people)
    _refuse_impossible(cohort, new, people)
    taken = _taken(people)
    rows: list[tuple[NewPair, int, int]] = []
    late: list[NewPair] = []
    for pair in new:
        found = taken.take(people[pair.mentee_id], people[pair.mentor_id])
        if found is None:
            late.append(pair)
        else:
            rows.append((pair, *found))
    _refuse(late, people, _("Meanwhile one of the two, or the seat, has been taken:"))
    common = {"cohort_id": cohort.id, "origin": origin, "objection_until": objection_until}
    common |= {"made_by_id": actor.id if actor else None}
    return _stored(rows, people, common, actor)


def _stored(
    rows: Sequence[tuple[NewPair, int, int]],
    people: Mapping[int, Enrolment],
    common: Mapping[str, Any],
    actor: Person | None,
) -> list[Pairing]:
    """Write seats and pairs. Whatever the database refuses was taken by somebody who went another way."""
    try:
        with session().begin_nested():
            seats = _seat_ids({(pair.mentor_id, seat) for pair, _place, seat in rows})
            made = [
                _pairing(pair, people, place=place, seat_id=seats[pair.mentor_id, seat], common=common)
                for pair, place, seat in rows
            ]
            session().add_all(made)
            session().flush()
    except IntegrityError as error:
        raise Conflict(_("Somebody else was making pairs with the same people. Look once more.")) from error
    record_each(actor, "pairing.made", made, origin=common["origin"].value)
    return made


def _pairing(
    pair: NewPair, people: Mapping[int, Enrolment], *, place: int, seat_id: int, common: Mapping[str, Any]
) -> Pairing:
    # With both enrolments in hand, whoever writes to thousands need not ask for each of them anew.
    return Pairing(
        **common,
        public_id=public_id(),
        mentee=people[pair.mentee_id],
        mentor=people[pair.mentor_id],
        seat_id=seat_id,
        place=place,
        reasons=[dict(part) for part in pair.reasons],
        since_on=pair.since_on or today(organisation().time_zone),
    )


def _taken(people: Mapping[int, Enrolment]) -> Places:
    taken = Places()
    columns = select(Pairing.mentee_id, Pairing.mentor_id, Pairing.place, Seat.number).join(Pairing.seat)
    for some in portions(sorted(people), AT_ONCE):
        for side in (Pairing.mentee_id, Pairing.mentor_id):
            of_them = columns.where(side.in_(some), Pairing.state == PairingState.OPEN)
            for mentee_id, mentor_id, place, number in session().execute(of_them):
                taken.places[mentee_id].add(place)
                taken.seats[mentor_id].add(number)
                taken.pairs.add((mentee_id, mentor_id))
    return taken


def _lowest_free(taken: set[int], most: int) -> int | None:
    if len(taken) >= most:
        return None
    return next(number for number in range(1, most + 1) if number not in taken)


def _seat_ids(wanted: set[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """The rows of these seats, by mentor and number; those that are missing are made."""
    known = _known_seats(wanted)
    missing = sorted(wanted - known.keys())
    if not missing:
        return known
    run_for_each(insert(Seat), ({"mentor_id": mentor_id, "number": number} for mentor_id, number in missing))
    return _known_seats(wanted)


def _known_seats(wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    known: dict[tuple[int, int], int] = {}
    for some in portions(sorted({mentor_id for mentor_id, _number in wanted}), AT_ONCE):
        rows = select(Seat.mentor_id, Seat.number, Seat.id).where(Seat.mentor_id.in_(some))
        known |= {(mentor_id, number): seat_id for mentor_id, number, seat_id in session().execute(rows)}
    return known


def _refuse_absent(new: Sequence[NewPair], people: Mapping[int, Enrolment]) -> None:
    gone = [pair for pair in new if not (_is_here(people[pair.mentee_id]) and _is_here(people[pair.mentor_id]))]
    _refuse(gone, people, _("Meanwhile one of the two has withdrawn or left:"))
    full = [pair for pair in new if not people[pair.mentor_id].takes_more]
    _refuse(full, people, _("Meanwhile the mentor takes no new mentees:"))


def _refuse_impossible(cohort: Cohort, new: Sequence[NewPair], people: Mapping[int, Enrolment]) -> None:
    two = {(people[each.mentee_id].person_id, people[each.mentor_id].person_id): each for each in new}
    refused = [two[pair] for pair in impossible(cohort, two)]
    parted = not_again(cohort)
    refused += [each for each in new if (each.mentee_id, each.mentor_id) in parted and each not in refused]
    _refuse(refused, people, _("These pairs are not possible:"))


def _refuse(pairs: Sequence[NewPair], people: Mapping[int, Enrolment], why: str) -> None:
    if not pairs:
        return
    raise Conflict(not_done(why, [(people[each.mentee_id], people[each.mentor_id]) for each in pairs]))


def _is_here(enrolment: Enrolment) -> bool:
    return enrolment.state is EnrolmentState.SIGNED_UP and enrolment.person.is_active
