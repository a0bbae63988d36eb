"""A large company on PostgreSQL, as it stands after a few years: 100,000 people, 41 cohorts, 1,000,000 meetings.

``build`` fills an empty database; ``cast`` finds the people and objects that pages are asked with.
"""

from __future__ import annotations

import random

import psycopg

from benchmarks.large.cohorts import write_cohorts
from benchmarks.large.copying import Copier
from benchmarks.large.meetings import write_meetings
from benchmarks.large.pairs import write_pairs
from benchmarks.large.people import write_people
from benchmarks.large.traces import write_traces

SEED = 20261


def build(url: str) -> None:
    """Fill the database behind this address, in one transaction; its tables are there and empty."""
    chance = random.Random(SEED)
    with psycopg.connect(url) as connection:
        copier = Copier(connection)
        write_people(copier, chance)
        circles = write_cohorts(copier, chance)
        pairs = write_pairs(copier, circles, chance)
        write_meetings(copier, pairs, chance)
        write_traces(copier, chance)
        copier.move_sequences_on()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
