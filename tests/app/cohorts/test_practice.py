"""How a cohort works: said by its administrators, looked at before the launch, settled by it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.services import change_details, change_practice, change_questions, move_cohort, relabel_as_coaching
from app.cohorts.workings import findings
from app.core.audit import AuditEvent
from app.core.errors import RuleBroken
from app.core.outbox import OutboxMail
from app.core.transactions import transaction
from app.pairings.models import Origin, Pairing
from app.pairings.services import NewPair, make_pairings
from app.people.models import Person
from app.sign_up.administration.services.inviting import digest_of
from programs.catalogue import PROGRAM_TYPES
from programs.choice import FormOfChoice
from programs.phases import Phase
from programs.practice import TRAITS
from tests.app.cohorts.test_settings import soon
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.programs.test_lint import DISGUISES, WEAK


def draft(ruth: Person, slug: str = "functional-expertise", **more: Any) -> Cohort:
    return cohort_of(ruth, program_type=slug, **{"starts_on": soon(40)} | more)


def codes(cohort: Cohort) -> list[str]:
    return [check.code for check in findings(cohort)]


def stored(session: Session) -> Cohort:
    session.rollback()
    return session.scalars(select(Cohort)).one()


def form_of(cohort: Cohort, **said: str) -> dict[str, str]:
    """The answers of the page as they stand."""
    stands = {name: getattr(cohort.practised, name) for name in TRAITS}
    steps = dict(enumerate(cohort.cadence))
    every = {f"every_{place}": str(step.every_days) for place, step in steps.items()}
    minutes = {f"minutes_{place}": str(step.minutes) for place, step in steps.items()}
    return {**stands, **every, **minutes, "seats_cap": str(cohort.seats_cap), **said}


@pytest.mark.parametrize("slug", sorted(PROGRAM_TYPES))
def test_a_cohort_as_its_program_has_it_is_clean_and_can_be_launched(session: Session, ruth: Person, slug: str) -> None:
    made = draft(ruth, slug)

    assert codes(made) == []
    with transaction():
        move_cohort(session.merge(made), Phase.SIGN_UP, actor=ruth)
    assert stored(session).phase is Phase.SIGN_UP


@pytest.mark.parametrize(("code", "said"), DISGUISES)
def test_a_disguise_keeps_a_cohort_from_being_launched(
    session: Session, ruth: Person, code: str, said: dict[str, Any]
) -> None:
    made = draft(ruth)
    with transaction():
        change_practice(session.merge(made), said, actor=ruth)

    with pytest.raises(RuleBroken) as refused, transaction():
        move_cohort(stored(session), Phase.SIGN_UP, actor=ruth)

    found = findings(stored(session))
    assert [check.code for check in found] == [code]
    assert str(refused.value) == f"{found[0].title} {found[0].reason} {found[0].mend}"
    assert stored(session).phase is Phase.DRAFT


@pytest.mark.parametrize(("code", "said"), [*WEAK, ("W6", {"seats_cap": 4})])
def test_a_warning_is_shown_and_keeps_nothing(session: Session, ruth: Person, code: str, said: dict[str, Any]) -> None:
    made = draft(ruth)
    with transaction():
        change_practice(session.merge(made), said, actor=ruth)

    assert codes(stored(session)) == [code]
    with transaction():
        move_cohort(stored(session), Phase.SIGN_UP, actor=ruth)


def test_what_a_cohort_really_has_is_looked_at(session: Session, ruth: Person) -> None:
    made = draft(ruth)
    mentor(made, "Leila Haddad", seats=5)
    with transaction():
        change_questions(session.merge(made), {"interests", "values", "seats"}, actor=ruth)
        change_details(session.merge(made), {"ends_on": soon(100)}, actor=ruth)
    chosen = codes(stored(session))
    with transaction():
        session.merge(made).choice = FormOfChoice.MATCHED.value

    assert chosen == ["W5", "W6"]
    assert codes(stored(session)) == ["W2", "W5", "W6"]


def test_a_rule_that_went_missing_is_found(session: Session, ruth: Person) -> None:
    draft(ruth)
    with transaction():
        stored(session).rules = {"not_in_line": False}

    with pytest.raises(RuleBroken):
        codes(stored(session))


def test_the_pages_show_why_who_says_so_and_what_to_do(signed_in: PageClient, session: Session, ruth: Person) -> None:
    made = draft(ruth)
    url = f"/cohorts/{made.public_id}"
    answer = signed_in.submit(f"{url}/settings/practice", **form_of(made, reports="told", training="none"))

    launch, page = signed_in.get(f"{url}/launch").text, signed_in.get(answer.location).text

    assert answer.location == f"{url}/settings/practice"
    for text in (launch, page):
        assert "The mentor reports on the mentee." in text
        assert "I get periodic reports from the mentor" in text
        assert "What the mentee wants known, the mentee says." in text
        assert "Nobody is prepared." in text
    assert ("Open sign-up and" in launch, "call it what it is" in launch) == (False, True)
    assert "Do not launch it as mentoring" in page
    assert 'href="/coaching"' in page
    assert "The mentor reports on the mentee." in signed_in.get(url).text
    refused = signed_in.submit(f"{url}/launch", page=f"{url}/settings", seen=digest_of([]))
    assert (refused.status_code, "The mentor reports on the mentee." in refused.text) == (422, True)
    assert stored(session).phase is Phase.DRAFT


def test_the_most_mentees_of_a_cohort_holds_at_sign_up(session: Session, signed_in: PageClient, ruth: Person) -> None:
    made = draft(ruth)

    signed_in.submit(f"/cohorts/{made.public_id}/settings/practice", **form_of(made, seats_cap="1"))

    assert (stored(session).practice, stored(session).seats_cap) == ({"seats_cap": 1}, 1)
    assert "A mentor takes one mentee." in signed_in.get(f"/cohorts/{made.public_id}").text


def test_a_cohort_meets_in_a_rhythm_of_its_own(session: Session, signed_in: PageClient, ruth: Person) -> None:
    made = draft(ruth, "onboarding")
    page = f"/cohorts/{made.public_id}/settings/practice"

    signed_in.submit(page, **form_of(made, every_0="14", minutes_0="60"))
    changed = stored(session)

    first = changed.cadence[0]
    assert (first.until_day, first.every_days, first.minutes) == (30, 14, 60)
    assert "every two weeks for 60 minutes until day 30" in signed_in.get(f"/cohorts/{made.public_id}").text
    signed_in.submit(page, **form_of(changed, every_0="7", minutes_0="30"))
    assert stored(session).practice == {}


@pytest.mark.parametrize(
    "said",
    [
        {"reports": "shouted"},
        {"minutes_0": "5"},
        {"every_0": "3"},
        {"goals": ""},
        {"topics": "checklist"},
        {"seats_cap": "0"},
        {"seats_cap": "many"},
    ],
)
def test_an_answer_that_is_not_offered_stores_nothing(
    session: Session, signed_in: PageClient, ruth: Person, said: dict[str, str]
) -> None:
    made = draft(ruth)

    answer = signed_in.submit(f"/cohorts/{made.public_id}/settings/practice", **form_of(made, **said))

    assert (answer.status_code, stored(session).practice) == (422, {})


def test_how_it_works_is_settled_by_the_launch(session: Session, signed_in: PageClient, ruth: Person) -> None:
    made = draft(ruth, phase=Phase.SIGN_UP)

    page = signed_in.get(f"/cohorts/{made.public_id}/settings/practice").text
    with pytest.raises(RuleBroken), transaction():
        change_practice(session.merge(made), {"reports": "told"}, actor=ruth)
    with pytest.raises(RuleBroken), transaction():
        relabel_as_coaching(stored(session), actor=ruth)

    assert "This is settled." in page
    assert (stored(session).practice, stored(session).archived_at) == ({}, None)


@pytest.mark.parametrize("is_relabelled", [False, True])
def test_nobody_is_put_together_by_hand_in_what_is_not_launched(
    session: Session, signed_in: PageClient, ruth: Person, is_relabelled: bool
) -> None:
    made = draft(ruth)
    priya, leila = mentee(made, "Priya Raman"), mentor(made, "Leila Haddad")
    url = f"/cohorts/{made.public_id}"
    signed_in.submit(f"{url}/settings/practice", **form_of(made, goals="set"))
    if is_relabelled:
        signed_in.submit(f"{url}/relabel", page=f"{url}/settings/practice")
    token = signed_in.token(f"{url}/settings")

    page, pairs = signed_in.get(url).text, signed_in.get(f"{url}/pairs").text
    asked = [signed_in.get(f"{url}/{each}").status_code for each in ("pick", "pairs/import")]
    two = {"mentee": priya.public_id, "mentor": leila.public_id, "reason": "They met at the fair."}
    picked = signed_in.post(f"{url}/pick", data={"csrf_token": token, **two})
    new = [NewPair(mentee_id=priya.id, mentor_id=leila.id)]
    with pytest.raises(RuleBroken), transaction() as here:
        make_pairings(here.merge(made), new, origin=Origin.IMPORT, actor=None, objection_until=None)

    assert (asked, picked.status_code) == ([422, 422], 422)
    assert ("Bring it back first." if is_relabelled else "Launch it first") in picked.text
    assert [each for each in ("/pick", "/pairs/import") if f'"{url}{each}"' in page + pairs] == []
    assert (f'"{url}/sign-ups"' in page) is not is_relabelled
    assert signed_in.get(f"{url}/sign-ups").status_code == (422 if is_relabelled else 200)
    assert session.scalars(select(Pairing)).all() == []
    assert session.scalars(select(OutboxMail)).all() == []


def test_it_can_be_sme_coaching_where_its_program_has_no_reports(
    session: Session, signed_in: PageClient, ruth: Person
) -> None:
    made = draft(ruth, "onboarding")
    url = f"/cohorts/{made.public_id}"
    signed_in.submit(f"{url}/settings/practice", **form_of(made, reports="told"))

    offered = signed_in.get(f"{url}/settings/practice").text
    answer = signed_in.submit(f"{url}/relabel", page=f"{url}/settings/practice", label="sme-coaching")
    page = signed_in.get(answer.location).text

    assert ("This is coaching" in offered, "This is SME coaching" in offered) == (True, True)
    assert stored(session).relabelled_as == "sme-coaching"
    assert "the mentor also writes reports" in page
    assert "Make a cohort of Functional expertise" in page
    with pytest.raises(RuleBroken), transaction():
        relabel_as_coaching(stored(session), "tea", actor=ruth)


def test_relabelled_as_coaching_it_is_put_away_and_not_launched(
    session: Session, signed_in: PageClient, ruth: Person
) -> None:
    made = draft(ruth)
    url = f"/cohorts/{made.public_id}"
    signed_in.submit(f"{url}/settings/practice", **form_of(made, goals="set"))

    answer = signed_in.submit(f"{url}/relabel", page=f"{url}/settings/practice")

    page = signed_in.get(answer.location).text
    assert "This is not launched as mentoring." in page
    assert 'href="/coaching"' in page
    assert made.name not in signed_in.get("/cohorts").text
    assert "Not launched: coaching" in signed_in.get("/cohorts/put-away").text
    with pytest.raises(RuleBroken, match="put away"), transaction():
        move_cohort(stored(session), Phase.SIGN_UP, actor=ruth)
    kinds = session.scalars(
        select(AuditEvent.kind).where(AuditEvent.kind.like("cohort.%")).order_by(AuditEvent.id)
    ).all()
    assert kinds == ["cohort.created", "cohort.practice_changed", "cohort.archived", "cohort.relabelled"]
    signed_in.submit(f"{url}/bring-back", page=url)
    assert (stored(session).archived_at, stored(session).relabelled_as) == (None, None)
