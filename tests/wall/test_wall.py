"""A short form of ``./dev wall``: the same proofs with fewer rounds and fewer eyes."""

from __future__ import annotations

import pytest

from tests.wall.__main__ import proofs
from tests.wall.canaries import found_in, sees_all_spellings
from tests.wall.slate_faults import FAULTS
from tests.wall.takeovers import SCENARIOS

SHORT = proofs(is_short=True)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("part", SHORT)
def test_wall_holds(part: str) -> None:
    broken = [line for proof in SHORT[part] for line in proof().broken]

    assert broken == []


def test_the_sweep_sees_a_canary_in_every_spelling() -> None:
    assert sees_all_spellings() == []
    assert found_in(b"nothing of the kind") == set()


def test_every_part_breaks_without_one_of_its_guards() -> None:
    """``./dev drill wall_faults`` sees that it does; here only that no part goes without."""
    assert {fault.part for fault in FAULTS.values()} == set(SHORT)
    assert len(SCENARIOS) >= 15
