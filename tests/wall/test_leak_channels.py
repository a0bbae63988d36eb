"""Nobody can tell who is on a slate, by any of the channels of confidentiality.md 2.8: no byte differs."""

from __future__ import annotations

import pytest

from tests.wall.channels import CHANNELS
from tests.wall.leaks import watched


@pytest.mark.timeout(300)
@pytest.mark.parametrize("channel", CHANNELS)
def test_a_slate_does_not_show_in(channel: str) -> None:
    report = watched(is_short=True)

    assert report.differing[channel] == []
    assert report.size[channel] > 0, "nothing was looked at"


def test_there_are_twenty_channels_at_least() -> None:
    assert len(set(CHANNELS)) >= 20
