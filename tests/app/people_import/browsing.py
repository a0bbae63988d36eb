"""An administrator at the pages of an import."""

from __future__ import annotations

import io
import re

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.people_import.models import PeopleImport
from tests.app.people_import.conftest import csv_of
from tests.client import PageClient
from tests.factories.people import loaded

PEOPLE = csv_of("emp no|name|department|gender|shoe size", "E1|Ana Sol|Finance|x|42", "E2|Bo Ek|Audit|y|44")
START = "/people/import"
SELECTS = re.compile(r'<select[^>]* name="((?:column|use)_\d+)"[^>]*>(.*?)</select>', re.DOTALL)


def choose(client: PageClient, content: bytes, filename: str = "people.csv") -> TestResponse:
    data = {"csrf_token": client.token(START), "file": (io.BytesIO(content), filename)}
    return client.post(START, data=data, content_type="multipart/form-data")


def settle(client: PageClient, columns: str, **choices: str) -> TestResponse:
    """Send the page of columns as it is offered, with some choices changed."""
    page = client.get(columns).text
    offered = {
        name: (re.search(r'<option selected value="([^"]*)"', options) or ["", ""])[1]
        for name, options in re.findall(
            r'<select[^>]* name="((?:column|use)_\d+)"[^>]*>(.*?)</select>', page, re.DOTALL
        )
    }
    return client.submit(columns, **{"scope": "some", **offered, **choices})


def checked(client: PageClient, content: bytes, **choices: str) -> str:
    """Choose a file and settle its columns; the address of what it would change."""
    columns = choose(client, content).location
    return settle(client, columns, **choices).location


def only_import(session: Session) -> PeopleImport:
    session.rollback()
    return loaded(session.scalars(select(PeopleImport)).one())


def text_of(answer: TestResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())
