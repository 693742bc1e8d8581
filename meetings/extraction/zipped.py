"""The members of a zip file, which Word and OpenDocument files are: nothing that its directory says is believed."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from meetings.extraction.limits import Limits, Refused

_MOST_MEMBERS = 5_000
_MOST_TIMES, _ALWAYS = 200, 10 * 1024 * 1024
"""How many times its size a file may unpack to, when that is more than so many bytes: words fold up to a twentieth."""
_PIECE = 1 << 16
_DAMAGED = (
    "The file is damaged and cannot be opened. Open it in the program it was made with, save it again and add that."
)


class Members:
    """The members of one file by name; all that is unpacked counts against one limit."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Raises Refused when it is no zip file, is damaged, is protected by a password, or is made to mislead."""
        self._left = limits.unpacked
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError):
            raise Refused("damaged", _DAMAGED) from None
        told = self._zip.infolist()
        self.names = [each.filename for each in told]
        unpacked = sum(each.file_size for each in told)
        if len(told) > _MOST_MEMBERS or unpacked > min(limits.unpacked, max(len(data) * _MOST_TIMES, _ALWAYS)):
            raise self._too_much()
        if len(set(self.names)) < len(self.names):
            raise Refused(
                "damaged", "Two parts of the file have one name: it was not made by a word processor. Save it again."
            )
        if any(each.flag_bits & 1 for each in told):
            raise Refused("password", "The file is protected by a password. Take the password off and add it again.")

    def read(self, name: str) -> bytes:
        """One member, counted while it is read; blank when there is none. Raises Refused."""
        if name not in self.names:
            return b""
        pieces = []
        try:
            with self._zip.open(name) as member:
                while piece := member.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise self._too_much()
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
            raise Refused("damaged", _DAMAGED) from None
        return b"".join(pieces)

    @staticmethod
    def _too_much() -> Refused:
        return Refused(
            "expands-too-much", "Unpacked, the file is larger than what is read. Take large pictures out of it."
        )
