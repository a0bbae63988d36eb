"""The four program types that are shipped, every type there is, and the contract’s marks for both."""

from __future__ import annotations

import pytest

from programs.catalogue import PROGRAM_TYPES
from tests.programs.coming_back import COMING_BACK

FOUR = ("onboarding", "functional-expertise", "high-potential", "succession")
SHIPPED = [PROGRAM_TYPES[slug] for slug in FOUR]
EVERY = list({COMING_BACK.slug: COMING_BACK, **PROGRAM_TYPES}.values())
"""Of the catalogue, whatever stands in it, and one that nobody ships."""

each_of_the_four = pytest.mark.parametrize("program_type", SHIPPED, ids=lambda kind: kind.slug)
every_type = pytest.mark.parametrize("program_type", EVERY, ids=lambda kind: kind.slug)
