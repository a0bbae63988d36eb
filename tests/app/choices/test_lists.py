"""Both sides rank, silently: the match reads the order, a line tells the other of it, a veto tells nobody."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.choices.models import WishLine
from app.choices.services import add_wish, veto, write_line
from app.cohorts.models import Cohort, Enrolment, ExcludedPair
from app.core.clock import today
from app.core.db import db
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.matching_runs.snapshot import policy_of, snapshot_of
from app.people.erasing import tell_erasers
from app.people.models import Person
from app.sign_up.models import SignUp
from matching import match
from programs.phases import Phase
from tests.app.choices.conftest import colleague
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.factories.sign_up import done


@pytest.fixture
def ranked(ruth: Person) -> Cohort:
    """Functional expertise: both sides rank."""
    return cohort_of(ruth, program_type="functional-expertise", phase=Phase.MATCHING)


@pytest.fixture
def ida(ranked: Cohort) -> Enrolment:
    return mentee(ranked, colleague("Ida Lund", level=4))


@pytest.fixture
def tomasz(ranked: Cohort) -> Enrolment:
    return mentor(ranked, colleague("Tomasz Kern"))


def wish(own: Enrolment, *others: Enrolment, line: str = "") -> None:
    """Put people on a list, in this order, and write the first a line."""
    with transaction() as session:
        mine = session.merge(own)
        for each in others:
            add_wish(mine, session.merge(each), actor=mine.person)
        if line:
            write_line(mine, session.merge(others[0]), line, actor=mine.person)


def test_a_line_is_what_tells_the_mentor(client: PageClient, ida: Enrolment, tomasz: Enrolment) -> None:
    wish(ida, tomasz)
    page = f"/cohorts/{ida.cohort.public_id}/my-mentees"
    client.sign_in(tomasz.person)
    assert "Ida" not in client.get(page).text

    wish(ida, tomasz, line="You explain treaties.")

    assert "You explain treaties." in client.get(page).text


def test_the_match_gives_both_wishes_their_weight(ida: Enrolment, tomasz: Enrolment) -> None:
    other = mentor(ida.cohort, colleague("Leila Haddad"))
    wish(ida, tomasz, other)
    wish(tomasz, ida)
    given = snapshot_of(db.session.merge(ida.cohort))

    found = match(given.mentees, given.mentors, policy_of(ida.cohort))

    points = {
        each.public_id: next(
            part.points for part in found.explain(ida.public_id, each.public_id) if part.name == "wishes"
        )
        for each in (tomasz, other)
    }
    # Both sides by their geometric mean; one side alone, second of two, counts 0.6 of a half.
    assert points == {tomasz.public_id: 25.0, other.public_id: pytest.approx(25 * 0.6 * 0.5, abs=0.001)}


def test_a_veto_is_an_exclusion_that_only_its_writer_finds(
    session: Session, client: PageClient, ida: Enrolment, tomasz: Enrolment
) -> None:
    wish(ida, tomasz, line="You explain treaties.")
    page = f"/cohorts/{ida.cohort.public_id}/my-mentees"
    client.sign_in(tomasz.person)

    assert client.submit(page, veto=ida.public_id).status_code == 302

    (row,) = session.scalars(select(ExcludedPair))
    assert {row.lower_id, row.higher_id} == {ida.person_id, tomasz.person_id}
    assert "You would rather not. Only you know." in client.get(page).text
    assert snapshot_of(session.merge(ida.cohort)).excluded == ((ida.public_id, tomasz.public_id),)
    client.submit(page, allow=ida.public_id)
    session.rollback()
    assert session.scalars(select(ExcludedPair)).all() == []


def test_a_mentor_ranks_everybody_at_once(
    session: Session, client: PageClient, ida: Enrolment, tomasz: Enrolment
) -> None:
    others = [mentee(ida.cohort, colleague(name, level=4)) for name in ("Amara Okafor", "Noor Haddou")]
    for each in (ida, *others):
        wish(each, tomasz, line="You explain treaties.")
    page = f"/cohorts/{ida.cohort.public_id}/my-mentees"
    client.sign_in(tomasz.person)
    said = dict(zip((each.person.public_id for each in (ida, *others)), ("2", "1", "veto"), strict=True))

    assert client.submit(f"{page}/all", page=page, **said).status_code == 302

    own = session.get_one(Enrolment, tomasz.id, populate_existing=True)
    assert own.answers["wishes"] == [others[0].person.email, ida.person.email]
    (row,) = session.scalars(select(ExcludedPair))
    assert others[1].person_id in {row.lower_id, row.higher_id}
    client.submit(f"{page}/all", page=page, **said | {others[1].person.public_id: ""})
    session.rollback()
    assert session.scalars(select(ExcludedPair)).all() == []


def test_a_veto_changes_nothing_for_the_mentee(client: PageClient, ida: Enrolment, tomasz: Enrolment) -> None:
    wish(ida, tomasz, line="You explain treaties.")
    client.sign_in(ida.person)
    paths = [f"/cohorts/{ida.cohort.public_id}{each}" for each in ("", "/mentors", "/wishes")]
    before = [client.get(path).text.split("<main")[1] for path in paths]

    with transaction() as session:
        veto(session.merge(tomasz), session.merge(ida), actor=session.merge(tomasz.person))

    assert [unsigned(client.get(path).text.split("<main")[1]) for path in paths] == [unsigned(each) for each in before]


def unsigned(text: str) -> str:
    """Without what differs from one look to the next."""
    return "\n".join(each for each in text.splitlines() if "csrf_token" not in each and "data-session" not in each)


def test_a_list_is_kept_in_the_sign_up_too(session: Session, ruth: Person) -> None:
    starts_on = today() + timedelta(days=30)
    cohort = cohort_of(ruth, program_type="functional-expertise", phase=Phase.SIGN_UP, starts_on=starts_on)
    sign_up = done(cohort, colleague("Ida Lund", level=4))
    own = session.scalars(select(Enrolment).where(Enrolment.cohort_id == cohort.id)).one()

    wish(own, mentor(cohort, colleague("Tomasz Kern")))

    wishes = ["tomasz.kern@northmere.example"]
    assert session.get_one(SignUp, sign_up.id, populate_existing=True).answers["wishes"] == wishes
    assert session.get_one(Enrolment, own.id, populate_existing=True).answers["wishes"] == wishes


def test_whoever_is_erased_leaves_no_line(session: Session, ida: Enrolment, tomasz: Enrolment) -> None:
    wish(ida, tomasz, line="You explain treaties.")

    with transaction() as here:
        tell_erasers(here.merge(tomasz.person))

    assert session.scalars(select(WishLine)).all() == []


def test_a_list_holds_five_people(ida: Enrolment) -> None:
    mentors = [mentor(ida.cohort, colleague(f"Mentor {n}")) for n in range(6)]

    with pytest.raises(RuleBroken, match="five people at most"):
        wish(ida, *mentors)


def named(own: Enrolment, *people: Person) -> None:
    """What a sign-up keeps: addresses of colleagues, whether they take part or not."""
    with transaction() as session:
        session.merge(own).answers = {"wishes": [each.email for each in people]}


def test_nobody_learns_from_a_list_who_takes_part(client: PageClient, ida: Enrolment, tomasz: Enrolment) -> None:
    with transaction() as session:
        session.merge(ida.cohort).privacy = {"wish_list_shown": "nobody"}
    outsider = colleague("Noor Saleh")
    named(ida, tomasz.person, outsider)
    named(tomasz, ida.person, outsider)

    seen = []
    for own, path in ((ida, "wishes"), (tomasz, "my-mentees")):
        client.sign_in(own.person)
        page = client.get(f"/cohorts/{ida.cohort.public_id}/{path}").text
        lines = [each.split("</li>")[0] for each in page.split("<main")[1].split("<li>")[1:] if "line-row" in each]
        seen += [re.sub(r"Tomasz Kern|Ida Lund|Noor Saleh|\b[0-9a-z]{16}\b", "…", each) for each in lines]

    assert len(seen) == 4
    assert ["One up" in each for each in seen] == [False, True, False, True]
    assert not any("Rather not" in each or "Keep this line" in each for each in seen)


def test_whoever_is_on_a_list_goes_up_and_off_without_taking_part(client: PageClient, ida: Enrolment) -> None:
    first, second = colleague("Noor Saleh"), colleague("Mina Sato")
    named(ida, first, second)
    page = f"/cohorts/{ida.cohort.public_id}/wishes"
    client.sign_in(ida.person)

    client.submit(page, **{"raise": second.public_id})
    client.submit(page, drop=first.public_id)

    assert db.session.get_one(Enrolment, ida.id, populate_existing=True).answers["wishes"] == [second.email]
    assert [client.submit(page, **{press: "\x00"}).status_code for press in ("add", "drop")] == [404, 404]


def test_a_line_goes_with_the_wish(client: PageClient, ida: Enrolment, tomasz: Enrolment) -> None:
    wish(ida, tomasz, line="You explain treaties.")
    named(ida)  # as the sign-up takes somebody off
    client.sign_in(tomasz.person)

    pages = [client.get(each).text for each in ("/", f"/cohorts/{ida.cohort.public_id}/my-mentees")]

    assert not any("wrote you a line" in each or "You explain treaties." in each for each in pages)


def test_lists_rest_once_a_cohort_is_over(client: PageClient, ida: Enrolment, tomasz: Enrolment) -> None:
    with transaction() as session:
        session.merge(ida.cohort).phase = Phase.CLOSED
    here = f"/cohorts/{ida.cohort.public_id}"
    asked = ((ida, "mentors"), (ida, "wishes"), (tomasz, "my-mentees"))

    for own, path in asked:
        client.sign_in(own.person)
        assert client.get(f"{here}/{path}").status_code == 302
        assert f'{here}/{path}"' not in client.get(here).text


def test_whoever_is_erased_stands_on_no_list(session: Session, ruth: Person) -> None:
    starts_on = today() + timedelta(days=30)
    cohort = cohort_of(ruth, program_type="functional-expertise", phase=Phase.SIGN_UP, starts_on=starts_on)
    sign_up = done(cohort, colleague("Ida Lund", level=4))
    own = session.scalars(select(Enrolment).where(Enrolment.cohort_id == cohort.id)).one()
    tomasz, leila = mentor(cohort, colleague("Tomasz Kern")), mentor(cohort, colleague("Leila Haddad"))
    wish(own, tomasz, leila)

    with transaction() as here:
        tell_erasers(here.merge(tomasz.person))

    session.rollback()
    for kept in (session.get_one(SignUp, sign_up.id), session.get_one(Enrolment, own.id)):
        session.refresh(kept)
        assert kept.answers["wishes"] == ["leila.haddad@northmere.example"]
