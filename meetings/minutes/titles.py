"""Where title and body run together in one cell: which words are the title."""

from __future__ import annotations

import re

from meetings.minutes.vocabulary import RECURRING_TITLES

_OFFICE = (
    r"(?:the\s+)?(?:Head|Director|Manager|Officer|Advis[eo]r|Chair|Vice|Leader|Principal|Senior|Programme|Policy|Chief|Executive|"
    r"Assistant|Deputy|Lead|Consultant|Analyst|Clerk|Professor|Town|Parish|County|Research|Development|Managing|Strategic|"
    r"Improvement|Project|Finance|Interim|Corporate|Independent|Cabinet|Portfolio|Engineer|Planning|Democratic)"
)
_CAPITALS = re.compile(
    r"^(?P<title>[A-Z][A-Z'’&/,()–-]*(?:\s+[A-Z0-9&(][A-Z0-9'’&/,()–-]*){0,12})\s+(?P<body>(?:[A-Z][a-z]|[A-Z]\s[a-z]).{20,})$",
    re.S,
)
_BODY_STARTS = re.compile(
    r"(?<=\s)(?:"
    rf"[A-Z][\w'’-]+\s+(?:(?:van|de|den|der|von|[A-Z]\.?)\s+)*[A-Z][\w'’-]+\s*(?:,|\()\s*{_OFFICE}\b"
    r"|The\s+(?:Chair|Vice-Chair|Deputy|Board|Committee|Council|Panel|Leader|Clerk|Mayor|members|minutes|meeting|report|Director|Head)\w*\b"
    r"|(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Mayor|Prof)\.?\s+[A-Z]"
    r"|(?:There|It)\s+(?:was|were|is|had|has)\b|Members\s+(?:noted|received|considered|agreed|discussed|were|had)\b"
    r"|Apologies\s+(?:were|had|for\s+absence\s+were)\b|No\s+(?:declarations?|apologies|interests?|items?|other)\b"
    r"|This\s+(?:item|report|was)\b|None\b"
    r")"
)


def split_title(text: str) -> tuple[str, str]:
    """(title, body) of a cell that holds both.

    The longest recurring title wins; else the words before the first person with an office or the first words of a
    sentence that minutes begin with. `body` is blank when the cell is a title only.
    """
    if text.isupper():
        return text, ""
    known = _recurring(text)
    if known and known < len(text):
        return text[:known].strip(), text[known:].strip()
    capitals = _CAPITALS.match(text)
    if capitals and len(capitals["title"]) >= 4:
        return capitals["title"].strip(), capitals["body"].strip()
    match = next((found for found in _BODY_STARTS.finditer(text) if not _inside_brackets(text, found.start())), None)
    if match and match.start() > 0 and _long_enough(text, match.start()):
        return text[: match.start()].strip(), text[match.start() :].strip()
    return text, ""


def _recurring(text: str) -> int:
    lowered = text.lower().replace("’", "'")
    best = max((len(title) for title in RECURRING_TITLES if lowered.startswith(title)), default=0)
    rest = text[best:]
    return best if best and (not rest.strip() or re.match(r"\s+[A-Z]", rest)) and not _title_goes_on(rest) else 0


def _title_goes_on(rest: str) -> bool:
    """`Minutes of the previous meeting 5 March` or `Welcome Back`: what follows belongs to the title."""
    return len(rest.split()) <= 3 and not rest.rstrip().endswith(".")


def _inside_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at)


def _long_enough(text: str, at: int) -> bool:
    """Only a cell with a sentence behind the title holds two things."""
    return len(text) - at >= 25 and text.rstrip().endswith((".", ":", "?", "!", ";", ")", "”", '"'))
