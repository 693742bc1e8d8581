"""The title of an item → what it is known by through the years. No Django."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 200
"""Characters of a topic."""

_APOSTROPHES = re.compile(r"['’‘ʼ´`]")
_WORD = re.compile(r"[^\W_]+")
_ROUTINE = re.compile(
    r"(?:to |the |any |confidential |receive |note |approve |confirm |agree |sign |consider )*"
    r"(?:welcome|apolog(?:y|ies)|introductions?|minutes|notes? (?:of|from)|(?:previous|last) (?:minutes|notes?)"
    r"|matters arising|other (?:urgent )?(?:business|items)|aob|urgent (?:business|items)"
    r"|(?:(?:chairs?|chairmans?|mayors?) )?announcements"
    r"|(?:dates?|times?)(?: and (?:times?|venue|place))? of (?:the )?(?:next|future)|(?:next|future) meetings?"
    r"|(?:declarations?|disclosures?) of|exclusion of|close(?: of|$))\b"
)
"""How folded titles begin that every meeting has, whatever it is about."""


def topic_of(title: str) -> str:
    """What items of one board share that have this title: its words, folded, as an address has them.

    Blank for a title that says nothing, such as that of the minutes of the last meeting.
    """
    words = _folded(title)
    if not words or _ROUTINE.match(words):
        return ""
    plain = re.sub(r"[^a-z0-9]+", "-", words).strip("-")
    if words.isascii() and len(plain) <= LONGEST:
        return plain
    sign = hashlib.sha256(words.encode()).hexdigest()[:12]
    return f"{plain[: LONGEST - 13].strip('-')}-{sign}".strip("-")


def _folded(title: str) -> str:
    """Lower-case words without accents, with a blank between; `&` reads as `and`."""
    said = _APOSTROPHES.sub("", title.casefold()).replace("&", " and ")
    letters = unicodedata.normalize("NFKD", said)
    return " ".join(_WORD.findall("".join(each for each in letters if unicodedata.category(each) not in ("Mn", "Cf"))))
