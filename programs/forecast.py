"""How many a program can prepare for larger roles: not many more than there will be roles for them.

People who are prepared for something that never comes leave, or stay and lose heart. How many roles come free is an
assumption, entered by HR; nothing here reads it from anybody's succession plan.
"""

from dataclasses import dataclass

__all__ = ["Forecast", "Rates"]

_MONTHS_OF_A_YEAR, _OF_ALL = 12, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What HR expects: of so many roles, how many of a hundred come free or are added in a year, and how many of a
    hundred of those are filled from inside.
    """

    roles: int
    free_a_year: int
    from_inside: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What a program type makes of it: it looks ``months`` ahead and has ``per_placement`` places for each."""

    months: int = 24
    per_placement: float = 1.5

    def placements(self, rates: Rates) -> float:
        """How many roles are filled from inside in that time: roles times rate times share, over the years.

        Examples
        --------
        >>> Forecast().placements(Rates(roles=20, free_a_year=8, from_inside=80))
        2.56
        """
        of_a_year = rates.roles * rates.free_a_year * rates.from_inside / _OF_ALL**2
        return of_a_year * self.months / _MONTHS_OF_A_YEAR

    def places(self, rates: Rates) -> int:
        """How many can be prepared: whole people, and never one more.

        Examples
        --------
        >>> Forecast().places(Rates(roles=20, free_a_year=8, from_inside=80))
        3
        >>> Forecast().places(Rates(roles=0, free_a_year=8, from_inside=80))
        0
        """
        of_a_year = rates.roles * rates.free_a_year * rates.from_inside * self.months
        return int(of_a_year * self.per_placement // (_OF_ALL**2 * _MONTHS_OF_A_YEAR))
