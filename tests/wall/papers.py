"""Papers of a coaching and of an advising, and a call for help: written, looked at and tampered with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from flask.testing import FlaskClient
from sqlalchemy import delete, func, insert, select, update

from app.coaching.areas import PLAN, areas_of
from app.coaching.models import Drawer, Engagement, Paper
from app.coaching.papers import open_drawer
from app.coaching.queries import case_by_public_id, check_ins_of, engagement_by_public_id
from app.coaching.reports.documents import open_document
from app.coaching.reports.models import CoachingReport
from app.coaching.reports.services import begin, change, compose, hand_over, send_back
from app.coaching.services.judging import answer, judge
from app.coaching.services.planning import note_talk, see, set_plan
from app.coaching.with_coach.services.going_on import set_goal
from app.core.clock import today
from app.core.db import session
from app.core.transactions import transaction
from app.people.models import Person
from app.safeguarding.models import HelpContact, HelpNote
from app.safeguarding.queries import note_by_public_id
from app.safeguarding.services import Passage, ask, note_contact
from programs.engagements import Judgement
from programs.reports import Band, ReportState, Support
from tests.factories.accounts import signed_in_cookie
from tests.factories.advising import AREA
from tests.wall.desk import Changes, Kept, Look, do, put_back
from tests.wall.stage import Stage
from tests.world import Whose

Found = TypeVar("Found")
TWO, THREE, OFFICER = "the two", "the manager too", "the officer"
Ink = Callable[[str], str]
"""What one writes next, by who reads it."""


def write_papers(stage: Stage, ink: Ink) -> None:
    """Write in every drawer of the world’s own advising and coaching, and ask for help."""
    with stage.app.app_context(), transaction():
        _advise(case_of(stage), ink)
        _coach(coaching_of(stage), ink)
        _ask_for_help(stage, ink)
        session().flush()


def _advise(case: Engagement, ink: Ink) -> None:
    client, advisor, manager = case.client, _there(case.guide), _there(case.sponsor)
    talks, plan = open_drawer(case, Drawer.TALKS, advisor), open_drawer(case, Drawer.PLAN, advisor)
    if not check_ins_of(case):
        lines = {name: ink(TWO) for name in ("done", "undone", "blocked")}
        note_talk(talks, today(), lines, was_held=True)
    set_plan(plan, [replace(AREA, name=ink(THREE), measure=ink(THREE))], seen=_there(plan.newest(PLAN)).paper.version)
    see(talks, {areas_of(plan)[0].id: ink(TWO)})
    judge(open_drawer(case, Drawer.PLAN, manager), {areas_of(plan)[0].id: (Judgement.BELOW, ink(THREE))})
    own = open_drawer(case, Drawer.PLAN, client)
    answer(own, _there(areas_of(own)[0].newest).paper, ink(THREE))


def _coach(coaching: Engagement, ink: Ink) -> None:
    client, coach = coaching.client, _there(coaching.guide)
    set_goal(coaching, client, ink(TWO))
    bands, support = [Band.UNDER_WAY, Band.BEGUN], (Support.TIME,)
    content = compose(coaching, coach, until=today(), bands=bands, support=support, note=ink(TWO))
    in_work = CoachingReport.state.in_([ReportState.DRAFT, ReportState.WITH_CLIENT])
    report = session().scalar(select(CoachingReport).where(CoachingReport.engagement_id == coaching.id, in_work))
    if report is None:
        report = begin(coaching, coach, content)
    else:
        change(report, coach, open_document(report, coach).paper.version, content)
    hand_over(report, coach)
    send_back(report, client, ink(TWO))
    hand_over(report, coach)


def _ask_for_help(stage: Stage, ink: Ink) -> None:
    note = note_of(stage)
    pairing, officer = _there(note.pairing), _there(note.officer)
    ask(note.author, pairing, ink(OFFICER), [Passage(ink(OFFICER), "Leila", "today", ink(OFFICER), is_whole=True)])
    note_contact(note, officer, ink(OFFICER))


def case_of(stage: Stage) -> Engagement:
    """The world’s own advising."""
    return _there(case_by_public_id(stage.world.parameters[Whose.OWN]["case_id"]))


def coaching_of(stage: Stage) -> Engagement:
    """The world’s own coaching."""
    return _there(engagement_by_public_id(stage.world.parameters[Whose.OWN]["engagement_id"]))


def note_of(stage: Stage) -> HelpNote:
    """The world’s own call for help."""
    return _there(note_by_public_id(stage.world.parameters[Whose.OWN]["note_id"]))


def looks_at_cases(stage: Stage) -> list[Look]:
    """What client, advisor, coach and manager read of the two."""
    case, coaching = case_of(stage), coaching_of(stage)
    client, coach = browser(stage, case.client), browser(stage, _there(coaching.guide))
    advising, own = f"/coaching/{case.public_id}", f"/coaching/with-a-coach/{coaching.public_id}"
    found = select(CoachingReport.public_id).where(CoachingReport.engagement_id == coaching.id)
    reports = [f"/coaching/reports/{each}" for each in session().scalars(found.order_by(CoachingReport.id.desc()))]
    of_the_case = [Look(browser(stage, _there(each)), advising) for each in (case.client, case.guide, case.sponsor)]
    return [*of_the_case, *(Look(one, path) for one in (client, coach) for path in (own, *reports[:2]))]


def looks_at_notes(stage: Stage) -> list[Look]:
    """What the officer reads."""
    officer = browser(stage, _there(note_of(stage).officer))
    ids = session().scalars(select(HelpNote.public_id).where(HelpNote.officer_id == note_of(stage).officer_id))
    pages = [f"/notes-to-you/{each}" for each in ids]
    return [Look(officer, f"{page}/read", page) for page in pages]


def browser(stage: Stage, person: Person) -> FlaskClient:
    """Somebody signed in who is none of the ten."""
    client = stage.app.test_client()
    client.set_cookie(*signed_in_cookie(stage.app, person))
    return client


def paper_changes(stage: Stage, earlier: Kept) -> Changes:
    """What somebody could do to the papers of the advising’s plan, by name."""
    plan = Paper.engagement_id == case_of(stage).id, Paper.drawer == Drawer.PLAN.value
    newest = select(func.max(Paper.id)).where(*plan).scalar_subquery()
    oldest = select(func.min(Paper.id)).where(*plan).scalar_subquery()
    other = select(func.max(Engagement.id)).where(Engagement.id != case_of(stage).id).scalar_subquery()
    somebody = select(func.max(Person.id)).scalar_subquery()
    table: Any = Paper.__table__
    last = update(Paper).where(Paper.id == newest)
    return {
        "the newest cut": lambda: do(delete(Paper).where(Paper.id == newest)),
        "the oldest cut": lambda: do(delete(Paper).where(Paper.id == oldest)),
        "all cut": lambda: do(delete(Paper).where(*plan)),
        "all turned back to an earlier day": lambda: put_back({table: earlier[table]}),
        "one moved to another drawer": lambda: do(last.values(drawer=Drawer.TALKS.value)),
        "one moved to another engagement": lambda: do(last.values(engagement_id=other)),
        "one given another place": lambda: do(update(Paper).where(Paper.id == oldest).values(id=10_000)),
        "one given another version": lambda: do(last.values(version=Paper.version + 7)),
        "one given another author": lambda: do(last.values(author_id=somebody)),
        "one given another kind": lambda: do(last.values(kind="plan")),
        "one put to another area": lambda: do(last.values(about="0" * 16)),
        "one put in twice": lambda: do(_twice(oldest)),
    }


def note_changes(stage: Stage, earlier: Kept) -> Changes:
    """What somebody could do to a call for help and what was noted about it."""
    note = HelpNote.public_id == note_of(stage).public_id
    contacts = HelpContact.note_id == select(HelpNote.id).where(note).scalar_subquery()
    change_note = update(HelpNote).where(note)
    change_contacts = update(HelpContact).where(contacts)
    tables: tuple[Any, ...] = (HelpNote.__table__, HelpContact.__table__)
    return {
        "a contact cut": lambda: do(delete(HelpContact).where(contacts, HelpContact.number == 2)),
        "all contacts cut": lambda: do(delete(HelpContact).where(contacts)),
        "all turned back to an earlier day": lambda: put_back({table: earlier[table] for table in tables}),
        "a contact given another number": lambda: do(change_contacts.values(number=HelpContact.number + 7)),
        "a contact given to another": lambda: do(change_contacts.values(by_id=HelpContact.by_id - 1)),
        "the note given another turn": lambda: do(change_note.values(turn=2)),
        "the note of somebody else": lambda: do(change_note.values(author_id=HelpNote.author_id + 1)),
    }


def _twice(paper_id: Any) -> Any:
    table: Any = Paper.__table__
    columns = [each for each in table.columns if each.name not in {"id", "public_id"}]
    from_there = select(func.lower("0000000000000000"), *columns).where(table.c.id == paper_id)
    return insert(table).from_select(["public_id", *(each.name for each in columns)], from_there)


def _there(found: Found | None) -> Found:
    assert found is not None
    return found
