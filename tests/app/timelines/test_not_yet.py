"""What no part of Ithaca delivers yet stands in no template, no settings and no timeline."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
import time_machine
from sqlalchemy.orm import Session

from app.people.models import Role
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase
from programs.timeline import DELIVERED
from tests.app.meetings.conftest import BrowserOf
from tests.factories import cohorts
from tests.factories.pairings import make_pair
from tests.factories.people import loaded, person, report_to

NOT_YET = re.compile(r"\b360\b|surve(?:y|ys)\b|questionnaire|\bpulse", re.IGNORECASE)
PREPARED = ("", "/settings", "/settings/milestones", "/settings/guides", "/settings/practice", "/rules", "/launch")


def visible(text: str) -> str:
    """What a page says: without its markup."""
    return html.unescape(re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", text, flags=re.DOTALL))


@pytest.mark.parametrize("slug", PROGRAM_TYPES)
def test_nothing_that_is_not_there_yet_is_shown(
    session: Session, clock: time_machine.Traveller, browser_of: BrowserOf, slug: str
) -> None:
    ruth = person("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")
    daniel = person("Daniel Kim", email="daniel@northmere.example")
    priya = person("Priya Raman", email="priya@northmere.example", start_on=date(2026, 11, 16))
    leila = person("Leila Haddad", email="leila@northmere.example")
    report_to(daniel, priya)
    draft = cohorts.cohort(ruth, program_type=slug, name="Next", starts_on=date(2027, 3, 1))
    running = cohorts.cohort(ruth, program_type=slug, phase=Phase.RUNNING)
    pair = make_pair(session, cohort=running, mentee=loaded(priya), mentor=loaded(leila), actor=ruth)
    told, own = session.merge(pair), f"/timelines/{session.merge(pair).mentee.public_id}"
    looked_at = {
        "Ruth": ["/cohorts/new", *(f"/cohorts/{draft.public_id}{path}" for path in PREPARED)],
        "Priya": ["/", f"/cohorts/{running.public_id}", f"/pairs/{told.public_id}", *([own] * bool(draft.milestones))],
        "Daniel": [f"/my-team/{priya.public_id}"],
    }

    texts = {}
    for who in (ruth, priya, daniel):
        browser = browser_of(who)
        for path in looked_at[who.first_name]:
            texts[path] = visible(browser.get(path).text)

    assert {path: found[0] for path, text in texts.items() if (found := NOT_YET.search(text))} == {}
    assert not DELIVERED
    way = texts[f"/cohorts/{draft.public_id}/settings/milestones"]
    assert [each.title for each in PROGRAM_TYPES[slug].milestones if (each.title in way) is bool(each.waits_for)] == []
