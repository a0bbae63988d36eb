"""A pair that has written something before anybody takes anything over."""

from __future__ import annotations

from dataclasses import dataclass

from flask.testing import FlaskClient

from app.core.db import session
from app.pairings.models import Pairing
from app.people.models import Person
from tests.factories.accounts import signed_in_cookie
from tests.wall.stage import Stage, pair_endpoints, text_of
from tests.wall.writing import TOKEN
from tests.world import Whose

OLD = "what we said before it happened"


@dataclass
class Case:
    """A pair that has written, with a report that is not signed, and whose mentee has a password."""

    stage: Stage
    mentee: Person
    mentor: Person
    administrator: Person
    pairing: Pairing
    room: str = ""
    report: str = ""

    def browser(self, who: Person) -> FlaskClient:
        """Somebody signed in, whoever sits there."""
        client = self.stage.app.test_client()
        client.set_cookie(*signed_in_cookie(self.stage.app, session().merge(who)))
        return client

    def reads(self, client: FlaskClient) -> bool:
        """Whether old words are on any page of any room that is sealed, or of the report."""
        known = self.stage.world.parameters[Whose.OWN]
        known |= {"room_id": self.room, "pairing_id": self.pairing.public_id, "observation_id": self.report}
        sealed = {*pair_endpoints(), "observations.show"}
        pages = [each for each in self.stage.pages() if each.endpoint in sealed and each.whose != "foreign"]
        return any(OLD in text_of(self.stage.ask(client, address)) for address in pages)

    def post(self, client: FlaskClient, path: str, **fields: str) -> int:
        """Press a button of the room."""
        page = client.get(f"/rooms/{self.room}").text
        token = next(iter(TOKEN.findall(page)), "")
        return client.post(path, data={"csrf_token": token, **fields}).status_code
