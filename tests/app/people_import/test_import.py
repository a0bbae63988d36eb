"""What an import does to the directory: new, changed, unchanged, all at once or not at all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app.core.audit import AuditEvent
from app.core.clock import today
from app.core.db import db
from app.core.errors import Conflict
from app.core.tables import TableProblem
from app.core.transactions import transaction
from app.people.models import Person, PersonState
from app.people.names import searchable
from app.people.services import change_profile, confirm_about
from app.people_import.files import FOLDER
from app.people_import.models import ImportMapping, ImportState, PeopleImport
from app.people_import.plan import Kind
from tests.app.people_import.conftest import Importer, csv_of
from tests.app.people_import.shown import listed, state_hash
from tests.factories.people import person as somebody

NEXT_WEEK = (today() + timedelta(days=7)).isoformat()
LONG_AGO = "2015-03-01"
EVERYTHING = csv_of(
    "emp no|first name|last name|e-mail|pronouns|job title|department|job family|site|time zone|languages|level"
    "|start date|biography|gender|shoe size",
    f"E1|Zoë|Ruiz|Zoe@Example.org|they/them|Controller|Finance|Accounting|Porto|Europe/Lisbon|pt, English|4|{LONG_AGO}"
    "|I like maps.|x|42",
    "E2|Bo|Ek|||||||||||||",
)

Find = Callable[[str], Person]


def test_new_person_has_everything_the_file_says(importer: Importer, found: Find) -> None:
    draft = importer.run(EVERYTHING)

    zoe = found("E1")
    assert draft.counts == {"new": 2, "changed": 0, "leaving": 0, "unchanged": 0, "problems": 0}
    assert (zoe.name, zoe.email, zoe.pronouns, zoe.job_title) == (
        "Zoë Ruiz",
        "zoe@example.org",
        "they/them",
        "Controller",
    )
    assert (zoe.department, zoe.job_family, zoe.site) == ("Finance", "Accounting", "Porto")
    assert (zoe.time_zone, zoe.languages, zoe.level) == ("Europe/Lisbon", ["pt", "en"], 4)
    assert (zoe.start_on, zoe.left_on, zoe.state) == (date(2015, 3, 1), None, PersonState.ACTIVE)
    assert (zoe.about, zoe.about_draft) == (None, "I like maps.")
    assert zoe.search_text == searchable("Zoë Ruiz", "Controller", "Finance")
    assert len(zoe.public_id) == 16


def test_same_file_again_writes_nothing(importer: Importer, session: Session) -> None:
    importer.run(EVERYTHING)
    before, people = state_hash(), session.scalar(select(func.max(Person.changed_at)))
    session.commit()

    for content in (EVERYTHING, b"\xef\xbb\xbf" + EVERYTHING.replace(b"\r\n", b"\n")):
        draft = importer.check(content)
        assert draft.counts == {"new": 0, "changed": 0, "leaving": 0, "unchanged": 2, "problems": 0}
        importer.apply(draft)

    assert state_hash() == before
    assert session.scalar(select(func.max(Person.changed_at))) == people


def test_shuffled_and_split_file_gives_the_same_people(importer: Importer) -> None:
    headings = "emp no|name|manager id"
    rows = ["E0|Person 0|", *(f"E{number}|Person {number}|E{number - 1}" for number in range(1, 9))]
    importer.run(csv_of(headings, *rows))
    before = state_hash()

    importer.run(csv_of(headings, *reversed(rows)))
    importer.run(csv_of(headings, *rows[:3]))
    importer.run(csv_of(headings, *rows[3:]))

    assert state_hash() == before


def test_changes_are_shown_old_and_new_and_empty_cells_change_nothing(importer: Importer, found: Find) -> None:
    importer.run(EVERYTHING)

    draft = importer.check(
        csv_of("emp no|name|department|site|languages", "E1|Zoë Ruiz Ek|Audit||", "E2||Finance|Oslo|")
    )

    assert draft.counts["changed"] == 2
    assert listed(draft, Kind.CHANGED) == [
        ("Zoë Ruiz", [("Name", "Zoë Ruiz", "Zoë Ruiz Ek"), ("Department", "Finance", "Audit")]),
        ("Bo Ek", [("Department", "nothing", "Finance"), ("Site", "nothing", "Oslo")]),
    ]
    importer.apply(draft)
    zoe = found("E1")
    assert (zoe.name, zoe.department, zoe.site, zoe.languages) == ("Zoë Ruiz Ek", "Audit", "Porto", ["pt", "en"])
    assert zoe.search_text == searchable("Zoë Ruiz Ek", "Controller", "Audit")


def test_without_name_the_id_is_shown_and_a_known_name_stays(importer: Importer, found: Find) -> None:
    importer.run(csv_of("EmployeeNumber|JobRole", "17|Buyer"))

    importer.run(csv_of("EmployeeNumber|name", "17|Ana Sol"))
    importer.run(csv_of("EmployeeNumber|JobRole", "17|Lead buyer", "18|Clerk"))

    assert (found("17").name, found("17").job_title, found("18").name) == ("Ana Sol", "Lead buyer", "18")


def test_addresses_that_differ_in_case_are_the_same_person(importer: Importer, found: Find) -> None:
    somebody("Ana Sol", email="ana@example.org")

    draft = importer.run(csv_of("e-mail|job title|emp no", "ANA@Example.org|Buyer|E9"))

    assert draft.counts["changed"] == 1
    assert (found("E9").email, found("E9").job_title) == ("ana@example.org", "Buyer")


def test_start_in_the_future_is_joining(importer: Importer, found: Find) -> None:
    importer.run(csv_of("emp no|start date", f"E1|{NEXT_WEEK}", f"E2|{LONG_AGO}"))

    assert (found("E1").state, found("E2").state) == (PersonState.JOINING, PersonState.ACTIVE)


def test_unknown_grades_are_left_out_with_a_note(importer: Importer, found: Find) -> None:
    draft = importer.run(csv_of("emp no|grade", "E1|SEO", "E2|Wizard", "E3|Wizard"))

    assert draft.notes == ["grade: left out in 2 rows, because these are not known as levels: “Wizard”."]
    assert (found("E1").level, found("E2").level) == (5, None)


def test_words_about_somebody_are_a_draft_that_is_offered_once(importer: Importer, found: Find) -> None:
    first, second = csv_of("emp no|bio", "E1|I like maps."), csv_of("emp no|bio", "E1|I like ships.")
    importer.run(first)
    with transaction():
        person = db.session.merge(found("E1"))
        confirm_about(person, actor=person)
        change_profile(person, actor=person, about="I love maps.")

    again, news = importer.check(first), importer.check(second)

    assert (again.counts["changed"], news.counts["changed"]) == (0, 1)
    assert listed(news, Kind.CHANGED) == [("E1", [("Words about themselves, as a draft", "", "")])]
    importer.apply(news)
    assert (found("E1").about, found("E1").about_draft) == ("I love maps.", "I like ships.")


def test_import_is_audited_by_numbers_alone(importer: Importer, session: Session) -> None:
    draft = importer.run(EVERYTHING)

    happened = session.scalars(select(AuditEvent).where(AuditEvent.kind == "people.imported")).one()
    assert (happened.object_id, happened.detail) == (draft.public_id, {"scope": "some", **draft.counts})


def test_file_is_deleted_once_it_is_applied(importer: Importer, application_folder: Path) -> None:
    draft = importer.check(EVERYTHING)
    kept = draft.stored_as or ""

    importer.apply(draft)

    assert kept
    assert list((application_folder / FOLDER).glob(f"{kept}*")) == []


def test_mapping_is_remembered_for_the_same_headings(importer: Importer, session: Session) -> None:
    importer.run(EVERYTHING)
    with transaction():
        session.scalars(select(ImportMapping)).one().mapping = {"emp no": "external_id", "biography": "job_title"}

    draft = importer.check(csv_of("Emp No|biography|Job-Title", "E1|x|y"))
    same = importer.check(EVERYTHING)

    assert draft.mapping == {"Emp No": "external_id", "biography": "about", "Job-Title": "job_title"}
    assert same.mapping == {"emp no": "external_id", "biography": "job_title"}


def test_file_that_is_no_table_stores_nothing(importer: Importer, session: Session, application_folder: Path) -> None:
    kept = set(application_folder.glob(f"{FOLDER}/*"))

    with pytest.raises(TableProblem, match="PNG"):
        importer.check(b"\x89PNG\r\n\x1a\n", filename="people.csv")

    assert session.scalar(select(func.count()).select_from(PeopleImport)) == 0
    assert set(application_folder.glob(f"{FOLDER}/*")) == kept


def test_directory_that_changed_meanwhile_is_shown_anew(importer: Importer, found: Find) -> None:
    draft = importer.check(EVERYTHING)
    importer.run(csv_of("emp no|name", "E1|Zoë Ruiz"))

    draft = importer.apply(draft)

    assert (draft.state, draft.sentence) == (
        ImportState.CHECKED,
        "The directory has changed since you looked. This is what the file would change now.",
    )
    assert draft.counts == {"new": 1, "changed": 1, "leaving": 0, "unchanged": 0, "problems": 0}
    assert importer.apply(draft).state is ImportState.APPLIED
    assert found("E1").department == "Finance"


def test_import_is_applied_once(importer: Importer) -> None:
    draft = importer.run(EVERYTHING)

    with pytest.raises(Conflict, match="This import is over"):
        importer.apply(draft)


def test_nothing_is_stored_when_a_statement_fails(importer: Importer) -> None:
    """T-12: whichever statement of the transaction fails, the directory is as before; then the same file goes in."""
    importer.run(csv_of("emp no|name", "E1|Ana Sol", "E2|Bo Ek"))
    before = state_hash()
    content = csv_of("emp no|name|manager|dotted lines|bio", "E1|Ana B|E3||x", "E3|Cy|E2|E1|y")

    for number in count():
        failing = Failing(number)
        draft = importer.check(content)
        with suppress(RuntimeError), failing:
            draft = importer.apply(draft)
        if draft.state is ImportState.APPLIED:
            break
        assert state_hash() == before, failing.statements[number]

    assert number > 5
    assert state_hash() != before


class Failing:
    """Lets the n-th write to the tables that an import fills fail."""

    TABLES = frozenset({"person", "dotted_line", "imported_text", "audit_event", "people_import"})

    def __init__(self, number: int) -> None:
        self.number = number
        self.statements: list[str] = []

    def __enter__(self) -> None:
        event.listen(db.engine, "before_cursor_execute", self._note)

    def __exit__(self, *_error: object) -> None:
        event.remove(db.engine, "before_cursor_execute", self._note)

    def _note(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        words = statement.split()
        if words[0] in {"INSERT", "UPDATE", "DELETE"} and self.TABLES & set(words[:4]):
            self.statements.append(statement)
            if len(self.statements) == self.number + 1:
                raise RuntimeError("the disk is full")
