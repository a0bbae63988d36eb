"""The kinds of rules that a policy may use, by name.

``floor``, the least score of a pair, needs the finished score and is applied by `matching.scoring`.
"""

from matching.rules.attributes import Consented, Different, GapWithin, HoursAtLeast, Same
from matching.rules.base import Rule
from matching.rules.lines import NotInLine
from matching.rules.lists import CommonLanguage, Covers, NotPrevious

__all__ = ["RULES", "Rule"]

RULES: dict[str, type[Rule]] = {
    kind.kind: kind
    for kind in (CommonLanguage, Consented, Covers, Different, GapWithin, HoursAtLeast, NotInLine, NotPrevious, Same)
}
