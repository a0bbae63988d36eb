"""Whether the pairs of a result are still possible when it is published: people and rules may have changed since."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.errors import Conflict
from app.core.i18n import gettext as _
from app.matching_runs.models import MatchPair, MatchRun
from app.matching_runs.ruling import enumerated, rules_in_words
from app.matching_runs.snapshot import snapshot_of
from app.pairings.wording import NAMED, named
from matching import Policy, broken_rules
from programs.catalogue import PROGRAM_TYPES


def refuse_broken(run: MatchRun, pairs: Sequence[MatchPair]) -> None:
    """Raise Conflict, naming the two and the rules, where a rule of the run stands against a pair by now.

    Whoever has withdrawn or left meanwhile is not looked at here: the making of pairs says that.
    """
    given = snapshot_of(run.cohort)
    mentees, mentors = set(given.mentees["id"]), set(given.mentors["id"])
    two = {(pair.mentee.public_id, pair.mentor.public_id): pair for pair in pairs}
    here = [each for each in two if each[0] in mentees and each[1] in mentors]
    policy = Policy.from_dict(run.policy)
    broken = broken_rules(given.mentees, given.mentors, policy, here, forbidden=given.excluded)
    if broken:
        raise Conflict(_refusal(run, [(two[each], rules) for each, rules in broken.items()]))


def _refusal(run: MatchRun, broken: Sequence[tuple[MatchPair, Sequence[str]]]) -> str:
    kind = PROGRAM_TYPES[run.cohort.program_type]
    told = [
        _(
            "%(pair)s (%(rules)s)",
            pair=named([(pair.mentee, pair.mentor)]),
            rules=enumerated(rules_in_words(kind, rules)),
        )
        for pair, rules in broken[:NAMED]
    ]
    if len(broken) > NAMED:
        told.append(_("%(count)s more", count=len(broken) - NAMED))
    return _(
        "Rules stand against these pairs by now: %(pairs)s. Nothing was published. Match again, then publish that "
        "result.",
        pairs=enumerated(told),
    )
