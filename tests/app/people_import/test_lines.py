"""Reporting lines from a file."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from app.people.models import Person
from app.people_import.plan import Kind
from tests.app.people_import.conftest import Importer, csv_of
from tests.app.people_import.shown import listed
from tests.factories.people import person as somebody

Find = Callable[[str], Person]


def bosses(person: Person) -> set[str]:
    return {line.boss.name for line in person.dotted_lines}


def manager(person: Person) -> str | None:
    return person.manager.name if person.manager else None


def test_managers_are_found_by_id_or_email_in_file_and_directory(importer: Importer, found: Find) -> None:
    somebody("Dana Roe", email="dana@example.org", external_id="D1")

    importer.run(
        csv_of(
            "emp no|name|e-mail|manager",
            "E1|Ana|ana@example.org|DANA@example.org",
            "E2|Bo||Ana@Example.org",
            "E3|Cy||E2",
            "E4|Di||D1",
        )
    )

    assert [manager(found(key)) for key in ("E1", "E2", "E3", "E4")] == ["Dana Roe", "Ana", "Bo", "Dana Roe"]


def test_change_of_manager_shows_both_names(importer: Importer, found: Find) -> None:
    importer.run(csv_of("emp no|name|manager", "E1|Ana|", "E2|Bo|E1", "E3|Cy|E1"))

    draft = importer.check(csv_of("emp no|name|manager", "E3|Cy|E4", "E4|Di|E2"))

    assert listed(draft, Kind.CHANGED) == [("Cy", [("Manager", "Ana", "Di")])]
    importer.apply(draft)
    assert (manager(found("E3")), manager(found("E4"))) == ("Di", "Bo")


def test_dotted_lines_are_exactly_those_of_the_file(importer: Importer, found: Find, session: Session) -> None:
    headings = "emp no|name|manager|dotted line managers"
    first = csv_of(headings, "E1|Ana||", "E2|Bo||", "E3|Cy|E1|E2; E1", "E4|Di|E3|E1,E2")
    importer.run(first)
    assert (bosses(found("E3")), bosses(found("E4"))) == ({"Bo"}, {"Ana", "Bo"})

    again = importer.check(first)
    importer.run(csv_of("emp no|dotted line managers", "E4|E2", "E3|"))

    assert again.counts["unchanged"] == 4
    assert (bosses(found("E3")), bosses(found("E4"))) == ({"Bo"}, {"Bo"})


def test_dotted_line_to_the_new_manager_becomes_the_solid_one(importer: Importer, found: Find) -> None:
    importer.run(csv_of("emp no|name|manager|dotted lines", "E1|Ana||", "E2|Bo||", "E3|Cy|E1|E2"))

    importer.run(csv_of("emp no|manager", "E3|E2"))

    assert (manager(found("E3")), bosses(found("E3"))) == ("Bo", set())


def test_empty_manager_changes_nothing(importer: Importer, found: Find) -> None:
    importer.run(csv_of("emp no|name|manager", "E1|Ana|", "E2|Bo|E1"))

    draft = importer.check(csv_of("emp no|name|manager", "E2|Bo|"))

    assert draft.counts["unchanged"] == 1
