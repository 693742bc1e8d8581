"""Who must act, by when, and whether an action says anything of its own."""

from __future__ import annotations

import datetime as dt
import re

from meetings.minutes.dates import find_dates
from meetings.minutes.names import HONORIFIC, looks_like_name, read_name, split_list
from meetings.minutes.vocabulary import OWNER_WORDS, ROUTINE_WORDS

_TO = re.compile(r"\s+(?:to|will|shall|should|must|is to|are to)\s+(?=[a-z])")
_THAT = re.compile(
    r"^(?:(?:the\s+)?(?:board|members|committee|council|panel)\s+(?:agreed|resolved|asked|requested)\s+)?that\s+(?:the\s+)?"
    rf"(?P<owner>(?:(?!be\b)[A-Za-z][\w'’-]*\s+){{0,3}}?(?:{'|'.join(sorted(OWNER_WORDS, key=len, reverse=True))}))"
    r"\s+(?!be\s+(?!asked|requested|instructed)|and\b|of\b)[a-z]",
    re.I,
)
_SHOULD = re.compile(
    r"^(?:(?:the\s+)?(?:board|members|committee|council|panel)\s+(?:agreed|resolved|asked|requested)\s+)?that\s+(?P<owner>[A-Z].{2,60}?)"
    r"\s+(?:should|would|will|shall|is\s+to|are\s+to|be\s+asked\s+to|be\s+requested\s+to)\b",
    re.I,
)
_OFFICE = re.compile(
    r"(?<=[a-z]),\s+(?:the\s+)?(?:[A-Z][\w&'’-]*\s+(?:(?:and|of|for)\s+)?){0,4}(?:Head|Director|Manager|Officer|Advis[eo]r|Clerk|"
    r"Chief Executive|Secretary|Treasurer|Lead|Leader|Analyst|Consultant)\b(?:\s+(?:of|for|and|[A-Z][\w&'’-]*))*\s*,?"
)
_INITIALS = re.compile(r"[A-Z]{2,4}")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\s*\.?\s*$")
_DASHED = re.compile(r"[.\s]\s*[–—-]\s*((?:[A-Z]{2,4})(?:\s*[/&,]\s*[A-Z]{2,4})*)\s*$")
_DUE = re.compile(
    r"\b(?:by|before|on or before|no later than|due|until|deadline:?|for)\s+(?:the\s+)?(?:end of\s+)?$", re.I
)


def owners_of(text: str, *, lead_in: str = "", known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The owners as printed, without a role in brackets; none when the sentence names nobody who acts.

    `known` holds the names of people at the meeting and their initials.
    """
    for pattern in (_THAT, _SHOULD):
        that = pattern.match(text)
        if that and _all_act(that["owner"], known):
            return _split(that["owner"])
    to = _TO.search(text)
    if to and to.start() <= 140:
        found = _phrase(text[: to.start()], known)
        if found:
            return found
    for pattern in (_BRACKETED, _DASHED):
        match = pattern.search(text)
        if match and _all_act(match[1], known):
            return _split(match[1])
    lead = re.sub(r"[\s;:]*$", "", lead_in)
    lead = re.sub(r"\s+(?:agreed\s+)?to$", "", lead)
    if lead_in and lead != lead_in.rstrip(" ;:") and _all_act(lead, known):
        return _split(lead)
    return ()


def _phrase(words: str, known: frozenset[str]) -> tuple[str, ...]:
    clean = re.sub(r"\s*\([^()]*\)", "", words).strip(" ,:;")
    clean = re.sub(r"^(?:that\s+)?(?:the\s+)?", "", clean, flags=re.I) if not clean.isupper() else clean
    return _split(clean) if clean and len(clean.split()) <= 12 and _all_act(clean, known) else ()


def _pieces(words: str) -> list[str]:
    """Single owners; an office behind a name and a comma is no owner of its own."""
    clean = _OFFICE.sub("", re.sub(r"\s*\([^()]*\)", "", words))
    if re.match(r"(?:Cllrs|Councillors)\b", clean):
        return split_list(clean)
    return [
        piece.strip(" .,;:") for piece in re.split(r"\s*[,/&]\s*(?:and\s+)?|\s+and\s+", clean) if piece.strip(" .,;:")
    ]


def _all_act(words: str, known: frozenset[str]) -> bool:
    pieces = _pieces(words)
    return bool(pieces) and all(_acts(piece, known) for piece in pieces)


def _acts(words: str, known: frozenset[str]) -> bool:
    """Whether the words name somebody: a group or office, a person, or initials."""
    plain = words.strip().removeprefix("the ").removeprefix("The ")
    tokens = plain.lower().split()
    if not tokens or len(tokens) > 8:
        return False
    if plain.lower() in known or _INITIALS.fullmatch(plain):
        return True
    if tokens[-1].strip("'’") in OWNER_WORDS or (tokens[0] in OWNER_WORDS and " of " in f" {plain} "):
        return True
    return looks_like_name(plain) or bool(HONORIFIC.match(plain) and read_name(plain).name)


def _split(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_pieces(words)))


def due_date(text: str) -> dt.date | None:
    """A deadline that is written out with its year; `the next meeting` is none."""
    for found in find_dates(text):
        if found.date and _DUE.search(text[: found.start]):
            return found.date
    return None


def is_routine(text: str, lead_in: str = "") -> bool:
    """Whether an action is made of routine words only: proceed, take forward, in line with comments."""
    words = [word.strip("'’") for word in re.findall(r"[a-z'’-]+", f"{lead_in} {text}".lower().replace("’", "'"))]
    words = [word for word in words if word]
    others = [word for word in words if word not in ROUTINE_WORDS]
    return bool(words) and not others and bool({"officers", "officer", "staff"} & set(words))


def known_people(names: frozenset[str] | set[str]) -> frozenset[str]:
    """Names in lower case and their initials, for `owners_of`."""
    initials = {"".join(word[0] for word in name.split() if word[:1].isupper()).lower() for name in names}
    return frozenset({name.lower() for name in names} | {each for each in initials if len(each) >= 2})
