"""How good a result is proven to be, in words."""

from __future__ import annotations

from app.core.i18n import gettext as _
from app.core.wording import number
from app.matching_runs.models import MatchRun
from app.matching_runs.pages.pairs import points


def proof_in_words(run: MatchRun) -> str:
    """Whether a better result can exist."""
    if run.is_proven and run.objective == "stable":
        return _("No two would rather have each other than those they have: that is proven.")
    if run.is_proven:
        return _("No better result exists for these sign-ups and rules: that is proven.")
    figures = {"total": points(run.total or 0), "bound": points(run.bound or 0), "gap": points(run.gap or 0)}
    return _(
        "It was stopped early, so a better result may exist: all pairs together come to %(total)s points, nothing can "
        "come to more than %(bound)s, a gap of %(gap)s.",
        **figures,
    )


def bound_in_words(run: MatchRun) -> str:
    """What no result can exceed, and how far this one is from it."""
    bound = _("%(bound)s points", bound=number(run.bound or 0, 3))
    if run.is_proven:
        return _("%(bound)s, with as many pairs: the gap is 0, proven", bound=bound)
    return _("%(bound)s; the gap is %(gap)s, not proven", bound=bound, gap=number(run.gap or 0, 3))
