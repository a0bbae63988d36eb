"""How much text the cells of a workbook come to.

A workbook keeps each string once, and cells point to it by its number. The workbook's reader gives every cell a copy,
so that 30 kB of file, with one long string and a million cells that point to it, would ask for 30 GB of memory.
"""

from __future__ import annotations

import zipfile
from array import array
from dataclasses import dataclass, field
from xml.parsers import expat

MOST_DIGITS = 9
PIECE = 2**16


@dataclass(slots=True)
class SharedText:
    """Sizes of the strings that cells can point to, in bytes, and how many cells point to one."""

    sizes: array[int] = field(default_factory=lambda: array("L"))
    pointers: int = 0

    def fits(self, archive: zipfile.ZipFile, most: int) -> bool:
        """Whether all copies together have at most ``most`` bytes; counted one by one only where that is in doubt."""
        longest = max(self.sizes, default=0)
        return self.pointers * longest <= most or self._sum(archive, most) <= most

    def note(self, sizes: array[int]) -> None:
        """Take the strings of one part; where two parts have strings, the larger one of each number counts."""
        both = min(len(sizes), len(self.sizes))
        for number in range(both):
            self.sizes[number] = max(self.sizes[number], sizes[number])
        self.sizes.extend(sizes[both:])

    def _sum(self, archive: zipfile.ZipFile, most: int) -> int:
        total = 0
        for name in archive.namelist():
            pointers = _Pointers(self.sizes)
            with archive.open(name) as source:
                while total + pointers.total <= most and (piece := source.read(PIECE)):
                    pointers.feed(piece)
            total += pointers.total
        return total


class _Pointers:
    """Adds up the sizes of what the cells of one part point to; the part was read before and is well-formed."""

    def __init__(self, sizes: array[int]) -> None:
        self.total = 0
        self._sizes = sizes
        self._is_pointer = False
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def feed(self, piece: bytes) -> None:
        self._parser.Parse(piece, False)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self._is_pointer = attributes.get("t") == "s"
        elif local == "v" and self._is_pointer:
            self._parser.CharacterDataHandler = self._number

    def _end(self, _name: str) -> None:
        self._parser.CharacterDataHandler = None

    def _number(self, text: str) -> None:
        number = text.strip()
        if number.isdecimal() and len(number) <= MOST_DIGITS and int(number) < len(self._sizes):
            self.total += self._sizes[int(number)]
