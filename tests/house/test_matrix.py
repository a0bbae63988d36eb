"""Who may what, cell by cell; and what holds for every address whoever asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.house.matrix import NOBODYS, Address, Site, addresses, expected, fingerprint, open_site
from tests.world import Who, Whose

# Pressed by mail programs, which have no cookie: the signed link is the right to do it (RFC 8058).
WITHOUT_TOKEN = {"letters.stop_now"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with open_site(tmp_path_factory.mktemp("matrix")) as site:
        yield site


def test_matrix_has_a_row_for_every_address_and_no_other(site: Site) -> None:
    asked, written = set(addresses(site.app)), set(expected())

    missing = [f"{address} {' '.join(map(str, site.answers(address)))}" for address in sorted(asked - written)]
    assert "\n".join(missing) == ""
    assert sorted(written - asked) == []


@pytest.mark.parametrize("address", sorted(expected()), ids=lambda address: " ".join(str(address).split()))
def test_matrix_says_who_may_and_a_get_writes_nothing(site: Site, address: Address) -> None:
    written = len(site.written_by_get)

    answers = site.answers(address)

    assert dict(zip(Who, answers, strict=True)) == dict(zip(Who, expected()[address], strict=True))
    assert site.written_by_get[written:] == []


def test_no_cell_is_an_error(site: Site) -> None:
    assert [address for address, answers in expected().items() if max(answers) >= 500] == []


def test_missing_and_forbidden_look_the_same(site: Site) -> None:
    """C-31: status, length and headers."""
    differing = []
    for address, answers in expected().items():
        if address.whose != Whose.FOREIGN or address.method != "GET":
            continue
        for who in (who for who, status in zip(Who, answers, strict=True) if status == 404):
            missing = site.ask(who, address, dict.fromkeys(site.rule(address).arguments, NOBODYS))
            if site.told_forbidden(who, address) != fingerprint(missing):
                differing.append((str(address), who))

    assert differing == []


def test_every_post_asks_for_its_token(site: Site) -> None:
    """S-16, without which another site could act as whoever is signed in."""
    site.app.config["WTF_CSRF_ENABLED"] = True
    posts = [each for each in addresses(site.app) if each.method == "POST" and each.whose != Whose.FOREIGN]
    posts = [each for each in posts if each.endpoint not in WITHOUT_TOKEN]

    answers = {str(address): site.ask(Who.ADMINISTRATOR, address).status_code for address in posts}

    site.app.config["WTF_CSRF_ENABLED"] = False
    assert {address: status for address, status in answers.items() if status != 400} == {}
