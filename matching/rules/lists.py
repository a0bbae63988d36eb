"""Rules on lists: a language in common, a wanted skill covered, nobody met before."""

from collections.abc import Sequence
from typing import ClassVar

from scipy.sparse import csr_array

from matching import options
from matching.arrays import BoolArray, IntArray
from matching.criteria.base import Codes, InCommon, numbered_alike
from matching.criteria.lists import covered_share
from matching.incidence import given, incidence, numbered, sparse_table
from matching.rules.base import Rule
from matching.tables import Cell, Table, key_of

__all__ = ["CommonLanguage", "Covers", "NotPrevious"]


class CommonLanguage(Rule):
    """The two must have an item in common."""

    kind = "common_language"

    def __init__(self, mentees: Table, mentors: Table, mentee: str, mentor: str):
        own, others = mentees.sets(mentee), mentors.sets(mentor)
        code = numbered(own, others)
        self._have = incidence(own, code), incidence(others, code)
        self._known = given(own), given(others)
        self._sets = _alike(own), _alike(others)

    def codes(self) -> Codes:
        return self._sets

    def check(self, rows: IntArray, columns: IntArray) -> tuple[BoolArray, BoolArray]:
        missing = ~(self._known[0][rows][:, None] & self._known[1][columns][None, :])
        common = (self._have[0][rows] @ self._have[1][columns].T).toarray()
        return (common == 0) & ~missing, missing


class Covers(Rule):
    """The mentor must reach the wanted level of at least one wanted skill."""

    kind = "covers"

    def __init__(self, mentees: Table, mentors: Table, mentee: str, mentor: str):
        wanted, offered = mentees.levels(mentee), mentors.levels(mentor)
        aims = [[(skill, level[1]) for skill, level in (cell or {}).items()] for cell in wanted]
        code = numbered(aims)
        reached = [
            [aim for aim in code if cell and aim[0] in cell and covered_share(aim[1], cell[aim[0]][1]) >= 1]
            for cell in offered
        ]
        self._have = incidence(aims, code), incidence(reached, code)
        self._known = given(wanted), given(offered)

    def wants_in_common(self) -> InCommon:
        return InCommon(self._have[0], self._have[1], self._known)

    def check(self, rows: IntArray, columns: IntArray) -> tuple[BoolArray, BoolArray]:
        missing = ~(self._known[0][rows][:, None] & self._known[1][columns][None, :])
        covered = (self._have[0][rows] @ self._have[1][columns].T).toarray()
        return (covered == 0) & ~missing, missing


class NotPrevious(Rule):
    """The two must not have been a pair before, as either of them lists.

    ``person`` names the column of the ids that are listed, the id unless given. With ``wishes``, a
    column of ids of the other side, they may meet again when each wishes for the other.
    """

    kind = "not_previous"
    options: ClassVar = {"person": options.text, "wishes": options.text}

    def __init__(
        self,
        mentees: Table,
        mentors: Table,
        mentee: str,
        mentor: str,
        *,
        person: str | None = None,
        wishes: str | None = None,
    ):
        people = [table.values(person) if person else table.ids for table in (mentees, mentors)]
        own = _listed(mentees.ranks(mentee), people[1])
        others = _listed(mentors.ranks(mentor), people[0])
        self._met = csr_array(own + others.T)
        if wishes:
            again = _listed(mentees.ranks(wishes), mentors.ids).multiply(_listed(mentors.ranks(wishes), mentees.ids).T)
            self._met = csr_array(self._met - self._met.multiply(again))
        self._known = given(mentees.cells(mentee)), given(mentors.cells(mentor))

    def listed(self) -> csr_array:
        return self._met

    def check(self, rows: IntArray, columns: IntArray) -> tuple[BoolArray, BoolArray]:
        missing = ~(self._known[0][rows][:, None] | self._known[1][columns][None, :])
        return self._met[rows][:, columns].toarray() > 0, missing


def _alike(column: Sequence[dict[Cell, Cell] | None]) -> IntArray:
    return numbered_alike([None if cell is None else frozenset(cell) for cell in column])


def _listed(lists: Sequence[Sequence[Cell] | None], people: Sequence[Cell]) -> csr_array:
    place = {key_of(person): at for at, person in enumerate(people) if person is not None}
    entries = [
        (row, place[key_of(item)], 1.0)
        for row, cell in enumerate(lists)
        for item in cell or ()
        if key_of(item) in place
    ]
    return sparse_table(entries, (len(lists), len(people)))
