"""Shares of a whole with how sure one can be of them, and which of them are about too few people to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

__all__ = ["FEWEST", "Share", "shown", "total_shown", "wilson"]

FEWEST = 5
"""A count of fewer people than this is not shown, nor one from which it could be worked out."""


def wilson(count: int, of: int, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of a share, without continuity correction.

    Parameters
    ----------
    count, of : int
        0 ≤ ``count`` ≤ ``of``, and ``of`` at least 1.
    confidence : float
        Between 0 and 1, both left out.

    Returns
    -------
    tuple of float
        Lower and upper end, within 0 and 1.

    Raises
    ------
    ValueError
        For numbers outside these ranges.

    Notes
    -----
    E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference. Journal of the American
    Statistical Association 22, 209-212; formula 4 of R. G. Newcombe (1998), Statistics in Medicine 17, 857-872.

    Examples
    --------
    >>> [round(end, 4) for end in wilson(59, 319)]
    [0.1462, 0.2312]
    """
    if not 0 <= count <= of or of < 1 or not 0 < confidence < 1:
        raise ValueError(f"{count} of {of} at {confidence} is no share of a whole")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    middle = count + z * z / 2
    spread = z * sqrt(count * (of - count) / of + z * z / 4)
    whole = of + z * z
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    count: int
    of: int

    @property
    def share(self) -> float:
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share lies, with 95 % confidence."""
        return wilson(self.count, self.of) if self.of else (0.0, 1.0)

    @property
    def is_about_enough(self) -> bool:
        """Whether those counted and those not counted are each too many for one of them to be guessed."""
        return self.count >= FEWEST and self.of - self.count >= FEWEST


def shown(shares: Sequence[Share]) -> list[bool]:
    """Which of these may be shown side by side with their total.

    A share about too few is hidden. As the total would give away what is hidden, the next smallest are hidden too until
    at least two are, and until together they count, and leave uncounted, enough.

    Examples
    --------
    >>> shown([Share(3, 30), Share(9, 30), Share(12, 30)])
    [False, False, True]
    >>> shown([Share(8, 30), Share(9, 30)])
    [True, True]
    """
    hidden = {place for place, each in enumerate(shares) if not each.is_about_enough}
    rest = sorted(set(range(len(shares))) - hidden, key=lambda place: (shares[place].count, place))
    while hidden and rest and not _hide_one_another([shares[place] for place in hidden]):
        hidden.add(rest.pop(0))
    return [place not in hidden for place in range(len(shares))]


def total_shown(shares: Sequence[Share], total: Share) -> bool:
    """Whether the total of these, each person once, may be shown beside what is shown of them.

    Where all of them are, the sum and the total tell of those who are in more than one: too few of them, and one could
    say of each by name.

    Examples
    --------
    >>> total_shown([Share(8, 30), Share(9, 30)], Share(17, 60))
    True
    >>> total_shown([Share(8, 30), Share(9, 30)], Share(16, 59))
    False
    """
    twice = Share(sum(each.count for each in shares) - total.count, sum(each.of for each in shares) - total.of)
    return total.is_about_enough and (not all(shown(shares)) or not twice.of or twice.is_about_enough)


def _hide_one_another(hidden: Sequence[Share]) -> bool:
    together = Share(sum(each.count for each in hidden), sum(each.of for each in hidden))
    return len(hidden) > 1 and together.is_about_enough
