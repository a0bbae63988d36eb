"""What stands around a page: ways in their order, the nearest one marked, nothing that this application lacks."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from flask import Flask

from app.core import navigation
from app.core.navigation import Banner, SessionEnd, Way, lies_below, menu_entry, way

SOMEBODY = SimpleNamespace(name="Amara Okafor")
Look = Callable[[str], list[Way]]
RULES = (("home", "/"), ("cohorts", "/cohorts"), ("runs", "/cohorts/runs"), ("me", "/people/<pid>"))


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> Look:
    """Return the ways that somebody sees at an address of a small application with empty registries."""
    for registry, empty in (("_ENTRIES", {}), ("_ROOMS", {}), ("_BANNERS", []), ("_SESSION_ENDS", [])):
        monkeypatch.setattr(navigation, registry, empty)
    app = Flask(__name__)
    for endpoint, rule in (*RULES, ("reports.show", "/reports/<pid>")):
        app.add_url_rule(rule, endpoint, lambda **_: "")

    def at(path: str) -> list[Way]:
        with app.test_request_context(path):
            return navigation.ways(SOMEBODY) + navigation.person_menu(SOMEBODY)

    return at


def test_ways_come_in_their_order_to_those_who_may_see_them(look: Look) -> None:
    way("Cohorts", "cohorts", 20)
    way("Home", "home", 10)
    way("Runs", "runs", 30, visible=lambda person: person is not SOMEBODY)

    assert [each.label for each in look("/")] == ["Home", "Cohorts"]


def test_way_to_an_area_that_the_application_lacks_is_left_out(look: Look) -> None:
    way("Insights", "insights.index", 10)

    assert look("/") == []


def test_nearest_way_is_current_and_the_front_page_only_on_itself(look: Look) -> None:
    way("Home", "home", 10)
    way("Cohorts", "cohorts", 20)
    way("Runs", "runs", 30)

    assert [each.label for each in look("/cohorts/runs/7") if each.is_current] == ["Runs"]
    assert [each.label for each in look("/cohorts/new") if each.is_current] == ["Cohorts"]
    assert [each.label for each in look("/elsewhere") if each.is_current] == []
    assert [(each.label, each.is_here) for each in look("/") if each.is_current] == [("Home", True)]


def test_way_is_current_on_pages_of_a_blueprint_that_lie_elsewhere(look: Look) -> None:
    way("Home", "home", 10)
    way("Cohorts", "cohorts", 20)
    lies_below("reports", "cohorts")

    assert [each.label for each in look("/reports/7") if each.is_current] == ["Cohorts"]


def test_entry_takes_the_values_of_its_address_from_the_person(look: Look) -> None:
    menu_entry("My profile", "me", 10, values=lambda _person: {"pid": "ab12"})

    assert [each.url for each in look("/")] == ["/people/ab12"]


def test_fifth_way_moves_into_the_person_menu(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "MOST_WAYS", 1)
    way("Home", "home", 10)
    way("Cohorts", "cohorts", 20)
    menu_entry("Sign out", "runs", 90, is_post=True)

    assert [each.label for each in look("/")] == ["Home", "Cohorts", "Cohorts", "Sign out"]


def test_somebody_signed_out_has_no_ways_and_no_menu(look: Look) -> None:
    way("Home", "home", 10)

    assert navigation.ways(None) == navigation.person_menu(None) == []
    assert len(look("/")) == 1


def test_banners_and_the_end_of_the_session_are_asked_of_the_areas(look: Look) -> None:
    demonstration = Banner("A demonstration.")
    navigation.banner(lambda _person: demonstration)
    navigation.banner(lambda _person: None)
    navigation.session_end(lambda _person: SessionEnd(600, "/stay"))

    assert navigation.banners(None) == [demonstration]
    assert navigation.end_of_session(SOMEBODY) == SessionEnd(600, "/stay")
    assert navigation.end_of_session(None) is None
    assert look("/") == []
