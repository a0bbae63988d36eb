"""A fifth program type: a module, its policy and a line in the catalogue, and everything works with it."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import app
from app.cohorts.models import Cohort, Side
from app.cohorts.services import move_cohort
from app.core.clock import today
from app.core.outbox import deliver
from app.core.transactions import transaction
from app.pairings.models import Pairing
from app.people.models import Person, Role
from app.sign_up.administration.services import launch
from app.sign_up.administration.services.inviting import digest_of
from programs import catalogue
from programs.phases import Phase
from tests.app.matching_runs.conftest import finished, learns, publish
from tests.client import PageClient
from tests.factories.people import person, report_to
from tests.factories.sign_up import done
from tests.letters import written_letters
from tests.programs.coming_back import COMING_BACK

NAMED = r"""["'](?:onboarding|functional[-_]expertise|high[-_]potential)["']"""
# Two cohorts may be of the same type, and what is done for each type asks for its cohorts; which it is, nobody asks.
COMPARED = r"\b(?:slug|program_type) (?:==|!=|in|not in) (?!(?:\w+\.)?program_type\b)"
ASKS = re.compile(f"{NAMED}|{COMPARED}")
TABLED = re.compile(r"""["'](?:onboarding|functional[-_]expertise|high[-_]potential|succession)["']\s*:""")
LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]*)')
OWN = re.compile(r"/(?!people/|skills/)[\w/-]*\b[0-9a-z]{16}\b")
"""What belongs to a cohort, a run, a pair or a sign-up has a key in its address; the rest is the same for all types."""


WORDS_OF_THE_TYPE = {
    "cohort": "The match proposes, and an administrator looks at every pair.",
    "orientation": "Nobody expects that you know what is new.",
    "timeline": "A call before the first day",
    "session": "What has changed while you were away?",
    "agreement": "Either of us may need more time at home again",
    "road": "Coming back",
}


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one line in the catalogue."""
    monkeypatch.setitem(catalogue.LISTED, COMING_BACK.slug, COMING_BACK)


def moved(cohort: Cohort, then: Phase, actor: Person) -> None:
    with transaction() as session:
        move_cohort(session.merge(cohort), then, actor=session.merge(actor))


def linked(client: PageClient, *starts: str) -> dict[str, int]:
    """How each page answers that is of the cohort and that links lead to from these."""
    found: dict[str, int] = {}
    waiting = list(starts)
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        page = client.get(address)
        found[address] = page.status_code
        if page.mimetype == "text/html":
            links = (urljoin(address, unescape(link)) for link in LINK.findall(page.text))
            waiting += [link for link in links if OWN.match(link)]
    return found


def test_a_fifth_type_goes_all_the_way(session: Session, client: PageClient, listed: None) -> None:
    ruth = person("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")
    omar = person("Omar Haddad", email="omar@northmere.example")
    priya = person("Priya Raman", email="priya@northmere.example")
    report_to(omar, priya)
    leila = person("Leila Haddad", email="leila@northmere.example")
    client.sign_in(ruth)
    starts_on = (today() + timedelta(days=30)).isoformat()
    seen: dict[str, dict[str, int]] = {}

    def look(when: str, *more: str) -> None:
        for each in (ruth, priya, leila, omar):
            client.sign_in(each)
            mine = more if each in (priya, leila) else ()
            seen[f"{when}, {each.first_name}"] = linked(client, "/", *mine)

    client.sign_in(ruth)
    made = client.submit("/cohorts/new", program_type="coming-back", name="Spring", starts_on=starts_on)
    cohort = session.scalars(select(Cohort)).one()
    seen["draft, Ruth"] = linked(client, "/", made.location)
    with transaction():
        launch(session.merge(cohort), digest_of([]), actor=ruth)
    look("sign-up", f"{made.location}/sign-up?as=mentee", f"{made.location}/sign-up?as=mentor")
    done(cohort, priya, Side.MENTEE, wants=[{**learns("Law")[0], "skill": "", "today": 2}])
    done(cohort, leila, Side.MENTOR, offers=[{**learns("Law", level=6)[0], "skill": ""}], seats=1)
    moved(cohort, Phase.MATCHING, ruth)
    publish(finished(cohort, ruth), ruth)
    look("running")
    words = words_for_a_mentee(client, session, priya)
    for then in (Phase.CLOSING, Phase.CLOSED):
        moved(cohort, then, ruth)
    look("closed")
    session.rollback()
    deliver()

    assert {page: text for page, text in words.items() if WORDS_OF_THE_TYPE[page] not in text} == {}
    assert {address for pages in seen.values() for address, code in pages.items() if code != 200} == set()
    (pair,) = session.scalars(select(Pairing)).all()
    assert (pair.mentee.person_id, pair.mentor.person_id) == (priya.id, leila.id)
    assert session.scalars(select(Cohort.phase)).one() is Phase.CLOSED
    assert {letter["To"] for letter in written_letters()} >= {priya.email, leila.email}
    for whose in ("Priya", "Leila"):
        assert f"/pairs/{pair.public_id}" in seen[f"running, {whose}"]


def words_for_a_mentee(client: PageClient, session: Session, mentee: Person) -> dict[str, str]:
    """What a mentee reads of the cohort, before the two first meet, in the room that they open, and on their road."""
    client.sign_in(mentee)
    pair = session.scalars(select(Pairing)).one()
    room = client.submit(f"/pairs/{pair.public_id}/room", page=f"/pairs/{pair.public_id}").location
    addresses = {
        "cohort": f"/cohorts/{pair.cohort.public_id}",
        "orientation": f"/orientations/{pair.mentee.public_id}",
        "timeline": f"/timelines/{pair.mentee.public_id}",
        "session": f"{room}/prepare",
        "agreement": f"{room}/agreement/new",
        "road": "/your-road",
    }
    return {name: unescape(client.get(address).text) for name, address in addresses.items()}


def test_no_area_asks_which_of_the_four_types_it_is() -> None:
    root = Path(app.__file__).parent
    asked = {
        f"{path.relative_to(root)}: {found}"
        for path in root.rglob("*.py")
        if "demo" not in path.parts
        for found in ASKS.findall(path.read_text(encoding="utf-8"))
    }

    assert asked == set()


def test_no_table_beside_the_types_has_a_row_for_each_of_them() -> None:
    house = Path(app.__file__).parent.parent
    paths = [path for room in ("app", "programs") for path in (house / room).rglob("*.py") if "demo" not in path.parts]

    assert [str(path) for path in paths if TABLED.search(path.read_text(encoding="utf-8"))] == []
