"""Skill levels before and after, by oneself; the expert says something to them and gives none."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.observations.documents import open_report
from app.observations.models import ObservationPaper, ObservationReport, PaperKind
from app.observations.services import comment, rate
from app.pairings.models import Pairing
from app.people.models import Person
from programs.observations import ANCHORS
from tests.app.coaching.browsing import browser, digest_on
from tests.app.observations.conftest import SKILL
from tests.factories.observations import handed, replied, written

WORDS = "You ask the right people now"


def test_levels_are_said_by_the_mentee_and_commented_in_words(
    session: Session, pair: Pairing, priya: Person, leila: Person, daniel: Person, app: Flask
) -> None:
    here = f"/observations/with/{pair.public_id}"
    mentee, expert = browser(app, priya), browser(app, leila)

    begins = mentee.get(f"{here}/levels/before").text
    mentee.submit(f"{here}/levels/before", skill_1="2")
    mentee.submit(f"{here}/levels/after", skill_1="5")
    expert.submit(f"{here}/levels/comment", text=WORDS)

    assert f'<option selected value="2">{ANCHORS[2]}' in begins
    pages = [each.get(here).text for each in (mentee, expert)]
    assert all(ANCHORS[2] in page and ANCHORS[5] in page and WORDS in page for page in pages)
    assert browser(app, daniel).get(here).status_code == 404
    kinds = session.scalars(select(ObservationPaper.kind).order_by(ObservationPaper.id))
    assert list(kinds) == [PaperKind.BEFORE, PaperKind.AFTER, PaperKind.COMMENT]


def test_nobody_rates_anybody_else(pair: Pairing, priya: Person, leila: Person, app: Flask) -> None:
    here = f"/observations/with/{pair.public_id}"
    mentee, expert = browser(app, priya), browser(app, leila)

    answers = [expert.get(f"{here}/levels/before").status_code, mentee.get(f"{here}/levels/comment").status_code]
    answers.append(expert.submit(f"{here}/levels/after", page=here, skill_1="5").status_code)

    assert answers == [403, 403, 403]


def test_the_expert_waits_for_the_mentees_own_word(session: Session, pair: Pairing, leila: Person) -> None:
    with pytest.raises(RuleBroken, match="Priya says first"), transaction() as writer:
        comment(writer.merge(pair), writer.merge(leila), WORDS, 0)


def test_only_skills_of_sign_up_have_levels_and_only_from_0_to_7(
    session: Session, pair: Pairing, priya: Person
) -> None:
    for levels in ({"Sailing": 3}, {SKILL: 8}):
        with pytest.raises(RuleBroken, match="levels from 0 to 7"), transaction() as writer:
            rate(writer.merge(pair), writer.merge(priya), PaperKind.BEFORE, levels, 0)

    assert session.scalars(select(ObservationPaper)).all() == []


def test_levels_go_along_with_a_report_only_where_the_mentee_attaches_them(
    session: Session, pair: Pairing, report: ObservationReport, priya: Person, daniel: Person, app: Flask
) -> None:
    at = f"/observations/{replied(handed(written(report))).public_id}"
    mentee = browser(app, priya)
    without = mentee.get(at).text
    for kind, level in ((PaperKind.BEFORE, 2), (PaperKind.AFTER, 5)):
        with transaction() as writer:
            rate(writer.merge(pair), writer.merge(priya), kind, {SKILL: level}, 0)

    with_them = mentee.get(at).text
    fields = {"sign-digest": digest_on(with_them), "sign-readers": daniel.public_id, "sign-with_levels": "y"}
    mentee.submit(f"{at}/sign", page=at, **fields)

    assert ("Attach my skill levels" in without, "Attach my skill levels" in with_them) == (False, True)
    assert open_report(session.merge(report), session.merge(daniel)).content.before_after == ((SKILL, 2, 5),)
    assert f"<dt>{SKILL}</dt><dd>2 before, 5 after</dd>" in browser(app, daniel).get(at).text
