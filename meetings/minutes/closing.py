"""The end of a meeting: the words that close it, who signed, and what may stand behind that."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from meetings.minutes import confidential
from meetings.minutes.lines import Line

_CLOSES = re.compile(
    r"^\W*(?:the\s+)?(?:meeting|chair(?:man|woman|person)?|mayor)\s+(?:then\s+)?(?:was\s+)?(?:closed|ended|finished|concluded|terminated|rose|commenced|declared\s+closed)\b"
    r"|^\W*(?:signed|cathaoirleach\W*$|dated?\s*[.…_:]|chair(?:man|person|woman)?\s*[.…_:]|chair(?:man|person|woman)?\W*$|there\s+being\s+no\s+(?:further|other)\s+business)",
    re.I,
)
_FAR = 12
"""Lines from the end of the record within which it is closed."""


def closing_start(lines: Sequence[Line], last: int) -> int:
    """Where the words begin that close the meeting, behind the line `last`; the end of `lines` when none do."""
    behind = range(len(lines) - 1, max(last, len(lines) - _FAR), -1)
    start = next((at for at in behind if _CLOSES.match(lines[at].text)), None)
    if start is None:
        return len(lines)
    while start - 1 > last and _CLOSES.match(lines[start - 1].text):
        start -= 1
    return start


def closing_words(lines: Sequence[Line]) -> Iterator[Line]:
    """Of the lines behind the end those that belong to the record: up to an annex that may be private."""
    return itertools.takewhile(_is_plain, lines)


def _is_plain(line: Line) -> bool:
    text = line.text
    return not (confidential.part_of(text) or confidential.restricts_title(text) or confidential.asks_of_title(text))
