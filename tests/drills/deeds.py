"""What web servers are killed at: a publication, and an import of running pairs. Each is old or new, never half."""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from dataclasses import dataclass

from sqlalchemy import func, select

from app.accounts.session_interface import CookieNames
from app.cohorts.models import Cohort, Enrolment
from app.core.config import config_of
from app.core.db import session
from app.core.transactions import transaction
from app.matching_runs.models import MatchRun, PublishedPair
from app.pairings.models import Pairing, PairsDraft
from app.pairings.running.reading import read_running_pairs
from app.pairings.services import keep_pairs_file
from app.people.models import Person
from programs.phases import Phase
from tests.drills.one_publication import finished_run, letters
from tests.drills.stage import Group, Stage

OLD, NEW, HALF = "old", "new", "half done"


@dataclass
class Deed(ABC):
    """A form that is sent, and what the database holds before and after it."""

    stage: Stage
    pairs: int
    path: str = ""
    group: Group | None = None

    def cookie(self) -> str:
        """That of the administrator who does it."""
        name = CookieNames.of(config_of(self.stage.app)).session
        found = self.stage.browser(self.stage.administrators[0]).get_cookie(name)
        assert found is not None
        return f"{name}={found.value}"

    @abstractmethod
    def prepare(self) -> None:
        """Make a cohort in which it can be done."""

    @abstractmethod
    def state(self) -> str:
        """Old, new or half done."""

    def made(self) -> int:
        """How many pairs the cohort has; inside a transaction."""
        assert self.group is not None
        of_group = Pairing.cohort_id == self.group.cohort_id
        return session().scalar(select(func.count(Pairing.id)).where(of_group)) or 0


@dataclass
class Publication(Deed):
    """A run is published: pairs, letters, and the run's own word that it is."""

    letters_before: int = 0

    def prepare(self) -> None:
        half = self.pairs // 2
        self.group = self.stage.group(Phase.MATCHING, mentees=self.pairs, mentors=half, seats=2)
        self.path = f"/runs/{finished_run(self.stage, self.group)}/publish"
        self.letters_before = letters(self.stage)

    def state(self) -> str:
        assert self.group is not None
        sent = letters(self.stage) - self.letters_before
        with self.stage.app.app_context(), transaction() as here:
            run = here.scalars(select(MatchRun).where(MatchRun.cohort_id == self.group.cohort_id)).one()
            published = select(func.count()).select_from(PublishedPair).where(PublishedPair.run_id == run.id)
            phase = here.get_one(Cohort, self.group.cohort_id).phase
            found = (self.made(), here.scalar(published) or 0, sent, run.published_at is not None, phase)
        old = (0, 0, 0, False, Phase.MATCHING)
        new = (self.pairs, self.pairs, 2 * self.pairs, True, Phase.RUNNING)
        return {old: OLD, new: NEW}.get(found, f"{HALF}: {found}")


@dataclass
class PairsImport(Deed):
    """A file of running pairs is confirmed: pairs, and the file that is forgotten."""

    def prepare(self) -> None:
        self.group = self.stage.group(Phase.RUNNING, mentees=self.pairs, mentors=self.pairs, seats=1)
        self.path = f"/cohorts/{self.group.public_id}/pairs/import/check"
        with self.stage.app.app_context(), transaction() as here:
            emails = dict(here.execute(select(Enrolment.id, Person.email).join(Enrolment.person)).all())
            both = zip(self.group.mentees, self.group.mentors, strict=True)
            text = "mentee,mentor\n" + "\n".join(f"{emails[one]},{emails[other]}" for one, other in both)
            rows = read_running_pairs(io.BytesIO(text.encode()), "pairs.csv")
            actor = here.get_one(Person, self.stage.administrators[0])
            keep_pairs_file(here.get_one(Cohort, self.group.cohort_id), rows, seats_grow=False, actor=actor)

    def state(self) -> str:
        assert self.group is not None
        with self.stage.app.app_context(), transaction() as here:
            files = select(func.count()).select_from(PairsDraft).where(PairsDraft.cohort_id == self.group.cohort_id)
            found = (self.made(), here.scalar(files) or 0)
        return {(0, 1): OLD, (self.pairs, 0): NEW}.get(found, f"{HALF}: {found}")
