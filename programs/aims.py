"""What a match of a cohort is after, beside points and rules: asked in plain words, each answer with what it costs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Self

from programs.rules import RuleBroken
from programs.types import ProgramType

__all__ = ["GROUPS", "MOST_NEEDS", "MOST_POINTS", "OBJECTIVES", "Aims", "Group", "Objective"]

MOST_POINTS = 100
MOST_NEEDS = 5
MOST_PAIRS = 999


@dataclass(frozen=True, slots=True)
class Objective:
    """One answer to “what matters most?”, and what it costs."""

    value: str
    label: str
    cost: str


OBJECTIVES: Mapping[str, Objective] = MappingProxyType(
    {
        each.value: each
        for each in (
            Objective(
                "best_total",
                "The best fits overall",
                "All points together are as many as can be. Somebody may stay without a mentor where that makes two "
                "others fit better.",
            ),
            Objective(
                "most_then_best",
                "Everybody placed",
                "As many mentees as possible get a mentor, and then the fits are as good as they can be. "
                "Some pairs fit less well, so that nobody is left out who could be placed.",
            ),
            Objective(
                "raise_floor",
                "No poor match",
                "As many as possible are placed, and then the weakest pair is made as good as it can be. "
                "The others together give up a few points for it.",
            ),
            Objective(
                "stable",
                "Nobody would rather swap",
                "No mentee and mentor would both rather have each other than whom they got. "
                "Fewer may be placed, and all points together are fewer.",
            ),
        )
    }
)


@dataclass(frozen=True, slots=True)
class Group:
    """Mentors of whom only so many pairs may come; ``column`` is what a match calls them by."""

    column: str
    label: str
    sentence: str
    full: str


GROUPS: Mapping[str, Group] = MappingProxyType(
    {
        each.column: each
        for each in (
            Group(
                "office",
                "From one office",
                "At most so many pairs with mentors of one office, pairs that are there already among them.",
                "{group} has as many pairs as one office may have",
            ),
            Group(
                "team",
                "From one department of an office",
                "At most so many pairs with mentors of one department in one office.",
                "{group} has as many pairs as one department may have",
            ),
        )
    }
)
"""From the larger to the smaller: a department is counted within its office, so that groups never overlap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aims:
    """What matters most, and the numbers beside it.

    Parameters
    ----------
    objective : str
        One of `OBJECTIVES`.
    floor : int
        A pair with fewer points is not made; 0: every pair that the rules allow may be.
    keep_bonus : int
        Points while solving for two whom the last match put together, so that matching again changes less.
    ceilings : mapping of group to int
        By `GROUPS`, how many pairs one of them may be in.
    needs : int
        Mentors for each mentee who did not ask for another number.

    Examples
    --------
    >>> from programs.catalogue import PROGRAM_TYPES
    >>> usual = Aims.of(PROGRAM_TYPES["onboarding"], {})
    >>> usual.objective, usual.needs, dict(usual.ceilings)
    ('most_then_best', 1, {})
    >>> Aims.of(PROGRAM_TYPES["onboarding"], {"floor": 30}).different_from(usual)
    {'floor': 30}
    """

    objective: str
    floor: int = 0
    keep_bonus: int = 0
    ceilings: Mapping[str, int] = field(default_factory=dict)
    needs: int = 1

    @classmethod
    def of(cls, program_type: ProgramType, changes: Mapping[str, Any]) -> Self:
        """The program's own, with what a cohort has changed.

        Raises
        ------
        RuleBroken
            Names the field: "objective", "floor", "keep_bonus", "needs", or "ceiling_" with the group.
        """
        usual = cls(objective=program_type.policy.objective, needs=program_type.needs)
        unknown = set(changes) - set(cls.__dataclass_fields__)
        if unknown:
            raise RuleBroken("There is nothing called “{name}” to choose here.", name=min(unknown))
        chosen = replace(usual, **changes)
        chosen.refuse_odd()
        return chosen

    def refuse_odd(self) -> None:
        """Raise RuleBroken for what cannot be aimed at."""
        if self.objective not in OBJECTIVES:
            raise RuleBroken("Choose what matters most.", field="objective")
        limits = {"floor": (self.floor, 0, MOST_POINTS), "keep_bonus": (self.keep_bonus, 0, MOST_POINTS)}
        limits["needs"] = (self.needs, 1, MOST_NEEDS)
        for column, most in self.ceilings.items():
            if column not in GROUPS:
                raise RuleBroken("There is no group called “{name}”.", name=column)
            limits[f"ceiling_{column}"] = (most, 1, MOST_PAIRS)
        for name, (number, least, largest) in limits.items():
            if type(number) is not int or not least <= number <= largest:
                sentence = "A whole number from {least} to {largest}."
                raise RuleBroken(sentence, field=name, least=str(least), largest=str(largest))
        if self.objective == "stable" and self.ceilings:
            sentence = "Where nobody would rather swap, groups cannot be limited. Choose another answer, or no limit."
            raise RuleBroken(sentence, field="objective")

    def different_from(self, usual: "Aims") -> dict[str, Any]:
        """What is not as in the other, as a cohort stores it."""
        names = self.__dataclass_fields__
        mine = {name: getattr(self, name) for name in names if getattr(self, name) != getattr(usual, name)}
        return {name: dict(value) if isinstance(value, Mapping) else value for name, value in mine.items()}
