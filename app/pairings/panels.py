"""What the home page says about pairs: whose turn it is, my mentor and why, my mentees and my seats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.cohorts.models import Enrolment, EnrolmentState, Side
from app.cohorts.queries import own_enrolments
from app.core.i18n import gettext as _
from app.core.panels import Panel, Place, panels
from app.core.wording import day
from app.pairings.models import Pairing
from app.pairings.pages import cohort_in_words, position_of
from app.pairings.queries import pairings_of, partner_of, side_of
from app.pairings.turns import known_turns, turns_of
from app.pairings.ways import WayOn, ways_from
from app.pairings.wording import why
from app.people.models import Person
from programs.phases import Phase

WRITE, ANSWER = 12, 11
WITH_SEATS = (Phase.MATCHING, Phase.RUNNING, Phase.CLOSING)
REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """The other of a pair, as a line of the home page."""

    pairing: Pairing
    partner: Person
    position: str
    cohort: str
    turn: str
    reasons: list[str]
    ways: Sequence[WayOn]


@panels("pairings", order=10)
def my_pairs(person: Person) -> Iterator[Panel]:
    """A turn where it is mine, then those whom I am with."""
    pairs = pairings_of(person)
    known = known_turns(pairs)
    turns = turns_of(pairs, known)
    for pairing in pairs:
        if pairing.id not in known and turns[pairing.id] is side_of(person, pairing):
            yield _my_turn(person, pairing)
    companions = [_companion(person, each, turns) for each in pairs]
    mentors = [each for each in companions if each.partner.id == each.pairing.mentor.person_id]
    mentees = [each for each in companions if each.partner.id == each.pairing.mentee.person_id]
    if mentors:
        title = _("Your mentor, and why") if len(mentors) == 1 else _("Your mentors, and why")
        yield Panel(place=Place.LETTER, title=title, template="pairings/_my_mentor.html", context={"mentors": mentors})
    seats = _seats(person)
    if mentees or seats:
        context = {"mentees": mentees, "seats": [_seat_line(each, mentees) for each in seats]}
        yield Panel(place=Place.LETTER, title=_("Your seats"), template="pairings/_my_mentees.html", context=context)


def _my_turn(person: Person, pairing: Pairing) -> Panel:
    name = partner_of(person, pairing).first_name
    values = {"pairing_id": pairing.public_id}
    if side_of(person, pairing) is Side.MENTOR:
        return Panel(
            place=Place.TURN,
            title=_("Please write to %(name)s first.", name=name),
            text=_("A first line is hardest for a mentee. Three openers are there for you to take or change."),
            endpoint="pairings.show",
            values=values,
            label=_("Write the first line"),
            urgency=WRITE,
        )
    return Panel(
        place=Place.TURN,
        title=_("%(name)s has written to you.", name=name),
        text=_("Answer in your own mail, and agree on a first meeting."),
        endpoint="pairings.show",
        values=values,
        label=_("Open the page of you two"),
        urgency=ANSWER,
    )


def _companion(person: Person, pairing: Pairing, turns: Mapping[int, Side | None]) -> Companion:
    partner = partner_of(person, pairing)
    return Companion(
        pairing=pairing,
        partner=partner,
        position=position_of(partner),
        cohort=cohort_in_words(pairing.cohort),
        turn=_whose(turns[pairing.id], side_of(person, pairing), partner),
        reasons=why(pairing)[:REASONS],
        ways=[each for each in ways_from(person).get(pairing.id, ()) if not each.prepares],
    )


def _whose(turn: Side | None, own: Side, partner: Person) -> str:
    if turn is None:
        return ""
    return _("It is your turn.") if turn is own else _("It is %(name)s’s turn.", name=partner.first_name)


def _seats(person: Person) -> Sequence[Enrolment]:
    as_mentor = [each for each in own_enrolments(person) if each.role is Side.MENTOR]
    return [each for each in as_mentor if each.state is EnrolmentState.SIGNED_UP and each.cohort.phase in WITH_SEATS]


def _seat_line(enrolment: Enrolment, mentees: Sequence[Companion]) -> dict[str, object]:
    taken = sum(each.pairing.mentor_id == enrolment.id for each in mentees)
    cohort = enrolment.cohort
    next_run = _("Next match on %(day)s.", day=day(cohort.next_run_on)) if cohort.next_run_on else ""
    return {"enrolment": enrolment, "cohort": cohort, "free": max(0, enrolment.seats - taken), "next_run": next_run}
