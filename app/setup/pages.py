"""The checklist: what is set, what is open, and where to go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.clock import now
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.organisation import Organisation, organisation
from app.core.outbox import MailState, OutboxMail
from app.core.wording import clock_time, day
from app.people.spoken import time_zone_name
from app.setup.queries import people_in_directory, standing, was_saved, who_gives_roles


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist; ``endpoint`` is the page behind its one link."""

    title: str
    sentence: str
    is_done: bool
    endpoint: str
    label: str


def checklist() -> list[Item]:
    """All items in the order in which they are best done."""
    return _items(was_saved("time"), people_in_directory(), [person.name for person in who_gives_roles()])


def open_titles() -> list[str]:
    """What is still to be done, in the same order; one query, for the names and numbers of the rest are not asked."""
    is_time_saved, people, givers = standing()
    return [item.title for item in _items(is_time_saved, people, [""] * givers) if not item.is_done]


def _items(is_time_saved: bool, people: int, givers: Sequence[str]) -> list[Item]:
    house = organisation()
    return [
        _organisation(house),
        _letters(house),
        _time(house, is_time_saved),
        _emergency(house),
        _after_the_end(house),
        _privacy(house),
        _safeguarding(house),
        _people(people),
        _roles(givers),
    ]


def _item(title: str, is_done: bool, sentences: tuple[str, str], endpoint: str, labels: tuple[str, str]) -> Item:
    done, missing = 0, 1
    which = done if is_done else missing
    return Item(title, sentences[which], is_done, endpoint, labels[which])


def _organisation(house: Organisation) -> Item:
    said = _("%(name)s; questions go to %(contact)s.", name=house.name, contact=house.contact_email)
    missing = _("What people read on every page and letter, and whom they ask.")
    is_done = bool(house.name and house.contact_email)
    return _item(_("The organisation"), is_done, (said, missing), "setup.organisation_settings", _change())


def _letters(house: Organisation) -> Item:
    said = _("Sent as %(name)s <%(address)s>, and tried.", name=house.sender_name, address=house.sender_address)
    missing = _("Name the sender, then send a letter to yourself and say that it arrived.")
    is_done = house.sender_confirmed_at is not None
    return _item(_("Letters"), is_done, (said, missing), "setup.letters", _change())


def _time(house: Organisation, is_saved: bool) -> Item:
    said = _("%(zone)s, English.", zone=time_zone_name(house.time_zone))
    missing = _("For people who have not said where they are.")
    return _item(_("Time zone and language"), is_saved, (said, missing), "setup.time", _change())


def _emergency(house: Organisation) -> Item:
    said = _("In an emergency: %(number)s.", number=house.emergency_number)
    if house.eap_name:
        told = _("%(eap)s: %(number)s.", eap=house.eap_name, number=house.eap_number)
        said = f"{said} {told}" if house.eap_number else f"{said} {house.eap_name}."
    missing = _("The numbers that people find when they need help at once.")
    is_done = bool(house.emergency_number)
    return _item(_("Help in an emergency"), is_done, (said, missing), "setup.emergency", _change())


def _after_the_end(house: Organisation) -> Item:
    said = _("Both read on for %(days)s days; then what they shared is gone.", days=house.reading_days)
    return _item(_("When a pair ends"), True, (said, ""), "setup.after_the_end", _change())


def _privacy(house: Organisation) -> Item:
    said = _("Version %(number)s is published.", number=house.privacy_version)
    missing = _("A draft is there. Have it read by whoever is responsible for data protection.")
    return _item(_("Privacy notice"), house.privacy_version > 0, (said, missing), "setup.privacy_notice", _change())


def _safeguarding(house: Organisation) -> Item:
    has_deputy = house.safeguarding_deputy_id is not None
    said = _("An officer and a deputy are named.") if has_deputy else _("An officer is named; a deputy would be good.")
    missing = _("Who is told when somebody may come to harm.")
    is_done = house.safeguarding_officer_id is not None
    return _item(_("Safeguarding"), is_done, (said, missing), "setup.safeguarding", _change())


def _people(count: int) -> Item:
    said = ngettext("%(num)d person is in the directory.", "%(num)d people are in the directory.", count)
    missing = _("Bring the directory in from a file, as often as you like.")
    labels = (_("Import again"), _("Import people"))
    return _item(_("People"), count > 1, (said, missing), "people_import.index", labels)


def _roles(names: Sequence[str]) -> Item:
    said = _("%(names)s.", names=", ".join(names))
    missing = _(
        "Only %(names)s so far. Nobody gives a role to themselves: name a second person.", names=", ".join(names)
    )
    title = _("Who appoints administrators, executives and HR leads")
    return _item(title, len(names) > 1, (said, missing), "people.roles_overview", (_("See roles"), _("Name somebody")))


def _change() -> tuple[str, str]:
    return _("Change"), _("Set up")


def letter_words(letter: OutboxMail | None) -> str:
    """Where a test letter stands, in a sentence; empty when none was asked for."""
    if letter is None:
        return ""
    words = {
        MailState.WAITING: _("Your test letter waits to be sent. Reload this page in a moment."),
        MailState.SENDING: _("Your test letter is being sent. Reload this page in a moment."),
        MailState.PARKED: _("Your test letter could not be sent. %(why)s", why=letter.sentence or ""),
        MailState.WITHDRAWN: _("Your test letter was withdrawn."),
    }
    return words.get(letter.state) or _sent_at(letter)


def _sent_at(letter: OutboxMail) -> str:
    at = letter.sent_at or now()
    return _("Your test letter left on %(day)s at %(time)s. Did it arrive?", day=day(at), time=clock_time(at))
