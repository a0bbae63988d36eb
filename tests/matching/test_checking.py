"""`broken_rules`: the same verdict on given pairs as the match itself has."""

from __future__ import annotations

import numpy as np
import pytest

from matching import InputError, Policy, broken_rules, match

POLICY = Policy.from_dict(
    {
        "seats": "seats",
        "criteria": [{"kind": "same", "column": "craft", "weight": 10}],
        "rules": [{"kind": "different", "column": "team"}, {"kind": "common_language", "column": "languages"}],
    }
)


def side(count: int, seed: int) -> dict[str, list[object]]:
    random = np.random.default_rng(seed)
    return {
        "id": [f"{seed}-{number}" for number in range(count)],
        "craft": random.choice(["law", "tax"], count).tolist(),
        "team": random.choice(["a", "b", "c"], count).tolist(),
        "languages": [list(random.choice(["en", "pl", "pt"], 1)) for _ in range(count)],
        "seats": [1] * count,
    }


@pytest.mark.parametrize("count", [1, 12, 20])
def test_every_pair_is_judged_as_the_match_judges_it(count: int) -> None:
    mentees, mentors = side(count, 1), side(count, 2)
    pairs = [(mentee, mentor) for mentee in mentees["id"] for mentor in mentors["id"]]
    forbidden = pairs[::7]
    found = match(mentees, mentors, POLICY, forbidden=forbidden)

    broken = broken_rules(mentees, mentors, POLICY, pairs, forbidden=forbidden)

    assert broken == {pair: rules for pair in pairs if (rules := found.ruled_out(*pair))}


def test_pairs_of_a_match_break_no_rule() -> None:
    mentees, mentors = side(15, 3), side(15, 4)
    found = match(mentees, mentors, POLICY)

    assert broken_rules(mentees, mentors, POLICY, found.pairs) == {}


def test_somebody_unknown_is_named() -> None:
    mentees, mentors = side(2, 5), side(2, 6)

    with pytest.raises(InputError, match="pairs: an id that is in neither table in row 1"):
        broken_rules(mentees, mentors, POLICY, [("nobody", mentors["id"][0])])
