"""Programs that take hires in by themselves: from which day on, for how long a proposal is held, when the way ends."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

__all__ = ["Arrivals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """How people arrive.

    Parameters
    ----------
    days_before : int
        So many days before their start date people are in.
    days_late : int
        Whoever the directory hears of only after the first day is still taken in for so many days.
    held_for : timedelta
        How long administrators have to look at a proposal before it is published by itself.
    swap_days : int
        For so many days a mentee may change mentor, once.
    leads_to : tuple of str
        Slugs of the programs that are open to whoever has gone the way to its end.
    """

    days_before: int = 7
    days_late: int = 30
    held_for: timedelta = timedelta(hours=24)
    swap_days: int = 30
    leads_to: tuple[str, ...] = ()

    def starts_between(self, on: date) -> tuple[date, date]:
        """The first and the last start date of those who are in on a day.

        >>> Arrivals().starts_between(date(2027, 1, 31))
        (datetime.date(2027, 1, 1), datetime.date(2027, 2, 7))
        """
        return on - timedelta(days=self.days_late), on + timedelta(days=self.days_before)

    def enters_on(self, starts_on: date) -> date:
        """The day from which somebody is in.

        >>> Arrivals().enters_on(date(2027, 1, 11))
        datetime.date(2027, 1, 4)
        """
        return starts_on - timedelta(days=self.days_before)

    def published_at(self, proposed_at: datetime) -> datetime:
        """When a proposal is published that nobody holds."""
        return proposed_at + self.held_for

    def swap_until(self, starts_on: date | None, together_on: date) -> date:
        """The last day on which a mentee may change mentor: counted from the later of first day and first pair.

        >>> Arrivals().swap_until(date(2027, 1, 11), date(2027, 1, 6))
        datetime.date(2027, 2, 10)
        """
        return max(starts_on or together_on, together_on) + timedelta(days=self.swap_days)
