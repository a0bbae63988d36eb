"""What the settings pages of a cohort say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.cohorts.labels import SIDES_PLURAL
from app.cohorts.models import Cohort, PrivacyChange, Side
from app.cohorts.queries import privacy_changes, privacy_of, privacy_of_newcomers
from app.cohorts.services.matching import as_it_stands, as_the_program_has_it
from app.cohorts.services.settings import questions_on_offer
from app.cohorts.workings import findings
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.wording import day_year, spelled
from programs.privacy import PRIVACY, Setting
from programs.questions import Question

Part = tuple[str, str, str]
PartMaker = Callable[[Cohort], Part | None]
_PARTS: list[PartMaker] = []


@dataclass(frozen=True, slots=True)
class DatedChange:
    """A privacy setting that was changed after the launch, in a sentence."""

    at: datetime
    sentence: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a privacy setting stands: for those who are in, and for those who sign up from now on."""

    setting: Setting
    now: str
    later: str

    @property
    def sentence(self) -> str:
        return _(self.setting.choice(self.now).sentence)

    @property
    def sentence_later(self) -> str:
        """What holds for newcomers, empty where it is the same."""
        return _(self.setting.choice(self.later).sentence) if self.later != self.now else ""


def privacy_standing(cohort: Cohort) -> list[Standing]:
    """Each setting as it stands."""
    stands, later = privacy_of(cohort), privacy_of_newcomers(cohort, privacy_changes(cohort))
    return [Standing(setting, stands[name], later[name]) for name, setting in PRIVACY.items()]


def dated_changes(cohort: Cohort) -> list[DatedChange]:
    """What was changed about who sees what since the launch, the newest first: for everybody who takes part."""
    return [DatedChange(each.changed_at, _sentence(each)) for each in reversed(privacy_changes(cohort))]


def _sentence(change: PrivacyChange) -> str:
    setting = PRIVACY[change.setting]
    words = {"setting": _(setting.label), "choice": _(setting.choice(change.after).label)}
    if change.is_tighter:
        return _("%(setting)s: “%(choice)s”, for everybody at once.", **words)
    return _("%(setting)s: “%(choice)s”, only for those who sign up after this day.", **words)


def asked_of(question: Question) -> str:
    """On which side a question is asked."""
    if len(question.sides) > 1:
        return _("Both sides")
    return str(SIDES_PLURAL[Side(question.sides[0])])


def settings_part(maker: PartMaker) -> PartMaker:
    """Register the function below: a part of the settings that an area above this one keeps, None where it has none."""
    _PARTS.append(maker)
    return maker


def overview(cohort: Cohort) -> list[Part]:
    """The parts of the settings: endpoint, title, and how they stand in a line; those of other areas last."""
    others = [part for maker in _PARTS if (part := maker(cohort)) is not None]
    return [
        ("cohorts.details", _("Name, purpose, days, whom to ask"), _days(cohort)),
        ("cohorts.questions", _("What is asked at sign-up"), _questions_line(cohort)),
        ("cohorts.matching", _("What counts in the match"), _matching_line(cohort)),
        ("cohorts.practice", _("How this cohort works"), _practice_line(cohort)),
        ("cohorts.privacy", _("Who sees what"), _("Letters and calendars, the list of mentors, managers.")),
        *others,
    ]


def _days(cohort: Cohort) -> str:
    first = day_year(cohort.starts_on)
    runs = (
        _("%(first)s to %(last)s.", first=first, last=day_year(cohort.ends_on))
        if cohort.has_end
        else _("From %(first)s on; people join one by one.", first=first)
    )
    if cohort.sign_up_closes_on is None:
        return runs
    return f"{runs} {_('Sign-up until %(day)s.', day=day_year(cohort.sign_up_closes_on))}"


def _questions_line(cohort: Cohort) -> str:
    asked = [each for each in questions_on_offer(cohort) if not cohort.questions or each.key in cohort.questions]
    return ngettext("One question.", "%(count)s questions, at most ten for anybody.", len(asked), count=len(asked))


def _practice_line(cohort: Cohort) -> str:
    found = findings(cohort)
    errors, count = sum(each.is_error for each in found), spelled(len(found)).capitalize()
    if errors:
        many = spelled(errors).capitalize()
        return ngettext("One thing makes it coaching.", "%(count)s things make it coaching.", errors, count=many)
    if found:
        return ngettext("One thing is worth a look.", "%(count)s things are worth a look.", len(found), count=count)
    return _("It is mentoring: nothing in it tells otherwise.")


def _matching_line(cohort: Cohort) -> str:
    if as_it_stands(cohort) == as_the_program_has_it(cohort):
        return _("As the program has it.")
    return _("Adjusted for this cohort.")
