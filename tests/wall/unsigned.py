"""Before the signature a manager sees nothing: two worlds, one of them without what was begun, compared to the byte.

Begun are, for people who report to the manager: a coaching that waits for the manager’s own signature as its sponsor, a
report that lies before its client, a coaching with another sponsor and a signed report, an advisor asked for by
whoever wants one, and observation reports in every state but signed for the manager.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import time_machine

from app.coaching.services.referrals import ask_for_oneself
from app.cohorts.queries import cohort_by_public_id
from app.core.db import session
from app.core.transactions import transaction
from app.pairings.queries import pairings_of
from app.people.models import Person, Role
from tests.factories.coaching import agreed, coaching, draft, handed, signed
from tests.factories.observations import rated, replied, unsigned
from tests.factories.observations import signed as signed_for
from tests.factories.pairings import make_pair
from tests.factories.people import person, report_to
from tests.wall.paired import MOMENT, Seen, answers, forget_how_long_it_took, same_chance
from tests.wall.papers import coaching_of
from tests.wall.stage import Finding, Stage, inhabited, migrated
from tests.world import Who, Whose

NOBODY = "0" * 16
BY_CHANCE = re.compile(rb"(?m)^(Message-ID|Content-Type):.*$|^--=+.*$")
"""What is drawn for each letter."""


def compare() -> Finding:
    """Make the two worlds and look at all that the manager sees of them."""
    finding = Finding("before the signature")
    migrated()
    without, begun = (_world(is_begun=is_begun) for is_begun in (False, True))
    different = sorted(each for each in without.keys() | begun.keys() if without.get(each) != begun.get(each))
    size = sum(len(each) for each in without.values())
    finding.figures.append(
        f"{len(without)} pages, exports and letters of the manager, {size / 1e6:.1f} MB: {len(different)} differ"
    )
    finding.broken += [f"{each} tells the manager what is not signed" for each in different]
    return finding


def _world(*, is_begun: bool) -> Seen:
    with same_chance() as chance, time_machine.travel(MOMENT, tick=False), inhabited() as stage:
        forget_how_long_it_took(stage)
        people = _people(stage)
        ids = _begin(stage, people) if is_begun else dict.fromkeys(IDS, NOBODY)
        stage.work()
        stage.world.parameters[Whose.FOREIGN] |= ids
        seen = dict(answers(stage, [Who.MANAGER], chance))
        seen |= dict(_letters(stage.folder))
    hidden = [str(stage.folder).encode(), *(each.encode() for each in ids.values())]
    return {name: _without(content, hidden) for name, content in seen.items()}


IDS = ("engagement_id", "report_id", "case_id", "observation_id", "kept_id", "elsewhere_id")


def _people(stage: Stage) -> list[Person]:
    """Three who report to the manager, two of them with an expert, and a coach, in both worlds."""
    with stage.app.app_context():
        manager = session().merge(stage.world[Who.MANAGER])
        people = [person(name, email=f"{name.lower()}@northmere.example") for name in ("Astrid", "Bela", "Carla")]
        for each in people:
            report_to(manager, each)
        cohort = cohort_by_public_id(stage.world.parameters[Whose.OWN]["cohort_id"])
        for number, each in enumerate(people):
            make_pair(session(), cohort=cohort, mentee=each, mentor=f"Expert {number}")
        return [*people, person("Leo Brandt", role=Role.COACH, email="leo@northmere.example")]


def _begin(stage: Stage, people: list[Person]) -> dict[str, str]:
    """What the manager does not know of, with the ids by which somebody could ask for it."""
    astrid, bela, carla, leo = people
    with stage.app.app_context():
        waiting = agreed(astrid, leo, stage.world[Who.MANAGER])
        elsewhere = coaching(bela, leo, stage.world[Who.HR_LEAD])
        signed(handed(draft(elsewhere)), stage.world[Who.HR_LEAD])
        report = handed(draft(coaching_of(stage)))
        with transaction() as writer:
            asked = ask_for_oneself(writer.merge(carla), "To say no in time")
        begun = {"engagement_id": waiting.public_id, "report_id": report.public_id, "case_id": asked.public_id}
        return begun | _observe(people, stage.world[Who.HR_LEAD])


def _observe(people: list[Person], somebody_else: Person) -> dict[str, str]:
    """Reports on the work of each: rated, replied to, and signed for somebody else."""
    first, second, third = (pairings_of(session().merge(each))[0] for each in people[:3])
    reports = replied(unsigned(first)), rated(second), signed_for(rated(third), somebody_else)
    return dict(zip(("observation_id", "kept_id", "elsewhere_id"), (each.public_id for each in reports), strict=True))


def _letters(folder: Path) -> Iterator[tuple[str, bytes]]:
    files = sorted((folder / "mail").glob("*"))
    mine = [file.read_bytes() for file in files if b"To: manager@northmere.example" in file.read_bytes()]
    for number, letter in enumerate(sorted(BY_CHANCE.sub(b"", each) for each in mine)):
        yield f"letter {number} to the manager", letter


def _without(content: bytes, hidden: list[bytes]) -> bytes:
    for each in hidden:
        content = content.replace(each, b"")
    return content
