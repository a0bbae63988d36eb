"""Eight cohorts of a real program are brought in as history, and the page says who went on to mentor others.

``./dev drill history FOLDER [--postgres]``

FOLDER holds the tables that `tests.history` reads. What is printed is what the administrator's page “Who went on” says.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import time_machine

from app.core.db import db
from app.people.models import Person
from app.road.pages import went_on
from tests.drills.stage import staged
from tests.history import AFTERWARDS, bring_in_history


def main() -> int:
    """Bring the cohorts in and print the page's table; 1 when nobody is counted."""
    parser = argparse.ArgumentParser(prog="./dev drill history", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--postgres", action="store_true")
    asked = parser.parse_args()
    with staged(is_postgres=asked.postgres, name="history") as (stage, _site), stage.app.app_context():
        runs_it = db.session.get_one(Person, stage.administrators[0])
        bring_in_history(asked.folder, runs_it)
        with time_machine.travel(AFTERWARDS, tick=False):
            page = went_on(db.session.get_one(Person, stage.administrators[0]))
    for row in [*([page.together] if page.together else []), *page.rows]:
        print(f"{row.name}: {row.mentees} mentees; became mentor {row.mentors.words}; again {row.again.words}")
    return 0 if page.together and page.together.mentees else 1


if __name__ == "__main__":
    sys.exit(main())
