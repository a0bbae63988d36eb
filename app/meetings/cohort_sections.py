"""What the settings of a cohort say of the questions that its pairs are offered."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.settings.pages import settings_part
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.i18n import ngettext
from app.core.wording import number, spelled
from programs.guides import Guide, Moment

MOMENTS = {
    Moment.FIRST: _l("Before the two have met"),
    Moment.EARLY: _l("Before their second and third meeting"),
    Moment.WORKING: _l("In the first half, when nothing else is near"),
    Moment.HALFWAY: _l("Around the middle"),
    Moment.LATER: _l("In the second half, when nothing else is near"),
    Moment.SILENCE: _l("When they have not met for long"),
    Moment.LAST: _l("Before the last meeting"),
}


@settings_part
def guides(cohort: Cohort) -> tuple[str, str, str]:
    """The way to them, and how many are worded anew."""
    own, title = len(cohort.own_guides), _("Questions for each session")
    if not own:
        return "meetings.guides", title, _("As the program has it.")
    many = spelled(own).capitalize()
    return "meetings.guides", title, ngettext("One set in your words.", "%(many)s sets in your words.", own, many=many)


def when_it_is_asked(guide: Guide) -> str:
    """At which moment a pair is offered these questions."""
    if guide.moment is Moment.MILESTONE:
        return _("Around day %(day)s", day=number(guide.around))
    return str(MOMENTS[guide.moment])
