"""Who can see what, in the words of the page of that name. Each line is what the policies of the areas say."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class Sight:
    """Something that is kept, who sees it, and who does not though one might think so."""

    what: str
    seen_by: str
    not_by: str = ""


def sights() -> list[Sight]:
    """Everything that is kept about a person, the most open first."""
    colleagues = _("Everybody who signs in here")
    return [
        Sight(_("Your name, job, department, site, time zone"), colleagues),
        Sight(_("Your languages, skills and the words you wrote about yourself"), colleagues),
        Sight(
            _("Words about you that came with a file"),
            _("Only you, until you show them or throw them away"),
            _("Not your colleagues, not your manager"),
        ),
        Sight(
            _("Your level and start date"),
            _("You and administrators; matching counts with them"),
            _("Not those you are matched with"),
        ),
        Sight(_("The directory as a file"), _("Administrators and HR leads"), _("Nobody else can take it away")),
        Sight(_("Whom you report to"), _("You, administrators, and those above you in that line")),
        Sight(_("Which roles you were given"), _("You, administrators, and those who give roles")),
        Sight(_("Who changed what in your profile"), _("You and administrators")),
        Sight(
            _("That you signed up for a program, and what you answered"),
            _("You, and the administrators named for that cohort"),
            _("Not your manager, not administrators of other cohorts, not executives, not HR"),
        ),
        Sight(
            _("How well two people fit, and why"),
            _("The administrators named for that cohort"),
            _("No participant sees a score"),
        ),
        Sight(
            _("Where and when you signed in"),
            _("You. The place is erased 30 days after a sign-in is over, the time stays in the record of changes"),
            _("Administrators can end your sign-ins, and do not see where they are"),
        ),
        Sight(_("Your password"), _("Nobody. Only a fingerprint of it is kept"), _("Administrators cannot set it")),
        Sight(
            _("What the people who run the servers could get at"),
            _("Everything in this table but your password"),
        ),
    ]
