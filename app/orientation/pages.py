"""What the pages of an orientation show."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from app.cohorts.models import Cohort, Side
from app.core.i18n import gettext as _
from app.core.markdown import to_html
from app.orientation.queries import cards_of, orientation_of
from programs.orientation import as_text


@dataclass(frozen=True, slots=True)
class CardView:
    """One card as it is read."""

    title: str
    html: Markup
    question: str


def card_views(cohort: Cohort, side: Side) -> list[CardView]:
    """The cards of one side, in the language of the page where they are the program’s."""
    return [CardView(_(each.title), to_html(_(each.text)), _(each.question)) for each in cards_of(cohort, side)]


def words_to_change(cohort: Cohort, side: Side) -> str:
    """The cards of one side as a text."""
    return as_text(cards_of(cohort, side))


def words_of_program(cohort: Cohort, side: Side) -> str:
    """The same as the program has it."""
    return as_text(orientation_of(cohort).of(side))
