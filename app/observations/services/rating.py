"""One’s own skill levels before and after, for the skills named at sign-up, and what the expert says to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.core.audit import record
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.vault import NoKey, share
from app.observations.models import LEVELS, PaperKind, lock_of
from app.observations.papers import Drawer, open_drawer, put
from app.pairings.models import Pairing
from app.pairings.pauses import refuse_paused
from app.people.models import Person
from programs.observations import ANCHORS


@dataclass(frozen=True, slots=True)
class SkillLevel:
    """One skill: what was wished for at sign-up, and the levels by the mentee’s own word; None: not said."""

    skill: str
    wanted: int | None
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of a pair’s mentee, and what the expert says to them."""

    skills: tuple[SkillLevel, ...]
    comment: str
    commented_at: datetime | None
    seen: Mapping[PaperKind, int]

    @property
    def has(self) -> dict[PaperKind, bool]:
        """Whether before and after were said."""
        return {kind: self.seen[kind] > 0 for kind in (PaperKind.BEFORE, PaperKind.AFTER)}


def skills_of(pairing: Pairing) -> list[tuple[str, int | None, int | None]]:
    """The skills that the mentee named at sign-up: name, level today by their word then, level wanted."""
    wants = pairing.mentee.answers.get("wants") or ()
    return [(each["name"], each.get("today"), each.get("level")) for each in wants if each.get("name")]


def levels_of(pairing: Pairing, reader: Person) -> Levels:
    """The levels as one of the two sees them. Raises Frozen, CannotBeOpened."""
    drawer = _opened(pairing, reader)
    kinds = (PaperKind.BEFORE, PaperKind.AFTER, PaperKind.COMMENT)
    before, after = (drawer.get(kind, "levels", {}) if drawer else {} for kind in kinds[:2])
    return Levels(
        tuple(
            SkillLevel(name, wanted, before.get(name), after.get(name)) for name, _today, wanted in skills_of(pairing)
        ),
        drawer.get(PaperKind.COMMENT, "text") if drawer else "",
        drawer.at(PaperKind.COMMENT) if drawer else None,
        {kind: drawer.version(kind) if drawer else 0 for kind in kinds},
    )


def rate(pairing: Pairing, mentee: Person, kind: PaperKind, levels: Mapping[str, int], seen: int) -> None:
    """Say at which levels one is, before or after. Raises RuleBroken for a level or a skill that there is not."""
    refuse_paused(pairing)
    known = {name for name, _today, _wanted in skills_of(pairing)}
    if not levels.keys() <= known or not all(0 <= each < len(ANCHORS) for each in levels.values()):
        raise RuleBroken(_("Choose one of the levels from 0 to 7 for each skill."))
    drawer = _to_write(pairing, mentee)
    if kind is PaperKind.BEFORE and drawer.version(PaperKind.AFTER):
        raise Conflict(_("You have said where you are afterwards already. What was before stays as it is."))
    put(drawer, kind, {"levels": dict(levels)}, seen)
    record(mentee, "skill_levels.said", pairing)


def comment(pairing: Pairing, expert: Person, text: str, seen: int) -> None:
    """What the expert says to the mentee’s own levels: words, and no level of theirs."""
    refuse_paused(pairing)
    drawer = _to_write(pairing, expert)
    if not drawer.version(PaperKind.BEFORE):
        raise RuleBroken(_("%(name)s says first where they are.", name=pairing.mentee.person.first_name))
    put(drawer, PaperKind.COMMENT, {"text": text}, seen)
    record(expert, "skill_levels.commented", pairing)


def before_and_after(pairing: Pairing, mentee: Person) -> list[tuple[str, int, int]]:
    """Skill, before and after, of those for which both were said."""
    found = levels_of(pairing, mentee).skills
    return [
        (each.skill, each.before, each.after) for each in found if each.before is not None and each.after is not None
    ]


def _opened(pairing: Pairing, reader: Person) -> Drawer | None:
    """The drawer of the levels; None while nobody has said anything. Looking at it makes no key."""
    try:
        return open_drawer(pairing, LEVELS, reader, "read")
    except NoKey:
        return None


def _to_write(pairing: Pairing, writer: Person) -> Drawer:
    share(lock_of(pairing, LEVELS), {pairing.mentee.person.public_id, pairing.mentor.person.public_id})
    return open_drawer(pairing, LEVELS, writer, "write")
