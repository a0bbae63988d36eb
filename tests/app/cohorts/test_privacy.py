"""Who sees what: free until the launch, then only tighter for those who are in; each change dated and shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, PrivacyChange
from app.cohorts.queries import privacy_changes, privacy_of, privacy_of_newcomers
from app.cohorts.services import change_privacy
from app.core.clock import now
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase
from programs.privacy import PRIVACY
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee

CASES = [(slug, name) for slug in sorted(PROGRAM_TYPES) for name in PRIVACY]


def launched(session: Session, ruth: Person, slug: str = "onboarding", **privacy: str) -> Cohort:
    """A cohort whose sign-up has been opened with these settings."""
    made = session.merge(cohort_of(ruth, program_type=slug, phase=Phase.SIGN_UP))
    with transaction():
        made.launched_at, made.privacy = now(), {**made.privacy, **privacy}
    return made


def change(session: Session, cohort: Cohort, ruth: Person, **wanted: str) -> None:
    with transaction():
        change_privacy(session.merge(cohort), wanted, actor=session.merge(ruth))


@pytest.mark.parametrize(("slug", "name"), CASES)
def test_in_a_draft_everything_is_free_and_undated(session: Session, ruth: Person, slug: str, name: str) -> None:
    made = cohort_of(ruth, program_type=slug)

    for choice in PRIVACY[name].choices:
        change(session, made, ruth, **{name: choice.value})
        assert privacy_of(session.merge(made))[name] == choice.value

    assert privacy_changes(made) == []


@pytest.mark.parametrize(("slug", "name"), CASES)
def test_after_the_launch_tighter_holds_at_once_and_looser_for_newcomers(
    session: Session, ruth: Person, slug: str, name: str
) -> None:
    tight, *_, loose = (choice.value for choice in PRIVACY[name].choices)
    made = launched(session, ruth, slug, **{name: loose})

    change(session, made, ruth, **{name: tight})
    tightened = (privacy_of(made)[name], privacy_of_newcomers(made, privacy_changes(made))[name])
    change(session, made, ruth, **{name: loose})
    loosened = (privacy_of(made)[name], privacy_of_newcomers(made, privacy_changes(made))[name])

    assert (tightened, loosened) == ((tight, tight), (tight, loose))
    assert [each.is_tighter for each in privacy_changes(made)] == [True, False]


def test_what_holds_for_somebody_is_what_they_agreed_to_or_tighter(session: Session, ruth: Person) -> None:
    made = launched(session, ruth, manager_sees_busy="no")
    before = now() - timedelta(hours=1)
    change(session, made, ruth, manager_sees_busy="yes")
    after = now() + timedelta(hours=1)

    loosened = [
        privacy_of_newcomers(made, privacy_changes(made), signed_up_at=at)["manager_sees_busy"]
        for at in (before, after)
    ]
    change(session, made, ruth, manager_sees_busy="no")
    narrowed = privacy_of_newcomers(made, privacy_changes(made), signed_up_at=after)["manager_sees_busy"]

    assert (loosened, narrowed) == (["no", "yes"], "no")


def test_back_in_preparation_nothing_loosens_for_those_who_were_told(session: Session, ruth: Person) -> None:
    made = launched(session, ruth, partner_in_letters="no")
    with transaction():
        made.phase = Phase.DRAFT

    change(session, made, ruth, partner_in_letters="yes")

    assert privacy_of(made)["partner_in_letters"] == "no"


def test_the_same_choice_again_changes_nothing(session: Session, ruth: Person) -> None:
    made = launched(session, ruth)

    change(session, made, ruth, **privacy_of(made))

    assert session.scalars(select(PrivacyChange)).all() == []


@pytest.mark.parametrize("wanted", [{"partner_in_letters": "maybe"}, {"shoe_size": "no"}])
def test_a_setting_that_does_not_exist_is_refused(session: Session, ruth: Person, wanted: dict[str, str]) -> None:
    with pytest.raises(RuleBroken):
        change(session, cohort_of(ruth), ruth, **wanted)


def test_the_change_is_dated_and_shown_to_those_who_take_part(
    session: Session, client: PageClient, signed_in: PageClient, ruth: Person, amara: Person
) -> None:
    made = launched(session, ruth, wish_list_shown="nobody")
    mentee(made, amara)
    typed = privacy_of(made) | {"wish_list_shown": "mentees"}

    answer = signed_in.submit(f"/cohorts/{made.public_id}/settings/privacy", **typed)
    shown = signed_in.get(f"/cohorts/{made.public_id}/settings/privacy").text
    client.sign_in(amara)
    seen = client.get(f"/cohorts/{made.public_id}").text

    assert answer.status_code == 302
    assert "For those who are in already:" in shown
    assert "only for those who sign up after this day" in seen
    assert f"{now():%-d %B %Y}" in seen
