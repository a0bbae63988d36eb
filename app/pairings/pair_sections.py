"""Whose turn it is before the two have met: the mentor is asked to write first, then the mentee answers."""

from __future__ import annotations

from urllib.parse import quote

from app.cohorts.models import Side
from app.core.i18n import gettext as _
from app.pairings.models import Pairing
from app.pairings.queries import partner_of, side_of
from app.pairings.sections import Section, section
from app.pairings.turns import first_turn, is_arranged
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.openers import Opener

WRITE, ANSWER, WAIT = 20, 15, 5
"""How urgently these want to be the one next thing; an offered or agreed time is more urgent."""


@section("first_words", order=10)
def first_words(viewer: Person, pairing: Pairing) -> Section | None:
    """The one next thing, until a first meeting is arranged."""
    turn = first_turn(pairing)
    if turn is None or is_arranged(pairing):
        return None
    side, partner = side_of(viewer, pairing), partner_of(viewer, pairing)
    context = {"partner": partner, "pairing": pairing, "is_mentor": side is Side.MENTOR}
    if turn is not side:
        return Section(template="pairings/_wait.html", urgency=WAIT, context=context)
    if side is Side.MENTEE:
        return Section(template="pairings/_answer.html", urgency=ANSWER, context=context)
    openers = PROGRAM_TYPES[pairing.cohort.program_type].openers
    context["openers"] = [_offered(each, viewer, partner) for each in openers]
    return Section(template="pairings/_write_first.html", urgency=WRITE, context=context)


def _offered(opener: Opener, mentor: Person, mentee: Person) -> dict[str, str]:
    """The words with both names, and a link that opens them in one’s own mail."""
    said = opener.words(mentee.first_name, mentor.first_name)
    words = _(said.template).format_map(said.values)
    subject = _(opener.subject)
    address = f"mailto:{quote(mentee.email)}?subject={quote(subject)}&body={quote(words)}" if mentee.email else ""
    return {"name": _(opener.name), "words": words, "mail": address}
