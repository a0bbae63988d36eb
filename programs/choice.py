"""How mentors and mentees find each other: a cohort uses one form of choice, and its type says which it may use."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from programs.working_days import add_working_days

__all__ = ["FORMS", "Choice", "FormOfChoice", "InWords", "form_of"]


class FormOfChoice(StrEnum):
    """Who chooses whom."""

    MATCHED = "matched"
    RANKED = "ranked"
    REQUESTED = "requested"

    @property
    def has_wishes(self) -> bool:
        """Whether mentees look through the mentors and keep a list of whom they would like."""
        return self is not FormOfChoice.MATCHED


@dataclass(frozen=True, slots=True)
class InWords:
    """A form of choice as a page names it, and what it means for those who take part."""

    label: str
    sentence: str


FORMS = {
    FormOfChoice.MATCHED: InWords(
        "Matched by the program",
        "The match puts people together by what they said when they signed up. Nobody has to choose.",
    ),
    FormOfChoice.RANKED: InWords(
        "Ranked by both sides",
        "Mentees and mentors each say whom they would like, in an order that the other side does not see. "
        "The match counts it, and keeps to every rule.",
    ),
    FormOfChoice.REQUESTED: InWords(
        "Asked by the mentee",
        "Mentees look for a mentor and ask; the mentor says yes, or nothing. "
        "Whoever has found nobody is placed by the match.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a program type offers.

    Parameters
    ----------
    forms : tuple of FormOfChoice
        Those that a cohort may use; the first is what it begins with.
    answer_days : int
        In so many days a mentor answers.
    in_working_days : bool
        Whether only Monday to Friday count.
    at_once : int
        How many mentors somebody may be asking at the same time.
    talks_first : bool
        Whether a mentor can offer a talk before they answer.
    """

    forms: tuple[FormOfChoice, ...]
    answer_days: int = 5
    in_working_days: bool = True
    at_once: int = 1
    talks_first: bool = False

    def answer_by(self, asked_on: date) -> date:
        """The last day on which a mentor can answer.

        Examples
        --------
        >>> friday = date(2026, 11, 20)
        >>> Choice(forms=(FormOfChoice.REQUESTED,)).answer_by(friday).isoformat()
        '2026-11-27'
        >>> Choice(forms=(FormOfChoice.REQUESTED,), answer_days=3, in_working_days=False).answer_by(friday).isoformat()
        '2026-11-23'
        """
        if self.in_working_days:
            return add_working_days(asked_on, self.answer_days)
        return asked_on + timedelta(days=self.answer_days)


def form_of(choice: Choice | None, chosen: str) -> FormOfChoice | None:
    """The form of a cohort that has chosen one; where it has not, its type's. None: the type has none of these.

    Examples
    --------
    >>> choice = Choice(forms=(FormOfChoice.RANKED, FormOfChoice.MATCHED))
    >>> form_of(choice, "").value, form_of(choice, "matched").value, form_of(None, "matched")
    ('ranked', 'matched', None)
    """
    if choice is None:
        return None
    return next((form for form in choice.forms if form == chosen), choice.forms[0])
