"""The kinds of criteria that a policy may use, by name."""

from matching.criteria.attributes import Affinity, Gap, Load, Same, Similarity, Within
from matching.criteria.base import Criterion, Facts
from matching.criteria.free_text import Text
from matching.criteria.lists import Contains, Coverage, SetOverlap
from matching.criteria.wishes import Preference
from matching.criteria.working_hours import Hours

__all__ = ["CRITERIA", "Criterion", "Facts"]

CRITERIA: dict[str, type[Criterion]] = {
    kind.kind: kind
    for kind in (
        Affinity, Contains, Coverage, Gap, Hours, Load, Preference, Same, SetOverlap, Similarity, Text, Within,
    )
}  # fmt: skip
