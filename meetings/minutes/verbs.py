"""Verbs of deciding in a sentence: which it holds, in order, and whether the board declined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from meetings.minutes.vocabulary import BODY_WORDS, PAST, PRESENT, VERBS

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|[,;:]")
_BE = frozenset(["be", "been", "being", "is", "are", "was", "were"])
_MODAL = frozenset(["should", "would", "could", "can", "might", "must", "will"])
"""What should be done is the matter that was decided, and not how."""
_MATTER = frozenset(("offered", "commissioned", "identified", "requested", "nominated", "supported", "instructed"))
"""`agreed that a day be offered`: what shall be done, and no second act of the board."""
_HAVE = frozenset(["has", "have", "had"])
_LINKS = frozenset(("and", ",", ";", "then", "also", "or"))
_BEFORE_IMPERATIVE = frozenset(("to", "that", "formally", "also", "unanimously", "it", "was", "be", "and", ":", ","))
_BEFORE_IMPERATIVE |= {"resolved", "decided"}
_VOTING = frozenset(("voted", "decision", "decided", "resolved", "unanimously"))
_OPENERS = frozenset(("that", "to", ":", "resolved", "agreed"))
_APPROVING = (
    r"(?:approv|support|agree|accept|adopt|endors|grant|sign|ratif|proceed|recommend|authoris|confirm|fund|award)\w*"
)
_LOST = re.compile(
    r"\b(?:motion|amendment|proposal|proposition|vote|resolution)\b(?:[^.;]{0,60})\b(?:was|were|be|is|being)?\s*"
    r"(?:declared\s+)?(?:lost|defeated|not carried|fell|not passed|rejected|not supported|not agreed|not approved|"
    r"withdrawn)\b",
    re.I,
)
_DECLINED = re.compile(
    rf"\b(?:did not|does not|do not|would not|could not|declined to|refused to)\s+(?:be\s+)?{_APPROVING}(?!\s+with\b)"
    r"|(?<!if )(?<!or )\bnot\s+(?!only\b)(?:(?:minded|willing|able|prepared|in\s+favour|to|of|be|been)\s+){0,3}"
    rf"{_APPROVING}(?!\s+with\b)"
    rf"|\bto\s+not\s+{_APPROVING}|\b(?:resolved|agreed|decided|voted)\b[^.;,]{{0,40}}?\s+to\s+(?:reject|refuse|decline)\b"
    r"|\b(?:board|members|committee|council|panel|cabinet|it)\s+(?:voted|decided|resolved|were|was)\s+against\b"
    r"|\bnot\s+carried\b",
    re.I,
)
_NOUN_AND_VERB = re.compile(r"^(?:The\s+)?[A-Z][a-z]+(?:\s+[a-z]+)?\s+(?P<verb>[a-z]+ed)\W*$")
_TOOK_NOTE = re.compile(r"\b(?:board|members|committee|council|panel|group|forum)\s+took\s+note\s+of\b", re.I)
_ASKED = re.compile(r"\b(?:is|are|was|were|be)\s+(?:recommended|asked|requested|invited|advised)\s+to\b", re.I)
_DECIDED = re.compile(r"^\W*resolved\b|\b(?:agreed|resolved|approved)\s+that\b", re.I)
"""The body has decided before these words that somebody else be asked."""
_BRACKETS = re.compile(r"\s*\([^()]{4,120}\)\s*")
"""`RESOLVED (with one voting against) to approve`: an aside parts no verb from its subject."""
_ONLY_TOLD = re.compile(
    r"\b(?:agreed|approved|supported|adopted|endorsed)\b[^.]*\b(?:despite|after|although|noting|motion\s+that|amendment\s+that)\b",
    re.I,
)
"""The board said yes; what was turned down is told beside it."""
_REPORTED = re.compile(r"\b(?:noted|heard|reported|received|advised|were\s+told|was\s+told|informed)\b", re.I)
_ABSTAINED = re.compile(
    r"\b(?:agreed|resolved|decided|directed|voted)\s+(?:that\s+\S+(?:\s+\S+){0,4}\s+)?(?:not\s+to|to\s+not)\b", re.I
)
_NO_DECISION = re.compile(r"\binquorate\b|\bnot quorate\b|\bno quorum\b", re.I)


def outcomes_of(text: str, *, inherited: str = "") -> tuple[str, ...]:
    """Verbs of deciding in `text`, lower-case past tense, in order of appearance, each once.

    Subordinate verbs do not count: only one that stands first, follows the body that decides, a passive, or joins a
    verb already counted; nothing behind `noted that`. A board that declined `rejected`. A body that is asked to decide
    has not decided. `inherited` is the verb of the heading or lead-in, used when the text has none of its own.
    """
    if declined(text):
        return ("rejected",)
    asked = _ASKED.search(text)
    if asked and not _DECIDED.search(text[: asked.start()]):
        return ("recommended",) if re.match(r"be\s+recommended", asked[0], re.I) else ()
    verbs = tuple(dict.fromkeys(_verbs(_BRACKETS.sub(" ", text)))) or tuple(dict.fromkeys(_verbs(text))) or _short(text)
    verbs = verbs[1:] if verbs[:1] == ("resolved",) and len(verbs) > 1 else verbs
    return verbs or ((inherited,) if inherited else ())


def _short(text: str) -> tuple[str, ...]:
    """`Report noted.` and `took note of`: decisions in the fewest words."""
    match = _NOUN_AND_VERB.match(text)
    if match and match["verb"].lower() in PAST:
        return (PAST[match["verb"].lower()],)
    return ("noted",) if _TOOK_NOTE.search(text) else ()


def _verbs(text: str) -> Iterator[str]:
    before = ""
    earlier: list[str] = []
    last, bare = "", False
    for match in _WORD.finditer(text):
        word = match[0].lower().replace("’", "'")
        if word == "that" and last == "noted":
            return
        past = PAST.get(word)
        if (
            past
            and _counts(before, earlier, bool(last))
            and not (last == "agreed" and before == "be" and past in _MATTER)
        ):
            last = past
            yield past
        elif word in VERBS and (_imperative(earlier, bool(last), before) or (bare and _joins(before, earlier))):
            last, bare = VERBS[word], True
            yield last
        elif word in PRESENT and _presents(earlier, bool(last), bare, before, text[match.end() :]):
            last, bare = PRESENT[word], True
            yield last
        if last == "recommended":
            return
        if word not in (",", ";", ":") or before not in _LINKS:
            before = word
        earlier.append(word)


def _counts(before: str, earlier: list[str], has_verb: bool) -> bool:
    """Whether a past form decides here, told by the word before it."""
    if not earlier or before in _BE:
        return not earlier[-2:-1] or earlier[-2] not in _MODAL
    if before in _LINKS:
        return (has_verb or any(word in BODY_WORDS for word in earlier[:8])) and not _in_a_noun_phrase(earlier)
    if before in BODY_WORDS or before in _HAVE or before in _OPENERS or before.endswith("ly"):
        return not has_verb or before in BODY_WORDS
    return len(earlier) <= 6 and any(word in BODY_WORDS for word in earlier) and not has_verb


def _in_a_noun_phrase(earlier: list[str]) -> bool:
    """`the report noted and agreed actions`: after an article close by, the form describes and does not decide."""
    return len(earlier) >= 2 and earlier[-2] in ("the", "a", "an", "any")


def _imperative(earlier: list[str], has_verb: bool, before: str) -> bool:
    """`Approve the minutes`, `to authorise the clerk`, `That the Board note`, `Members voted to approve`."""
    if all(word in _BEFORE_IMPERATIVE for word in earlier):
        return True
    if earlier[0] == "that" and before in BODY_WORDS and not has_verb:
        return True
    if before == "to" and earlier[-2:-1] in (["resolved"], ["decided"]):
        return True
    if before == "to" and not has_verb and len(earlier) <= 8:
        return earlier[-2] in _VOTING or (len(earlier) <= 5 and earlier[-2] in BODY_WORDS)
    return has_verb and before == ";"


def _presents(earlier: list[str], has_verb: bool, bare: bool, before: str, rest: str) -> bool:
    """`adopts the plan`, `Cabinet notes the report and approves the budget`; `Notes of the meeting` are a thing."""
    if rest.lstrip().startswith(("of ", "from ", ".")):
        return False
    return not earlier or (before in BODY_WORDS and not has_verb) or (bare and _joins(before, earlier))


def _joins(before: str, earlier: list[str]) -> bool:
    """`note the report and approve the plan`: a second bare verb beside the first."""
    return before in ("and", ",", ";") or (before == "to" and earlier[-2:-1] in (["and"], [","], [";"]))


def declined(text: str) -> bool:
    """Whether the board turned something down; what a sentence only reports is no act of the board."""
    if _NO_DECISION.search(text):
        return True
    match = _LOST.search(text) or _DECLINED.search(text)
    if match and _ONLY_TOLD.search(text[: match.start() + 1]):
        return False
    return bool(match) and match is not None and not _REPORTED.search(text[: match.start()])


def negative(text: str) -> bool:
    """Whether the decision is to do without: turned down, or agreed not to."""
    return "rejected" in outcomes_of(text) or bool(_ABSTAINED.search(text))


def ends_in_verb(text: str) -> str:
    """The verb a lead-in ends with (`The Board agreed:` → `agreed`), blank when there is none."""
    words = re.findall(r"[A-Za-z'-]+", text.lower())
    while words and words[-1] in ("that", "to", "as", "follows", "the", "following", "formally", "unanimously"):
        words.pop()
    return PAST.get(words[-1], "") if words else ""


def recommends(text: str) -> bool:
    """Whether words recommend to another body: that body has not decided yet."""
    return bool(re.match(r"\W*recommend(?:ed|ations?)?\s+to\b", text, re.I))
