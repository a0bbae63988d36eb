"""What the page of an engagement shows: to each of its people what they may open, and the one thing to do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from app.coaching.areas import CAUSE, TALK, AreaView, areas_of
from app.coaching.labels import CAUSES, OUTCOMES, STATES
from app.coaching.models import CheckIn, Drawer, Engagement
from app.coaching.papers import OpenDrawer, OpenPaper, open_drawer
from app.coaching.policy import guides_it, is_its_client, may_open, stands_by_it
from app.coaching.queries import check_ins_of, held_and_due
from app.coaching.services.referrals import REFERRAL, STATEMENT, WISH
from app.coaching.services.regaining import is_shut, waits
from app.core.clock import today
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.wording import day_year
from app.people.models import Person
from programs.engagements import Cause, EngagementState, Party, Standing, milestones_of


class As(StrEnum):
    """As what somebody comes to an engagement; where they are several, the first of these."""

    CLIENT = "client"
    GUIDE = "guide"
    MANAGER = "manager"
    REFERRER = "referrer"


@dataclass(frozen=True, slots=True)
class ReferralView:
    """What somebody wrote who referred the client."""

    expectations: str
    examples: list[tuple[date, str]]
    talked_on: date
    support: str
    standing: Standing
    deadline: date


@dataclass(frozen=True, slots=True)
class TalkView:
    """A talk that was to be, with its few lines."""

    on: date
    was_held: bool
    words: OpenPaper | None


@dataclass
class CaseView:
    """An engagement as one of its people sees it. A drawer is opened when its words are first asked for."""

    engagement: Engagement
    reader: Person

    @cached_property
    def role(self) -> As:
        """As what the reader comes."""
        if is_its_client(self.reader, self.engagement):
            return As.CLIENT
        if guides_it(self.reader, self.engagement):
            return As.GUIDE
        return As.MANAGER if stands_by_it(self.reader, self.engagement) else As.REFERRER

    @property
    def is_under_way(self) -> bool:
        return self.engagement.state is EngagementState.UNDER_WAY

    @property
    def state(self) -> str:
        """Where it stands: how it ended, once it has."""
        outcome = self.engagement.outcome
        return str(OUTCOMES[outcome] if outcome else STATES[self.engagement.state])

    def drawer(self, name: Drawer) -> OpenDrawer | None:
        """A drawer, None where the reader may not open it, or it is gone."""
        if self.engagement.state is EngagementState.NOT_TAKEN_UP or not may_open(self.reader, self.engagement, name):
            return None
        if name not in self._open:
            self._open[name] = open_drawer(self.engagement, name, self.reader)
        return self._open[name]

    @property
    def opened(self) -> set[Drawer]:
        """Which drawers the reader has looked into so far."""
        return set(self._open)

    @cached_property
    def _open(self) -> dict[Drawer, OpenDrawer]:
        return {}

    @cached_property
    def referral(self) -> ReferralView | None:
        """What was written by whoever referred the client; None for a self-referral."""
        drawer = self.drawer(Drawer.REFERRAL) if self.engagement.referred_by is not Party.CLIENT else None
        paper = drawer.newest(REFERRAL) if drawer else None
        if paper is None or paper.words is None:
            return None
        return ReferralView(
            expectations=paper.get("expectations"),
            examples=[(date.fromisoformat(each["on"]), each["words"]) for each in paper.get("examples", [])],
            talked_on=date.fromisoformat(paper.get("talked_on")),
            support=paper.get("support"),
            standing=Standing(paper.get("standing")),
            deadline=date.fromisoformat(paper.get("deadline")),
        )

    @cached_property
    def statement(self) -> str:
        """What the client said before anybody was found."""
        drawer = self.drawer(Drawer.STATEMENT)
        paper = (drawer.newest(STATEMENT) or drawer.newest(WISH)) if drawer else None
        return str(paper.get("words")) if paper else ""

    @cached_property
    def plan(self) -> OpenDrawer | None:
        return self.drawer(Drawer.PLAN)

    @cached_property
    def talks(self) -> OpenDrawer | None:
        return self.drawer(Drawer.TALKS)

    @cached_property
    def areas(self) -> list[AreaView]:
        """The areas of the plan."""
        return areas_of(self.plan, self.talks) if self.plan else []

    @cached_property
    def cause(self) -> str:
        """What stands behind it, for the two."""
        paper = self.talks.newest(CAUSE) if self.talks else None
        return str(CAUSES[Cause(paper.get("cause"))]) if paper and paper.words else ""

    @property
    def names_help(self) -> bool:
        """Whether the assistance program is named: something else stands behind it."""
        return self.cause == str(CAUSES[Cause.ELSE])

    @cached_property
    def noted(self) -> list[TalkView]:
        """The talks with their lines, for the two."""
        if self.talks is None:
            return []
        lines = {each.about: each for each in self.talks.of_kind(TALK)}
        return [_talk(each, lines.get(each.public_id)) for each in check_ins_of(self.engagement)]

    @cached_property
    def attendance(self) -> str:
        """How many talks took place: a figure, and no word of them."""
        held, noted = held_and_due(self.engagement)
        if not noted:
            return _("No talk is noted yet.")
        return ngettext(
            "%(held)s of one talk took place.", "%(held)s of %(noted)s talks took place.", noted, held=held, noted=noted
        )

    @property
    def milestones(self) -> list[date]:
        """The days on which the manager judges."""
        engagement = self.engagement
        if engagement.begins_on is None or engagement.ends_on is None:
            return []
        return milestones_of(engagement.rules, engagement.begins_on, engagement.ends_on)

    @property
    def next_milestone(self) -> date | None:
        """The next of them that is not judged yet, the last once all are over."""
        since = max(today(), self.engagement.judged_on + timedelta(days=1)) if self.engagement.judged_on else today()
        ahead = [day for day in self.milestones if day >= since]
        return next(iter(ahead or self.milestones[-1:]), None)

    @property
    def is_to_judge(self) -> bool:
        """Whether there is a plan, and a milestone has passed since the last judgement."""
        passed = [day for day in self.milestones if day <= today()]
        judged = self.engagement.judged_on
        return bool(self.engagement.planned_on and passed) and (judged is None or judged < passed[-1])

    @property
    def manager(self) -> Person | None:
        """The manager whom the client lets in today."""
        sponsor = self.engagement.sponsor
        return sponsor if sponsor is not None and stands_by_it(sponsor, self.engagement) else None

    @property
    def could_let_in(self) -> Person | None:
        """Today's manager, where the client has not let them in."""
        manager = self.engagement.client.manager
        return manager if manager is not None and manager is not self.manager and self.is_under_way else None

    @cached_property
    def is_shut(self) -> bool:
        """Whether old words are shut to the reader, for they prove in another way who they are."""
        return is_shut(self.engagement, self.reader)

    @cached_property
    def shut_to(self) -> Person | None:
        """The other one, to whom old words are shut and for whom the reader can vouch."""
        others = [self.engagement.guide, self.manager] if self.role is As.CLIENT else [self.engagement.client]
        return next((each for each in others if each is not None and waits(self.engagement, each)), None)

    @property
    def is_altered(self) -> bool:
        """Whether something that the reader may open was changed, put in or taken out by nobody who may."""
        return any(drawer.is_altered for drawer in map(self.drawer, Drawer) if drawer is not None)

    @property
    def lasts(self) -> str:
        """From when until when."""
        engagement = self.engagement
        if engagement.begins_on is None or engagement.ends_on is None:
            return ""
        return _("%(begin)s to %(end)s", begin=day_year(engagement.begins_on), end=day_year(engagement.ends_on))


def _talk(check_in: CheckIn, words: OpenPaper | None) -> TalkView:
    return TalkView(check_in.on, check_in.was_held, words)
