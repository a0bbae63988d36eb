"""How the fits of a run spread, in bands of ten points: a sentence, a drawing, and the figures as a table."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.i18n import gettext as _
from app.core.wording import number
from app.matching_runs.models import MatchRun
from app.matching_runs.pages.pairs import points
from app.matching_runs.services.results import BAND


@dataclass(frozen=True, slots=True)
class Band:
    """Fits from ``start`` up to the start of the next band, and how many pairs have one."""

    start: int
    count: int

    @property
    def label(self) -> str:
        """The whole points in the band."""
        return _("%(least)s to %(most)s", least=number(self.start), most=number(self.start + BAND - 1))

    @property
    def short(self) -> str:
        """The same where there is little room."""
        return number(self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """All bands from the lowest fit to the highest, empty ones between them too."""

    bands: list[Band]
    median: float
    worst: float

    @property
    def finding(self) -> str:
        """What the drawing shows."""
        return _(
            "Half of the pairs have a fit of %(median)s or more; the weakest has %(worst)s",
            median=points(self.median),
            worst=points(self.worst),
        )

    @property
    def most(self) -> int:
        """The tallest bar."""
        return max(band.count for band in self.bands)


def spread_of(run: MatchRun) -> Spread | None:
    """What the run stored; None where it made no pair, or is of a release that did not note it."""
    fits = {int(band): int(count) for band, count in run.counts.get("fits", ())}
    if not fits:
        return None
    bands = [Band(at * BAND, fits.get(at, 0)) for at in range(min(fits), max(fits) + 1)]
    return Spread(bands=bands, median=run.counts["median"], worst=run.counts["worst"])
