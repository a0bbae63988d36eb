"""What the page of an agreement shows to one of the two, and the words that it begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from app.cohorts.labels import how_often
from app.conversations.pages import RoomView
from app.conversations.services.agreeing import Version, versions_in
from app.core.i18n import gettext as _
from app.core.wording import day_year
from app.pairings.models import Pairing
from programs.catalogue import PROGRAM_TYPES

WORDS = ("aims", "rhythm", "stays", "exit", "end")


@dataclass(frozen=True)
class AgreementView:
    """All versions, the newest first."""

    room: RoomView

    @cached_property
    def versions(self) -> Sequence[Version]:
        return versions_in(self.room.shared)

    @property
    def newest(self) -> Version | None:
        """The one that waits for a signature or holds."""
        return next(iter(self.versions), None)

    @property
    def holds(self) -> Version | None:
        """What both have signed last."""
        return next((each for each in self.versions if each.is_signed), None)

    @property
    def waits(self) -> Version | None:
        """What one of the two has proposed and the other has not signed."""
        return self.newest if self.newest is not None and not self.newest.is_signed else None

    @property
    def is_my_turn(self) -> bool:
        """Whether it waits for the reader."""
        return self.waits is not None and self.room.reader.id not in self.waits.signatures

    @property
    def earlier(self) -> list[Version]:
        """Those that something newer has replaced, or that were never signed."""
        return [each for each in self.versions if each not in (self.waits, self.holds)]

    def signed_by(self, version: Version) -> list[tuple[str, date]]:
        """Who signed a version, and on which day."""
        people = (self.room.room.pairing.mentee.person, self.room.room.pairing.mentor.person)
        return [(each.name, version.signatures[each.id].written_at) for each in people if each.id in version.signatures]

    def first_words(self) -> dict[str, Any]:
        """What a proposal begins with: the newest version, or the words of the program."""
        if self.newest is not None:
            words = self.newest.words
            return {name: words[name] for name in WORDS} | {"goals": [each["id"] for each in words["goals"]]}
        goals = [each.id for each in self.room.goals if each.words and not each.words.get("done")]
        return words_of_program(self.room.room.pairing) | {"goals": goals}

    def goals_to_choose(self) -> list[tuple[str, str]]:
        """The goals in the room, by id."""
        return [(each.id, each.words["text"]) for each in self.room.goals if each.words]

    def chosen(self, ids: Sequence[str]) -> list[Mapping[str, str]]:
        """The goals as they read now: what was signed stays as it was."""
        return [{"id": each, "text": text} for each, text in self.goals_to_choose() if each in set(ids)]


def words_of_program(pairing: Pairing) -> dict[str, str]:
    """How often the two meet in their cohort, and what its program says of the rest."""
    kind = PROGRAM_TYPES[pairing.cohort.program_type]
    last = pairing.cohort.ends_on if pairing.cohort.has_end else pairing.since_on + timedelta(days=kind.duration_days)
    return {
        "aims": "",
        "rhythm": _("We meet %(how_often)s.", how_often=how_often(pairing.cohort.cadence)),
        "stays": _(kind.agreement.stays),
        "exit": _(kind.agreement.exit),
        "end": _(kind.agreement.end).format(day=day_year(last)),
    }
