"""The canary sweep (C-03): words that nobody else would write, looked for in every byte that others could get."""

from __future__ import annotations

import base64
import gzip
import quopri
import re
import secrets
import subprocess
import zlib
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from app.core.config import config_of
from tests.house.access import lets_in
from tests.servers import client_programs
from tests.wall.papers import OFFICER, THREE, TWO, looks_at_cases, looks_at_notes, write_papers
from tests.wall.reports import looks_at_reports, write_reports
from tests.wall.stage import (
    FEW,
    OTHERS,
    PAIR,
    Finding,
    Stage,
    inhabited,
    logged,
    sealed_endpoints,
    temporary_files_in,
    text_of,
)
from tests.wall.writing import write_everywhere
from tests.world import Who

ENOUGH = 40
MOST_ROUNDS = 4
STEM = "qzxkanarie"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ANY = re.compile(STEM + "[a-z]{10}")
PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")


class Cage:
    """Canaries, each written once; ``secret``: those of papers, by who reads them."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.secret: dict[str, list[str]] = {TWO: [], THREE: [], OFFICER: []}

    def paper(self, readers: str) -> str:
        """A new one, on a paper."""
        self.secret[readers].append(self(False))
        return self.secret[readers][-1]

    def without_known(self, who: Who, page: str) -> str:
        """A page that somebody may open, without the canaries that may stand on it."""
        kept = {*self.secret[TWO], *self.secret[OFFICER], *(() if who is Who.MANAGER else self.secret[THREE])}
        return ANY.sub(lambda found: found[0] if found[0] in kept else "", page)

    def __call__(self, _has_room: bool) -> str:
        """A new one."""
        self.written.append(STEM + "".join(secrets.choice(LETTERS) for _ in range(10)))
        return self.written[-1]


def needles() -> dict[str, bytes]:
    """The stem that all canaries share, in every spelling that a program might store it in."""
    stem = STEM.encode()
    found = {
        "UTF-8": stem,
        "UTF-16": STEM.encode("utf-16-le")[:-1],
        "hex": stem.hex().encode(),
        "HEX": stem.hex().upper().encode(),
        "URL": "".join(f"%{each:02X}" for each in stem).encode(),
        "quoted-printable": b"".join(b"=%02X" % each for each in stem),
        "reversed": stem[::-1],
    }
    for shift in range(3):
        # Characters that also hold bits of what stands before or after are left out.
        first, end = -(-shift * 8 // 6), (shift + len(stem)) * 8 // 6
        found[f"base64+{shift}"] = base64.b64encode(b"\0" * shift + stem)[first:end]
    return found


NEEDLES = needles()


def found_in(content: bytes, depth: int = 2) -> set[str]:
    """In which spellings a canary stands in these bytes, packed or not."""
    joined = content.replace(b"=\r\n", b"").replace(b"=\n", b"")
    found = {name for name, needle in NEEDLES.items() if needle in content or needle in joined}
    if STEM.upper().encode() in content:
        found.add("upper case")
    for inner in _unpacked(content) if depth else ():
        found |= {f"packed {name}" for name in found_in(inner, depth - 1)}
    return found


def _unpacked(content: bytes) -> Iterator[bytes]:
    for match in PACKED.finditer(content):
        start = match.start()
        try:
            unpack = zlib.decompressobj(31 if content[start] == 0x1F else 15)
            yield unpack.decompress(memoryview(content)[start:], 1 << 20)
        except zlib.error:
            continue


def sees_all_spellings() -> list[str]:
    """Which spellings the sweep itself would overlook: none, or it proves nothing."""
    words = f"some words, {STEM}abcdefghij, and more".encode()
    spelt = {
        "UTF-8": words,
        "UTF-16": words.decode().encode("utf-16"),
        "hex": words.hex().encode(),
        "URL": quote(words).encode(),
        "quoted-printable": quopri.encodestring(words + b"\n" * 2 + words * 4),
        "gzip": b"before" + gzip.compress(words * 9) + b"after",
        "zlib": b"before" + zlib.compress(words * 9),
        **{f"base64+{n}": base64.b64encode(b"x" * n + words) for n in range(3)},
    }
    return [name for name, each in spelt.items() if not found_in(each)]


def sweep(kind: str = "sqlite", others: Sequence[Who] = OTHERS) -> Finding:
    """Write canaries, let everything happen, and look everywhere."""
    finding = Finding(f"canary sweep on {kind}")
    with (
        inhabited(kind, is_short=others is FEW) as stage,
        temporary_files_in(stage.folder),
        logged(stage.folder / "everything.log"),
    ):
        cage, forms, read = Cage(), 0, 0
        write_papers(stage, cage.paper)
        write_reports(stage, cage.paper)
        papers = _read_by_their_people(stage)
        for _round in range(1 if stage.is_short else MOST_ROUNDS):
            forms += write_everywhere(stage, cage)
            read = _read_by_the_pair(stage, cage)
            if read >= ENOUGH:
                break
        stage.work()
        places, size, found = 0, 0, []
        for place, content in _everything(stage, kind, others, cage):
            places, size = places + 1, size + len(content)
            found += [f"a canary stands in {place}, as {spelling}" for spelling in sorted(found_in(content))]
    finding.figures += [
        f"{len(cage.written)} canaries written in {forms} forms, {read} of them kept and read by the pair",
        f"{len(papers)} of them on papers of coaching and advising, reports and calls for help, read by their people",
        f"{places} files, dumps and pages of {len(others)} others, {size / 1e6:.1f} MB: {len(found)} found",
    ]
    finding.broken += found + [f"the sweep overlooks {each}" for each in sees_all_spellings()]
    if read < (ENOUGH if others is not FEW else ENOUGH // 4):
        finding.broken.append(f"the pair reads {read} canaries only: too few were kept to prove anything")
    if missing := {each for some in cage.secret.values() for each in some} - papers:
        finding.broken.append(f"{len(missing)} canaries on papers are read by nobody, so that they prove nothing")
    return finding


def _read_by_their_people(stage: Stage) -> set[str]:
    """The canaries that stand on the pages of those for whom papers and calls for help were written."""
    with stage.app.app_context():
        looks = [*looks_at_cases(stage), *looks_at_notes(stage), *looks_at_reports(stage)]
        return {each for look in looks for each in ANY.findall(text_of(look.answer()))}


def _read_by_the_pair(stage: Stage, cage: Cage) -> int:
    """How many of them the two find in their own pages."""
    own = [each for each in stage.pages() if each.endpoint in sealed_endpoints() and each.whose != "foreign"]
    pages = [text_of(stage.ask(stage.client(who), address)) for who in PAIR for address in own]
    return sum(any(each in page for page in pages) for each in cage.written)


def _everything(stage: Stage, kind: str, others: Sequence[Who], cage: Cage) -> Iterator[tuple[str, bytes]]:
    yield from _answers(stage, others, cage)
    if kind != "sqlite":
        yield from _dumps(stage)
    for file in sorted(stage.folder.rglob("*")):
        if file.is_file():
            yield str(file.relative_to(stage.folder)), file.read_bytes()


def _answers(stage: Stage, others: Sequence[Who], cage: Cage) -> Iterator[tuple[str, bytes]]:
    """Every page of every other role, headers included."""
    for who in others:
        client = stage.client(who)
        for address in stage.pages_for(who):
            answer = stage.ask(client, address)
            if address.endpoint in sealed_endpoints() and lets_in(who, address):
                yield f"{address} as {who}", cage.without_known(who, text_of(answer)).encode()
                continue
            yield f"{address} as {who}", str(answer.headers).encode() + answer.data + text_of(answer).encode()


def _dumps(stage: Stage) -> Iterator[tuple[str, bytes]]:
    config = config_of(stage.app)
    for name, url in (("the content", config.database_url), ("the keystore", config.keystore_url)):
        dump = subprocess.run([client_programs() / "pg_dump", "--dbname", url], capture_output=True, check=True)
        yield f"a dump of {name}", dump.stdout
