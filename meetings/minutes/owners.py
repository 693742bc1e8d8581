"""Who must act, by when, and whether an action says anything of its own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from meetings.minutes.dates import find_dates
from meetings.minutes.names import HONORIFIC, looks_like_name, read_name, split_list
from meetings.minutes.vocabulary import OFFICE_WORDS, OWNER_WORDS, ROUTINE_SIGNS, ROUTINE_WORDS

_TO = re.compile(
    r"\s+(?:to|will|would|shall|should|must|is to|are to)(?:\s+|\s*:\s*(?:[^\w\s]\s*|o\s+|\w{1,2}[.)]\s+)?)(?=[a-z])"
    r"(?!the\b|a\b|an\b|all\b|any\b|"
    r"each\b|be\s+\w+(?:ed|en|ent|ven)\b)"
)
_ACTS_FIRST = re.compile(
    r"^(?:Actions?\s*[:–-]\s*)?(?P<who>[A-Z][^.:;?!]{0,80}?)\s+(?:agreed\s+to|offered\s+to|is\s+to|are\s+to|to|will)\s+"
    r"(?!be\b|the\b|a\b|an\b|all\b|any\b|each\b|have\b|date\b|whom\b|which\b)[a-z]"
)
_LONGEST_ACT = 400
_CALLED = re.compile(r"([A-Z][a-z'’-]+)(?:\s+[A-Z][\w'’-]+)?")
_OPENING = 2000
"""So many characters of a paragraph are looked at for the names of those who speak."""
_NAMED = re.compile(
    r"\b(?P<given>[A-Z][a-z'’-]+)\s+[A-Z][\w'’-]+(?=\s*(?:,\s+(?:the\s+)?[A-Z]|\([A-Z]|\s(?:introduced|presented|updated|"
    r"outlined|gave|spoke|reported|explained|said|attended|joined)\b))"
)
_OTHER_BODIES = frozenset(("council", "councils", "authorities", "governance", "partners", "partnership", "executive"))
_PASSIVE = re.compile(r"\s+to\s+be\s+\w+(?:ed|en|ent|ven)\b")
_ASKED = re.compile(
    r"^(?:the\s+)?(?:board|members|committee|council|panel|it was)\s+(?:formally\s+)?(?:asked|"
    r"requested|directed|instructed|invited|agreed\s+that)\s+(?:that\s+)?",
    re.I,
)
_UNDERTAKING = re.compile(
    r"\s+(?:agreed|undertook|offered|volunteered|promised|(?:was|were|is|are)\s+(?:also\s+|then\s+)?(?:asked|requested|invited|instructed))$",
    re.I,
)
_CONSULTING = re.compile(
    r",?\s+(?:in consultation with|together with|working with|with support from|via|through|supported by)\b.*$", re.I
)
_NO_OWNER = re.compile(r"\b(?:from|by|at|in|on|with|about|is|was|were|be|asked|agreed|it|this|these)\b", re.I)
_COLON = re.compile(r"^(?P<owner>[A-Z][^:.]{1,60}?)\s*(?::|\s[-–—])\s+\w")
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
_SMALL = frozenset(("and", "of", "for", "the", "all", "officers", "members", "group", "leads", "offices", "staff"))
_IMPERATIVE = re.compile(
    r"(?:Encourage|Seek|Continue|Prepare|Publish|Circulate|Send|Consider|Explore|Develop|Provide|Work|Consult|Ask|Meet|Invite|Brief|Contact|Thank|Write|Email|Inform|Remind|Update|Support|Clear|Advise)\b(?!\s+and\b)",
    re.I,
)
_LONGEST = 300
"""No longer text names who acts."""
_OFFICE_OF = re.compile(
    r"\b(?:Head|Director|Manager|Officer|Advis[eo]r|Lead|Member|Secretary|Assistant|Chief)\s+(?:of|for)\s+[A-Z][^,/&]*$"
)
_OFFICE_IN = re.compile(r"\b(?:Director|Head|Manager|Officer|Advis[eo]r|Lead)$")
"""`Assistant Director, Learning`: the field stands behind a comma."""
_IN_FIELD = re.compile(r"(?:\w+\s+){0,3}(?:Director|Head|Manager|Officer|Advis[eo]r|Lead),\s+[A-Z]")
_INITIALS = re.compile(r"[A-Z]{2,4}")
_AT_END = re.compile(r"\s(?P<who>[A-Z]{2,3}(?:\s*[/&,]\s*[A-Z]{2,3})*)\.?$")
"""Initials of people at the meeting behind what they are to do."""
_BRACKETED = re.compile(r"[(\[](?:[Aa]ctions?\b\s*[:–-]?\s*|ACTIONS?\b\s*[:–-]?\s*)?([^()\[\]]{2,60})[)\]]\s*\.?\s*$")
_DASHED = re.compile(r"[.\s]\s*[–—-]\s*((?:[A-Z]{2,4})(?:\s*[/&,]\s*[A-Z]{2,4})*|[A-Z][\w'’-]+\s[A-Z][\w'’-]+)\s*$")
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
    sentence = re.split(r"(?<=\w{3}\.)\s+(?=[A-Z])", text)[-1] if _TO.search(text) else text
    for words in (_before_to(sentence), _before_to(text), _before_colon(text)):
        found = _phrase(words, known) if words else ()
        if found:
            return found
    for pattern in (_BRACKETED, _DASHED):
        match = pattern.search(text)
        if match and _all_act(match[1], known):
            return _split(match[1])
    behind = _AT_END.search(text)
    if behind and known.issuperset(owner.lower() for owner in _split(behind["who"])):
        return _split(behind["who"])
    if _all_act(text.rstrip("."), known) and len(text.split()) <= 4:
        return _split(text.rstrip("."))
    return () if _PASSIVE.search(text) else _lead_owners(lead_in, known)


def names_only(text: str, *, known: frozenset[str] = frozenset()) -> bool:
    """Whether the words name who acts, and nothing to do."""
    words = text.rstrip(".")
    capital = all(word[:1].isupper() or word in _SMALL for word in re.findall(r"[A-Za-z'’-]+", words))
    return len(words.split()) <= 8 and capital and not _IMPERATIVE.match(words) and _all_act(words, known)


def split_owners(words: str) -> tuple[str, ...]:
    """Everybody whom words name that say nothing but who acts."""
    return _split(words.rstrip("."))


def acts_first(sentence: str, *, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Who acts by a sentence that begins with them: `AB to ring the plumber`, `The Clerk will write`; else nobody."""
    match = _ACTS_FIRST.match(sentence) if len(sentence) <= _LONGEST_ACT else None
    return _phrase(match["who"], known) if match else ()


def named_in(texts: Iterable[str]) -> frozenset[str]:
    """The given names, in lower case, of people whom texts name in full: later they are called by these alone."""
    return frozenset(match["given"].lower() for text in texts for match in _NAMED.finditer(text[:_OPENING]))


def called(texts: Iterable[str]) -> frozenset[str]:
    """The names in lower case of those who are called by one name alone, as a group of friends lists who came."""
    pieces = (piece.strip(" .") for text in texts for piece in re.split(r"[,:;&()]|\b(?:and|from)\b", text[:_OPENING]))
    return frozenset(match[1].lower() for piece in pieces if (match := _CALLED.fullmatch(piece)))


def named_owner(words: str, known: frozenset[str], board: str) -> bool:
    """Whether an owner is sure without a heading: somebody at the meeting, with a title, or of the body's own."""
    plain = words.lower().removeprefix("the ")
    if plain in known or HONORIFIC.match(words):
        return True
    last = plain.split()[-1]
    own = last not in _OTHER_BODIES or len(plain.split()) == 1 or plain in board.lower()
    return last in OWNER_WORDS and own


def _before_to(text: str) -> str:
    match = _TO.search(text)
    return text[: match.start()] if match and match.start() <= 140 else ""


def _before_colon(text: str) -> str:
    match = _COLON.match(text)
    return match["owner"] if match else ""


def _lead_owners(lead_in: str, known: frozenset[str]) -> tuple[str, ...]:
    """Owners of a lead-in such as `Officers to:` or `That officers:`."""
    words = re.sub(r"[\s;:–—-]*$", "", lead_in)
    acts = re.sub(r"\s+(?:(?:agreed|were asked|was asked)\s+)?(?:to|will|would|should)$", "", words)
    that = re.match(r"that\s+(?:the\s+)?", words, re.I)
    if not lead_in or (acts == words and not that):
        return ()
    return _phrase(acts[that.end() :] if that else acts, known)


def _phrase(words: str, known: frozenset[str]) -> tuple[str, ...]:
    """The owners in the words before a verb; none when they say anything but who acts."""
    clean = re.sub(r"\s*\([^()]*\)|,\s+as\s+(?:the\s+)?[A-Z][\w-]+(?:\s[A-Z][\w-]+)?(?=,|$)", "", words).strip(" ,:;")
    clean = re.sub(r"^(?:For|By\s+[A-Z]\w+,|In\s+relation\s+to\s+[^,]{2,60},)\s+", "", clean)
    clean = _UNDERTAKING.sub("", _CONSULTING.sub("", _ASKED.sub("", clean)))
    clean = clean if clean.isupper() else re.sub(r"^(?:that\s+)?(?:the\s+)?", "", clean, flags=re.I)
    if _IMPERATIVE.match(clean) and not clean.split()[0].isupper():
        return ()
    if not clean or len(clean.split()) > 12 or _NO_OWNER.search(clean):
        return ()
    return _split(clean) if _all_act(clean, known) else ()


def _pieces(words: str) -> list[str]:
    """Single owners; an office behind a name and a comma is no owner of its own."""
    clean = re.sub(r"\s*\([^()]*\)", "", words)
    clean = _OFFICE.sub("", clean) if len(clean) <= _LONGEST else clean
    if re.match(r"(?:Cllrs|Councillors)\b", clean):
        return split_list(clean)
    parts = re.split(r"(\s*[,/&]\s*(?:and\s+)?|\s+and\s+)", clean)
    pieces = [parts[0]]
    for between, part in zip(parts[1::2], parts[2::2], strict=True):
        # `Director of Finance and Policy` is one office.
        in_field = _OFFICE_IN.search(pieces[-1]) and between.strip() == ","
        if (in_field or _OFFICE_OF.search(pieces[-1])) and _names_a_field(part):
            pieces[-1] += f"{between}{part}"
            continue
        pieces.append(part)
    return [piece.strip(" .,;:") for piece in pieces if piece.strip(" .,;:")]


def _names_a_field(words: str) -> bool:
    """Whether the words behind `Director of Finance and` go on with the field of the office."""
    last = words.lower().split()[-1:]
    own = looks_like_name(words) or HONORIFIC.match(words) or OWNER_WORDS.issuperset(last)
    return words[:1].isupper() and len(words.split()) <= 3 and not own


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
    if tokens[-1].strip("'’") in OWNER_WORDS | OFFICE_WORDS or (tokens[0] in OWNER_WORDS and " of " in f" {plain} "):
        return True
    return (
        looks_like_name(plain) or bool(_IN_FIELD.match(plain)) or bool(HONORIFIC.match(plain) and read_name(plain).name)
    )


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
    return bool(words) and not others and bool(ROUTINE_SIGNS & set(words))


def known_people(names: frozenset[str] | set[str]) -> frozenset[str]:
    """Names in lower case, given names and initials, for `owners_of`."""
    initials = {"".join(word[0] for word in name.split() if word[:1].isupper()).lower() for name in names}
    given = {
        words[0].lower()
        for name in names
        if len(words := name.split()) > 1 and re.fullmatch(r"[A-Z][a-z]\S*", words[0])
    }
    return frozenset({name.lower() for name in names} | given | {each for each in initials if len(each) >= 2})
