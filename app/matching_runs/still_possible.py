"""Whether the pairs of a result are still possible when it is published: people and rules may have changed since."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.errors import Conflict
from app.core.i18n import gettext as _
from app.matching_runs.models import MatchPair, MatchRun
from app.matching_runs.snapshot import snapshot_of
from app.pairings.wording import not_done
from matching import Policy, broken_rules


def refuse_broken(run: MatchRun, pairs: Sequence[MatchPair]) -> None:
    """Raise Conflict, naming the two, where a rule of the run stands against a pair by now; which rule is not said.

    Whoever has withdrawn or left meanwhile is not looked at here: the making of pairs says that.
    """
    given = snapshot_of(run.cohort)
    mentees, mentors = set(given.mentees["id"]), set(given.mentors["id"])
    two = {(pair.mentee.public_id, pair.mentor.public_id): pair for pair in pairs}
    here = [each for each in two if each[0] in mentees and each[1] in mentors]
    policy = Policy.from_dict(run.policy)
    broken = broken_rules(given.mentees, given.mentors, policy, here, forbidden=given.excluded)
    if broken:
        pairs_now = [(two[each].mentee, two[each].mentor) for each in broken]
        raise Conflict(not_done(_("These pairs are not possible:"), pairs_now))
