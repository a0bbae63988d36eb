"""Sign-up files, and going through their pages with them."""

from __future__ import annotations

import io
import re

from werkzeug.test import TestResponse

from app.cohorts.models import Cohort
from tests.client import PageClient

MENTEES = """\
E-Mail,Full name,Grade,Organisation,Profession,Skills wanted,Interests,Gender,About,Wish list
amara@northmere.example,Amara Okafor,3,Treasury,Accounting,"Forecasting: 4; Contract law",sailing; chess,f,\
I like charts.,leila@northmere.example
tomasz@northmere.example,Tomasz Wójcik,2,Legal,Law,Contract law,,m,,
"""
MENTORS = """\
e-mail;name;level;department;seats;skills offered
leila@northmere.example;Leila Haddad;4;Legal;2;Contract law: 6
"""


def choose(client: PageClient, cohort: Cohort, mentees: object = None, mentors: object = None) -> TestResponse:
    """Send the form with the two files; text, bytes, or bytes with a name."""
    url = f"/cohorts/{cohort.public_id}/sign-ups"
    fields: dict[str, object] = {"csrf_token": client.token(url)}
    for name, given in (("mentees", mentees), ("mentors", mentors)):
        if given is not None:
            fields[name] = _upload(given, name)
    answer = client.post(url, data=fields, content_type="multipart/form-data")
    # The client writes large bodies to a file of its own and leaves it open.
    answer.request.environ["wsgi.input"].close()
    return answer


def confirm(client: PageClient, check: str) -> TestResponse:
    """Press the button of the page that says what would happen."""
    page = client.get(check).text
    digest = re.search(r'name="digest"[^>]*value="([^"]+)"', page)
    return client.submit(check, digest=digest[1] if digest else "")


def read_in(client: PageClient, cohort: Cohort, mentees: object = None, mentors: object = None) -> TestResponse:
    """Choose files whose columns are all understood, and confirm."""
    return confirm(client, choose(client, cohort, mentees, mentors).location)


def _upload(given: object, name: str) -> tuple[io.BytesIO, str]:
    content, filename = given if isinstance(given, tuple) else (given, f"{name}.csv")
    return io.BytesIO(content if isinstance(content, bytes) else str(content).encode()), filename
