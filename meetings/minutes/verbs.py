"""Verbs of deciding in a sentence: which it holds, in order, and whether the board declined."""

from __future__ import annotations

import re

from meetings.minutes.vocabulary import BODY_WORDS, PAST, VERBS

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|[,;:]")
_BE = frozenset(["be", "been", "being", "is", "are", "was", "were"])
_HAVE = frozenset(["has", "have", "had"])
_LINKS = frozenset(("and", ",", ";", "then", "also", "or"))
_BEFORE_IMPERATIVE = frozenset(("to", "that", "formally", "also", "unanimously", "it", "was", "be", "and", ":", ","))
_BEFORE_IMPERATIVE |= {"resolved", "decided"}
_OPENERS = frozenset(("that", "to", ":", "resolved", "agreed"))
_APPROVING = (
    r"(?:approv|support|agree|accept|adopt|endors|grant|sign|ratif|proceed|recommend|authoris|confirm|fund|award)\w*"
)
_LOST = re.compile(
    r"\b(?:motion|amendment|proposal|proposition|vote|resolution)\b(?:[^.;]{0,60})\b(?:was|were|be|is|being)?\s*"
    r"(?:lost|defeated|not carried|fell|not passed|rejected|not supported|withdrawn)\b",
    re.I,
)
_DECLINED = re.compile(
    rf"\b(?:did not|does not|do not|would not|could not|declined to|refused to|resolved not to|"
    rf"agreed not to|decided not to|"
    rf"voted not to|decided to not|agreed to not|resolved to not|voted against|not to)\s+(?:be\s+)?{_APPROVING}"
    rf"|\b(?:was|were|be|been)\s+not\s+{_APPROVING}|\bnot\s+be\s+{_APPROVING}|\b(?:resolved|agreed|decided|voted)\s+to\s+(?:reject|refuse|decline)\b",
    re.I,
)
_ABSTAINED = re.compile(
    r"\b(?:agreed|resolved|decided|directed|voted)\s+(?:that\s+\S+(?:\s+\S+){0,4}\s+)?(?:not\s+to|to\s+not)\b", re.I
)
_NO_DECISION = re.compile(r"\binquorate\b|\bnot quorate\b|\bno quorum\b", re.I)


def outcomes_of(text: str, *, inherited: str = "") -> tuple[str, ...]:
    """Verbs of deciding in `text`, lower-case past tense, in order of appearance, each once.

    Subordinate verbs do not count: only one that stands first, follows the body that decides, a passive, or joins a
    verb already counted. A board that declined `rejected`. `inherited` is the verb of the heading or lead-in, used
    when the text has none of its own.
    """
    if declined(text):
        return ("rejected",)
    verbs: list[str] = []
    before = ""
    earlier: list[str] = []
    for match in _WORD.finditer(text):
        word = match[0].lower().replace("’", "'")
        past = PAST.get(word)
        if past and _counts(before, earlier, match[0], bool(verbs)):
            verbs.append(past)
        elif word in VERBS and _imperative(earlier, bool(verbs), before):
            verbs.append(VERBS[word])
        if word not in (",", ";", ":") or before not in _LINKS:
            before = word
        earlier.append(word)
    unique = tuple(dict.fromkeys(verbs))
    unique = tuple(verb for verb in unique if verb != "resolved") or unique
    return unique or ((inherited,) if inherited else ())


def _counts(before: str, earlier: list[str], printed: str, has_verb: bool) -> bool:
    """Whether a past form decides here, told by the word before it."""
    if not earlier or before in _BE:
        return True
    if before in _LINKS:
        return (has_verb or any(word in BODY_WORDS for word in earlier[:8])) and not _in_a_noun_phrase(earlier)
    if before in BODY_WORDS or before in _HAVE or before in _OPENERS or before.endswith("ly"):
        return not has_verb or before in BODY_WORDS
    return len(earlier) <= 6 and any(word in BODY_WORDS for word in earlier) and not has_verb


def _in_a_noun_phrase(earlier: list[str]) -> bool:
    """`the report noted and agreed actions`: after an article close by, the form describes and does not decide."""
    return len(earlier) >= 2 and earlier[-2] in ("the", "a", "an", "any")


def _imperative(earlier: list[str], has_verb: bool, before: str) -> bool:
    """`Approve the minutes`, `to authorise the clerk`, `; note the report`."""
    start = all(word in _BEFORE_IMPERATIVE for word in earlier)
    if earlier and earlier[0] == "that" and before in BODY_WORDS and not has_verb:
        return True
    return start or (has_verb and before in (";",))


def declined(text: str) -> bool:
    """Whether the board turned something down."""
    if _LOST.search(text) or _NO_DECISION.search(text):
        return True
    match = _DECLINED.search(text)
    if not match:
        return False
    head = text[: match.start()].lower()
    return not re.search(r"\b(?:noted|heard|reported|received|advised)\b", head)


def negative(text: str) -> bool:
    """Whether the decision is to do without: turned down, or agreed not to."""
    return "rejected" in outcomes_of(text) or bool(_ABSTAINED.search(text))


def ends_in_verb(text: str) -> str:
    """The verb a lead-in ends with (`The Board agreed:` → `agreed`), blank when there is none."""
    words = re.findall(r"[A-Za-z'-]+", text.lower())
    while words and words[-1] in ("that", "to", "as", "follows", "the", "following", "formally", "unanimously"):
        words.pop()
    return PAST.get(words[-1], "") if words else ""
