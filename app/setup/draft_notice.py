"""A privacy notice to begin with: what this software does with words about people, for the organisation to complete."""

from __future__ import annotations

from app.core.i18n import gettext as _
from app.core.organisation import Organisation


def draft_notice(house: Organisation) -> str:
    """The draft as paragraphs parted by an empty line; what only the organisation knows stands in brackets."""
    return "\n\n".join(
        [
            _("%(name)s runs Ithaca on its own servers, to bring mentors and mentees together. [Complete this notice.]",
              name=house.name or _("[The organisation]")),
            _("Responsible for it: [name and address]. Data protection officer: [name and address]."),
            _("What is kept: what the directory says about you (name, e-mail, job, department, site, time zone, "
              "level, start date, reporting line), what you say about yourself (languages, skills, some words), what "
              "you answer when you sign up for a program, and which mentor and mentee were brought together."),
            _("What it is for: to match mentors and mentees, to let a pair meet, and to see whether programs help. "
              "It is not used to judge performance, pay or promotion."),
            _("On which ground: [legal basis; works agreement]."),
            _("Who sees it: the page “Who can see what” lists it. Where you sign in is kept until 30 days after that "
              "sign-in is over; that you signed in, and when, is kept with the record of changes."),
            _("For how long: [periods]. When you leave, your access ends at once."),
            _("Nothing is sent to other companies. Pages load nothing from other sites. There are three cookies: one "
              "keeps you signed in, one knows this browser again, one protects forms."),
            _("Your rights: you can ask to see, correct, move and erase what is kept about you, object to its use, "
              "and complain to [authority]. Write to %(contact)s.", contact=house.contact_email or _("[address]")),
        ]
    )  # fmt: skip
