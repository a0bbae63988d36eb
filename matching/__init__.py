"""Match mentees with mentors: exact, explained, and proven.

`match` takes two tables of people and a `Policy`; `assign` takes a bare table of scores. Both
give the best result there is, with prices from which `verify` shows, without a solver, that no
better one exists. Nothing here knows of people, cohorts, the web or a database: columns and
arrays in, positions and frozen answers out.

>>> import matching
>>> answer = matching.assign([[9, 8], [8, 1]], capacity=[1, 1])
>>> answer.pairs.tolist(), answer.total, bool(matching.verify(answer))
([[0, 1], [1, 0]], 16, True)

From a shell: ``python -m matching match MENTEES.csv MENTORS.csv --policy onboarding -o PAIRS.csv``.
"""

from matching.answers import Assignment, Verdict
from matching.assignment import assign
from matching.census import Census
from matching.checking import broken_rules, pair_parts
from matching.digests import input_digest
from matching.errors import InputError
from matching.explaining import Move, WhyNot
from matching.matches import Match
from matching.policy import RESOLUTION, Policy
from matching.problem import OBJECTIVES
from matching.replaying import VERSION, replay
from matching.run import match
from matching.runners_up import RunnerUp
from matching.scoring import Part, RuleCount
from matching.specs import FORBIDDEN
from matching.stability import stable
from matching.supply import SkillSupply
from matching.tables import key_of
from matching.unmatched import Unmatched
from matching.verification import verify
from matching.what_if import Change, Diff

__all__ = [
    "FORBIDDEN",
    "OBJECTIVES",
    "RESOLUTION",
    "VERSION",
    "Assignment",
    "Census",
    "Change",
    "Diff",
    "InputError",
    "Match",
    "Move",
    "Part",
    "Policy",
    "RuleCount",
    "RunnerUp",
    "SkillSupply",
    "Unmatched",
    "Verdict",
    "WhyNot",
    "assign",
    "broken_rules",
    "input_digest",
    "key_of",
    "match",
    "pair_parts",
    "replay",
    "stable",
    "verify",
]
