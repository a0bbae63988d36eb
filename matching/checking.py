"""What speaks for given pairs, and which rules stand against them: for pairs that no match has made."""

from collections.abc import Iterator

import numpy as np

from matching.arrays import IntArray
from matching.policy import Policy
from matching.question import Columns, Pairs, positions
from matching.scoring import Part, Scorer
from matching.tables import Cell, Table

__all__ = ["broken_rules", "pair_parts"]

AT_ONCE = 128


def broken_rules(
    mentees: Columns, mentors: Columns, policy: Policy, pairs: Pairs, *, forbidden: Pairs = ()
) -> dict[tuple[Cell, Cell], tuple[str, ...]]:
    """Name the rules that each of some pairs breaks; pairs that break none are left out.

    Parameters
    ----------
    mentees, mentors : mapping of column name to cells
    policy : Policy
    pairs, forbidden : pairs of (mentee id, mentor id)
        Those to look at, and those that must not be.

    Raises
    ------
    InputError
        For an id that is in neither table, and as `match` does.

    Examples
    --------
    >>> policy = Policy.from_toml('''
    ... [[criteria]]
    ... name = "craft"
    ... kind = "same"
    ... column = "function"
    ... weight = 10
    ... [[rules]]
    ... kind = "common_language"
    ... column = "languages"
    ... ''')
    >>> mentees = {"id": ["ana", "ben"], "function": ["law", "tax"], "languages": ["pt; en", "pl"]}
    >>> mentors = {"id": ["cleo"], "function": ["law"], "languages": [["en"]]}
    >>> broken_rules(mentees, mentors, policy, [("ana", "cleo"), ("ben", "cleo")])
    {('ben', 'cleo'): ('common_language',)}
    """
    tables, places, scorer = _read(mentees, mentors, policy, pairs, forbidden)
    found: dict[tuple[Cell, Cell], tuple[str, ...]] = {}
    for start in range(0, len(places), AT_ONCE):
        rows, columns = places[start : start + AT_ONCE].T
        for at, name in _broken(scorer, rows, columns):
            pair = (tables[0].ids[rows[at]], tables[1].ids[columns[at]])
            found[pair] = (*found.get(pair, ()), name)
    return found


def pair_parts(
    mentees: Columns, mentors: Columns, policy: Policy, pairs: Pairs
) -> dict[tuple[Cell, Cell], tuple[Part, ...]]:
    """What each criterion gives to some pairs, whether a rule stands against them or not.

    Parameters
    ----------
    mentees, mentors : mapping of column name to cells
    policy : Policy
    pairs : pairs of (mentee id, mentor id)

    Raises
    ------
    InputError
        For an id that is in neither table, and as `match` does.

    Examples
    --------
    >>> policy = Policy.from_toml('''
    ... [[criteria]]
    ... name = "craft"
    ... kind = "same"
    ... column = "function"
    ... weight = 10
    ... ''')
    >>> mentees, mentors = {"id": ["ana", "ben"], "function": ["law", "tax"]}, {"id": ["cleo"], "function": ["law"]}
    >>> found = pair_parts(mentees, mentors, policy, [("ana", "cleo"), ("ben", "cleo")])
    >>> [part.points for parts in found.values() for part in parts]
    [10.0, 0.0]
    """
    tables, places, scorer = _read(mentees, mentors, policy, pairs, ())
    rows, columns = places.T
    ids = ((tables[0].ids[row], tables[1].ids[column]) for row, column in places.tolist())
    return dict(zip(ids, scorer.parts_of(rows, columns), strict=True))


def _read(
    mentees: Columns, mentors: Columns, policy: Policy, pairs: Pairs, forbidden: Pairs
) -> tuple[tuple[Table, Table], IntArray, Scorer]:
    tables = (
        Table("mentees", mentees, policy.id, lenient=policy.lenient),
        Table("mentors", mentors, policy.id, lenient=policy.lenient),
    )
    scorer = Scorer(policy, *tables, positions("forbidden", forbidden, tables))
    return tables, positions("pairs", pairs, tables), scorer


def _broken(scorer: Scorer, rows: IntArray, columns: IntArray) -> Iterator[tuple[int, str]]:
    for name, out, _missing in scorer.excluded(rows, columns, scorer.steps(rows, columns)):
        yield from ((int(at), name) for at in np.flatnonzero(np.diagonal(out)))
