"""Being on a slate is itself secret (requirement C-37): two worlds, and every channel of them compared to the byte.

In one world the mentee and the mentor whom everybody knows are on the slate of a plan, looked at, chosen and passed
over; in the other they are not. Everything else is the same: clock, chance, and all that is done afterwards. What
administrators, managers, other participants, HR leads and executives without a part in it, or the operator can get must
not differ. Neither must what the two are shown themselves: not by being named, nor by who looked, chose or did not.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import time_machine

from tests.house.matrix import Address
from tests.wall.channels import CHANNELS, OTHER_PAIR, Seen, Watch
from tests.wall.paired import MOMENT, forget_how_long_it_took, same_chance
from tests.wall.slates import ON_IT, STEPS, open_plan, take
from tests.wall.stage import OTHERS, Finding, inhabited, migrated
from tests.world import Who, Whose

EYES = (*OTHERS, *ON_IT)
FEW = (Who.ADMINISTRATOR, Who.MANAGER, Who.MENTOR, Who.HR_LEAD)
"""Whose pages the short form looks at."""
OWN_PAGES = ("succession.index", "succession.asked", "home.index", "people.access_log", "road.own")
STOPS = ("asked", "chosen", "placed")
"""When others look, in the long form."""
ASKED_AT_HOME = "placed", f"{Address('home.index', 'GET', '-')} as {Who.MENTEE}"
"""When and where somebody is asked in private whether they would be a mentor: on their own home page, nowhere else."""
UNKNOWN, TOLD, UNTOLD = "named", "agreed", ("looked at", "chosen")
"""Until when the two know nothing at all, from when on they know, and what they never learn of."""


@dataclass
class Report:
    """What differs in each channel, and how much was looked at."""

    size: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CHANNELS, 0))
    differing: dict[str, list[str]] = field(default_factory=lambda: {each: [] for each in CHANNELS})

    def compare(self, when: str, one: Seen, other: Seen) -> None:
        """Note what is not the same."""
        for channel in CHANNELS:
            first, second = one[channel], other[channel]
            self.size[channel] += sum(len(each) for each in first.values())
            names = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
            self.differing[channel] += [f"{name} ({when})" for name in names if (when, name) != ASKED_AT_HOME]


@functools.cache
def watched(*, is_short: bool) -> Report:
    """Make the two worlds and compare them; in the short form others look only once the story is over."""
    migrated()
    report, eyes, steps = Report(), FEW if is_short else EYES, list(STEPS)
    with world(is_short=is_short) as watch:
        unknowing, unlisted, untouched = watch.look(ON_IT, OWN_PAGES), watch.look(eyes), watch.live_on()
    # Each time a world of its own: whoever looks again and again is asked for a short pause.
    for last in steps[-1:] if is_short else STOPS:
        with world(is_short=is_short) as watch:
            known: Seen = {}
            for step in steps[: steps.index(last) + 1]:
                take(step, watch.stage)
                if last == steps[-1]:
                    known = _theirs(watch, report, step, unknowing, known)
            report.compare(last, unlisted, watch.look(eyes))
            report.compare(f"{last}, afterwards", untouched, watch.live_on())
    return report


def _theirs(watch: Watch, report: Report, step: str, unknowing: Seen, known: Seen) -> Seen:
    """What the two see of it themselves at a step, compared; returns what they saw once they knew."""
    if step not in {UNKNOWN, TOLD, *UNTOLD}:
        return known
    own = watch.look(ON_IT, OWN_PAGES)
    if step == TOLD:
        return watch.look(ON_IT, OWN_PAGES)  # the first look of an hour counts how many keys were opened in it
    report.compare(f"themselves, {step}", unknowing if step == UNKNOWN else known, own)
    return known


@contextmanager
def world(*, is_short: bool) -> Iterator[Watch]:
    """An installation with a plan, its owners and its round, and nobody on the slate."""
    with (
        same_chance() as chance,
        time_machine.travel(MOMENT, tick=False),
        inhabited(is_short=is_short, plans=open_plan) as stage,
    ):
        forget_how_long_it_took(stage)
        # What reads a run into memory, where it stays for whoever asks next.
        stage.client(Who.ADMINISTRATOR).get(OTHER_PAIR.format(**stage.world.parameters[Whose.OWN]))
        yield Watch(stage, chance)


def compare(*, is_short: bool) -> Finding:
    """What differs anywhere, as a part of the proof of the wall."""
    finding, report = Finding("slates"), watched(is_short=is_short)
    size = sum(report.size.values())
    differing = [f"{channel}: {name}" for channel, names in report.differing.items() for name in names]
    finding.figures.append(
        f"{len(CHANNELS)} channels, {size / 1e6:.0f} MB, at {len(STEPS)} steps of a slate: {len(differing)} differ"
    )
    finding.broken += differing
    return finding
