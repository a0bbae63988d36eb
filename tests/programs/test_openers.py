"""The first lines that mentors are offered."""

from __future__ import annotations

import pytest

from programs.catalogue import PROGRAM_TYPES
from programs.openers import OPENERS, openers


def test_every_program_type_has_openers() -> None:
    assert OPENERS.keys() == PROGRAM_TYPES.keys()


@pytest.mark.parametrize("slug", list(PROGRAM_TYPES))
def test_three_openers_name_both_people(slug: str) -> None:
    written = [str(each.words("Priya", "Leila")) for each in openers(slug)]

    assert len(set(written)) == 3
    assert all(words.startswith("Dear Priya") and words.endswith("Leila") for words in written)
