"""The first lines that mentors are offered."""

from __future__ import annotations

from programs.types import ProgramType
from tests.programs.kinds import SHIPPED, every_type


@every_type
def test_type_has_three_openers_that_name_both_people(program_type: ProgramType) -> None:
    written = [str(each.words("Priya", "Leila")) for each in program_type.openers]

    assert len(set(written)) == 3
    assert all(words.startswith("Dear Priya") and words.endswith("Leila") for words in written)


def test_each_of_the_four_brings_first_lines_of_its_own() -> None:
    assert len({each.openers for each in SHIPPED}) == len(SHIPPED)
