"""The buttons of a step: each keeps what was typed so far, and does one thing besides."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.characters import holds_unreadable
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from app.people.queries import person_by_public_id
from app.sign_up.asking import stored
from app.sign_up.filling import raised_wish, with_skill, with_wish, without_skill, without_wish
from app.sign_up.forms import StepForm
from app.sign_up.models import SignUp
from app.sign_up.services import avoid, save_step, take_back

GO_ON, LATER, FIND, FIND_AVOID, AUTO = "go-on", "later", "find", "find-avoid", "auto"
SKILLS = ("wants", "offers")
LONGEST = 120
ROW = re.compile(r"[0-9a-z]{16}")


@dataclass(frozen=True, slots=True)
class Press:
    """Which button was pressed, and what it stands beside."""

    name: str
    value: str = ""

    @property
    def is_search(self) -> bool:
        return self.name in {FIND, FIND_AVOID}

    @property
    def goes_on(self) -> bool:
        return self.name == GO_ON

    @property
    def is_private(self) -> bool:
        """Whether it is about somebody one would rather not be with."""
        return self.name in AVOIDING


def pressed(sent: Mapping[str, str], form: StepForm) -> Press:
    """The button that was pressed; the return key finds what was typed to be found, or goes on."""
    for name in (*ON_SKILLS, *ON_WISHES, *AVOIDING):
        if sent.get(name):
            return Press(name, _sent_with(name, sent[name]))
    asked = sent.get("do", AUTO)
    if asked in {LATER, FIND, FIND_AVOID}:
        return Press(asked)
    if form.find.data and form.find.data != form.looked_for.data:
        return Press(FIND)
    if form.find_avoid.data and form.find_avoid.data != form.looked_for_avoid.data:
        return Press(FIND_AVOID)
    return Press(GO_ON)


def _sent_with(name: str, value: str) -> str:
    """What a button of ours sends: words that can be shown, or what a row goes by; nothing for anything else."""
    if name == "write_skill":
        return "" if holds_unreadable(value) else " ".join(value.split())[:LONGEST]
    return value if ROW.fullmatch(value) else ""


def carry_out(press: Press, sign_up: SignUp, form: StepForm, *, actor: Person) -> None:
    """Keep what was typed, and do what the button says. Raises RuleBroken as the services do."""
    given = form.given()
    for key in SKILLS:
        if key in given and press.name in ON_SKILLS:
            given[key] = ON_SKILLS[press.name](given[key], press.value)
    if press.name in ON_WISHES:
        given["wishes"] = ON_WISHES[press.name](stored(sign_up, "wishes") or [], press.value)
    stand = form.stand.data or ""
    save_step(sign_up, form.step.topic, given, actor=actor, stand=stand, is_whole=press.goes_on)
    if press.is_private:
        AVOIDING[press.name](sign_up, _colleague(press.value), actor=actor)


def _colleague(public_id: str) -> Person:
    found = person_by_public_id(public_id)
    if found is None or not found.is_active:
        raise RuleBroken(_("Choose somebody who works here."), field="find_avoid")
    return found


ON_SKILLS: Mapping[str, Callable[[Any, str], Any]] = {
    "add_skill": lambda entries, value: with_skill(entries, value, ""),
    "write_skill": lambda entries, value: with_skill(entries, "", value),
    "remove_skill": without_skill,
}
ON_WISHES: Mapping[str, Callable[[Any, str], Any]] = {
    "add_wish": with_wish,
    "remove_wish": without_wish,
    "raise_wish": raised_wish,
}
AVOIDING: Mapping[str, Callable[..., None]] = {"avoid": avoid, "take_back": take_back}
