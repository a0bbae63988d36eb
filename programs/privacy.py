"""The privacy settings of a cohort: each with its choices from the tightest to the loosest, and where a type begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from programs.rules import RuleBroken
from programs.types import ProgramType

__all__ = ["PRIVACY", "Choice", "Setting", "check_choice", "chosen", "is_tighter_or_same"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One way a setting can stand, and what it means in a sentence."""

    value: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Something that a cohort decides about who sees what. ``choices`` begin with the tightest.

    A cohort begins where its type says, else with the tightest.
    """

    name: str
    label: str
    choices: tuple[Choice, ...]

    def default(self, program_type: ProgramType) -> str:
        """Where a cohort of this type begins."""
        return program_type.privacy.get(self.name, self.choices[0].value)

    def choice(self, value: str) -> Choice:
        """The choice of this value. Raises KeyError for none of them."""
        return {each.value: each for each in self.choices}[value]


NO, OWN, YES = "no", "own", "yes"
NOBODY, MENTEES = "nobody", "mentees"

PRIVACY: Mapping[str, Setting] = MappingProxyType(
    {
        "partner_in_letters": Setting(
            name="partner_in_letters",
            label="Your partner’s name in letters and calendars",
            choices=(
                Choice(NO, "Left out", "Letters and calendar entries name neither your partner nor the video link."),
                Choice(
                    YES,
                    "Named to the two of you",
                    "Your own letters and calendar name your partner and the video link. You can switch it off "
                    "for yourself.",
                ),
            ),
        ),
        "wish_list_shown": Setting(
            name="wish_list_shown",
            label="Who sees which mentors have signed up",
            choices=(
                Choice(NOBODY, "Nobody", "No list of mentors is shown. A wish names a colleague, and counts if they "
                       "take part."),
                Choice(MENTEES, "Mentees of this cohort", "Mentees of this cohort see the mentors who have offered a "
                       "seat, while they look for one."),
            ),
        ),
        "manager_sees_busy": Setting(
            name="manager_sees_busy",
            label="Meetings in the calendar that a manager sees",
            choices=(
                Choice(NO, "Not shown", "A manager sees nothing of the meetings."),
                Choice(OWN, "Not shown, unless a mentee turns it on", "A manager sees nothing of the meetings, unless "
                       "the mentee turns it on: then that the time is taken, and neither with whom nor why."),
                Choice(YES, "Shown as busy, if the mentee agrees", "Where the mentee agrees, a manager sees that the "
                       "time is taken, and neither with whom nor why."),
            ),
        ),
    }
)  # fmt: skip


def chosen(program_type: ProgramType, privacy: Mapping[str, Any]) -> dict[str, str]:
    """How each setting stands in a cohort: its own choice, else where its type begins.

    Examples
    --------
    >>> from programs.catalogue import PROGRAM_TYPES
    >>> chosen(PROGRAM_TYPES["succession"], {"partner_in_letters": "yes"})
    {'partner_in_letters': 'yes', 'wish_list_shown': 'nobody', 'manager_sees_busy': 'own'}
    """
    return {name: _stands(setting, privacy.get(name), program_type) for name, setting in PRIVACY.items()}


def is_tighter_or_same(setting: Setting, before: str, after: str) -> bool:
    """Whether nobody sees more after the change.

    Examples
    --------
    >>> shown = PRIVACY["wish_list_shown"]
    >>> is_tighter_or_same(shown, "mentees", "nobody"), is_tighter_or_same(shown, "nobody", "mentees")
    (True, False)
    """
    order = [each.value for each in setting.choices]
    return order.index(after) <= order.index(before)


def check_choice(name: str, value: str) -> None:
    """Raise `RuleBroken` for a setting or a choice that does not exist."""
    setting = PRIVACY.get(name)
    if setting is None or value not in {each.value for each in setting.choices}:
        raise RuleBroken("Choose one of the settings that are offered.", field=name)


def _stands(setting: Setting, value: Any, program_type: ProgramType) -> str:
    known = {each.value for each in setting.choices}
    return value if isinstance(value, str) and value in known else setting.default(program_type)
