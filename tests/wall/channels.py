"""Where being on a slate could leak: the channels of confidentiality.md 2.8, and how one watches each of them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event

from app.core.classification import DataClass
from app.core.db import db
from app.core.vault.store import keystore
from tests.house.matrix import Address
from tests.wall.paired import files_of, tables_of
from tests.wall.slates import IDS, NOBODY, ON_IT
from tests.wall.stage import Stage, logged
from tests.wall.writing import TOKEN
from tests.world import Who, Whose

Seen = dict[str, dict[str, bytes]]
"""By channel and by the name of what was looked at."""
PAGES: dict[str, tuple[str, ...]] = {
    "home page, badges and doors": ("home.", "support.", "succession."),
    "people, profiles and roles": ("people.directory", "people.profile", "people.edit", "people.lines", "people.roles"),
    "history and access log": ("people.history", "people.access_log"),
    "warning before somebody leaves": ("people.leaving", "people_import.leavers"),
    "differences of an import": ("people_import.",),
    "figures and lists of cohorts": ("cohorts.", "sign_up.", "running.", "arrivals.", "timelines."),
    "matching runs, exclusions and reports": ("matching_runs.",),
    "mentors suggested and picked": ("choices.",),
    "pairs as others see them": ("pairings.", "announcements.", "conversations."),
    "meetings and calendar files": ("meetings.",),
    "the road and its funnel": ("road.",),
    "a manager’s pages": ("managers.",),
    "desks of coaching and of calls for help": ("coaching.", "safeguarding."),
    "settings, and what is stored of whom": ("",),
}
"""The channels that are pages, by what they are served at; the first that fits."""
SEARCH, REFUSED, EXPORTS = "search while typing", "refusals: missing or forbidden", "exported files"
STATUS, HEADERS, SIZES = "status codes", "headers, cookies and entity tags", "sizes"
WORK = "questions to the databases"
MAIL, ROWS, LINES, FILES = "mail and its queue", "numbers of rows, and gaps", "lines of the log", "names of files"
COPIES, COMMANDS, LEAVES, ERASED = (
    "names in backups",
    "the operator’s commands",
    "somebody leaves",
    "somebody is erased",
)
JOBS, MATCHING, CHANGES = "jobs and what is due", "matching input", "record of changes"
CHANNELS = (
    *(*PAGES, SEARCH, REFUSED, EXPORTS, STATUS, HEADERS, SIZES, WORK),
    *(MAIL, ROWS, LINES, FILES, COPIES, COMMANDS, LEAVES, ERASED, JOBS, MATCHING, CHANGES),
)
OF_TABLES = {
    **dict.fromkeys(("outbox_mail", "refused_letters"), MAIL),
    **dict.fromkeys(("job", "due_work"), JOBS),
    **dict.fromkeys(("match_run", "exclusion"), MATCHING),
    **dict.fromkeys(("audit_event", "refusal", "access_line"), CHANGES),
}
"""Tables that are a channel by themselves; all others tell by the numbers of their rows."""
OTHER_PAIR = "/runs/{run_id}/why-not?mentee=ment&mentor=ment"
SEARCHES: dict[Who, tuple[str, ...]] = {
    Who.ADMINISTRATOR: (
        "/people?q=ment",
        "/cohorts/{cohort_id}/participants?q=ment",
        "/cohorts/{cohort_id}/pick?mentee=ment&mentor=ment",
        "/cohorts/{cohort_id}/sign-up/choose?q=ment",
        "/cohorts/{cohort_id}/pairs?q=ment",
        OTHER_PAIR,
    ),
    Who.HR_LEAD: ("/people?q=ment",),
    Who.EMPLOYEE: ("/cohorts/{cohort_id}/mentors?q=ment",),
}
NEWS = b"e-mail,name,job title\nmentee@northmere.example,Mentee of another name,Planner\n"
LOG, COPY = "everything.log", "copy.zip"
SHUT = frozenset({403, 404, 405})


@dataclass
class Watch:
    """Somebody who writes down everything that others see of one installation."""

    stage: Stage
    chance: random.Random
    seen: Seen = field(default_factory=dict)

    def look(self, eyes: Sequence[Who], only: Sequence[str] = ()) -> Seen:
        """At every page, search and exported file, as each of them; ``only`` names a few endpoints."""
        self.seen = {each: {} for each in CHANNELS}
        for who in eyes:
            client = self.stage.client(who)
            for each in self._addresses(who, only):
                self._ask(f"{each} as {who}", channel_of(each), client, self.stage.path(each), each.method)
            for pattern in () if only else SEARCHES.get(who, ()):
                path = pattern.format(**self.stage.world.parameters[Whose.OWN])
                self._ask(f"{pattern} as {who}", SEARCH, client, path)
        return self._without_ids()

    def live_on(self) -> Seen:
        """What others do afterwards and what it leaves: a match, an import, letters, a backup, a leaver, an erasure."""
        self.seen = {each: {} for each in CHANNELS}
        client, own = self.stage.client(Who.ADMINISTRATOR), self.stage.world.parameters[Whose.OWN]
        mentee = f"/people/{own['person_id']}"
        with logged(self.stage.folder / LOG):
            self._press(
                "matching runs, exclusions and reports", client, f"/cohorts/{own['cohort_id']}/match", "/cohorts"
            )
            self._press("differences of an import", client, "/people/import", file=(io.BytesIO(NEWS), "people.csv"))
            self.chance.seed("work")
            self.stage.work()
            self._press(LEAVES, client, f"{mentee}/leaving")
            for path in (mentee, "/people?left=1"):
                self._ask(path, LEAVES, client, path)
        self._command(ERASED, "people", "erase", own["person_id"], typed="Mentee\n")
        self._command(ERASED, "erasures", "replay")
        self._command(COMMANDS, "mail", "parked")
        self._command(COMMANDS, "access-log", "check")
        self._command(COPIES, "backup", "content", str(self.stage.folder / COPY))
        self._files()
        self._tables()
        return self._without_ids()

    def _addresses(self, who: Who, only: Sequence[str]) -> list[Address]:
        if only:
            return [each for each in self.stage.pages() if each.endpoint in only]
        # What is not theirs is asked for too: forbidden and missing must look the same. The two know their own part.
        of_plans = {each for each in self.stage.pages() if each.endpoint.startswith("succession.")}
        found = {*self.stage.pages_for(who), *files_of(self.stage)}
        if who in ON_IT:
            return sorted(found - of_plans)
        return sorted(found if self.stage.is_short and who is not Who.HR_LEAD else found | of_plans)

    def _press(self, channel: str, client: FlaskClient, path: str, page: str = "", **fields: Any) -> None:
        self.chance.seed(f"press {path}")
        token = next(iter(TOKEN.findall(client.get(page or path).text)), "")
        self._ask(f"POST {path}", channel, client, path, "POST", {"csrf_token": token, **fields})

    def _ask(
        self, name: str, channel: str, client: FlaskClient, path: str, method: str = "GET", fields: Any = None
    ) -> None:
        self.chance.seed(name)  # whatever another page has drawn
        with counted(self.stage) as questions:
            answer = client.open(path, method=method, data=fields)
        self.seen[REFUSED if answer.status_code in SHUT else channel][name] = answer.data
        self.seen[STATUS][name] = str(answer.status_code).encode()
        self.seen[HEADERS][name] = str(answer.headers).encode()
        self.seen[SIZES][name] = str(len(answer.data)).encode()
        self.seen[WORK][name] = "\n".join(questions).encode()

    def _command(self, channel: str, *words: str, typed: str = "") -> None:
        self.chance.seed(" ".join(words))
        result = self.stage.app.test_cli_runner().invoke(args=list(words), input=typed)
        self.seen[channel][f"flask {' '.join(words[:2])}"] = result.output.encode()

    def _files(self) -> None:
        folder = self.stage.folder
        for each in sorted((folder / "mail").glob("*")):
            self.seen[MAIL][each.name] = each.read_bytes()
        names = sorted(str(each.relative_to(folder)) for each in folder.rglob("*"))
        self.seen[FILES]["all"] = "\n".join(names).encode()
        self.seen[LINES]["all"] = (folder / LOG).read_bytes()
        with zipfile.ZipFile(folder / COPY) as archive:
            self.seen[COPIES]["names"] = "\n".join(archive.namelist()).encode()

    def _tables(self) -> None:
        for name, content in tables_of(self.stage):
            table = name.removeprefix("table ")
            if not any(each.info["class"] is DataClass.SUCCESSION for each in db.metadata.tables[table].columns):
                self.seen[OF_TABLES.get(table, ROWS)][name] = content

    def _without_ids(self) -> Seen:
        parameters = self.stage.world.parameters
        hidden = {parameters[whose][each].encode() for whose in Whose for each in IDS}
        folder = str(self.stage.folder).encode()
        return {
            channel: {name: _without(content.replace(folder, b""), hidden) for name, content in some.items()}
            for channel, some in self.seen.items()
        }


def channel_of(address: Address) -> str:
    """Which channel a page or an exported file belongs to."""
    if address.method == "POST":
        return EXPORTS
    return next(channel for channel, starts in PAGES.items() if address.endpoint.startswith(starts))


@contextmanager
def counted(stage: Stage) -> Iterator[list[str]]:
    """What is asked of content and keystore meanwhile: how much work an answer is, without a clock."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    with ExitStack() as stack, stage.app.app_context():
        for engine in (db.engine, keystore().engine):
            event.listen(engine, "before_cursor_execute", note)
            stack.callback(event.remove, engine, "before_cursor_execute", note)
        yield asked


def _without(content: bytes, hidden: set[bytes]) -> bytes:
    for each in hidden:
        content = content.replace(each, NOBODY.encode())
    return content
