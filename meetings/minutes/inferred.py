"""Decisions and actions without a heading: read from sentences and from lists that lost theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meetings.minutes.lines import Line, locate
from meetings.minutes.structure import Passage
from meetings.minutes.vocabulary import PAST, PassageKind

_ABBREVIATION = re.compile(
    r"(?:\b(?:Cllrs?|Clr|Mr|Mrs|Ms|Dr|Prof|Rev|St|No|Nos|Prop|Sec|para|paras|approx|vs|etc|e\.g|i\.e|ref|Ltd|Co|Min|Hon|Gen|Col|Sgt|Insp|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)"
    r"|\b[A-Z])\.$"
)
_STOP = re.compile(r"[.!?][”\"')\]]?\s+(?=[A-Z“\"‘(\[])")
_BODY = (
    r"(?:(?:the\s+)?(?:[A-Z][\w&-]*\s+(?:(?:and|&|of|for)\s+)?){0,5}?"
    r"(?:board|members(?:\s+of\s+(?:the\s+)?[\w&-]+(?:\s[\w&-]+){0,4}?)?|committee|council(?:lors)?|cabinet|panel|group|forum|trustees|executive|meeting|sub-committee|"
    r"partnership|governors|directors|commission|all\s+(?:members|councillors)(?:\s+present)?))"
)
_ADVERBS = r"(?:\s+(?:then|also|unanimously|formally|therefore|further|subsequently|duly|both|all|has|have|had))*"
_DECIDES = re.compile(
    rf"^(?:(?:following|after|having|on|upon|with|in)\b[^,]{{3,200}},\s+)?{_BODY}{_ADVERBS}\s+"
    r"(?:agreed|resolved|approved|adopted|confirmed|elected|re-elected|appointed|endorsed|ratified|rejected|deferred|accepted|delegated|authorised|"
    r"decided|voted|did\s+not\s+(?:agree|approve|support|accept|adopt))\b(?!\s+(?:with|on\s+the\s+(?:importance|need)|about)\b)",
    re.I,
)
_IT_WAS = re.compile(
    r"^(?:(?:following|after|having|on|upon|with|in)\b[^,]{3,200},\s+)?it\s+was\s+(?:(?:then|also|unanimously|formally|therefore|further|duly|proposed[^.]{0,160}\sand)\s+)*"
    r"(?:agreed|resolved|decided|approved|not\s+agreed)\b(?!\s+with\b)",
    re.I,
)
_MINUTES_AGREED = re.compile(
    r"\b(?:minutes?|notes?)\b[^.]{0,160}\b(?:was|were)\s+(?:(?:then|also|unanimously|formally|duly|not)\s+)*(?:agreed|approved|confirmed|adopted|accepted|signed|noted|taken\s+as\s+read)\b",
    re.I,
)
_ELECTED = re.compile(
    r"\b(?:was|were)\s+(?:(?:duly|unanimously|formally)\s+)?(?:re-?)?(?:elected|appointed)\s+(?:as\s+|to\s+(?:be\s+)?|the\s+)?(?:vice|chair|deputy|mayor|leader|[A-Z])",
    re.I,
)
_MOTION = re.compile(
    r"\b(?:motion|amendment)\b[^.]{0,120}\b(?:was|were)\s+(?:put\b[^.]{0,60}\band\s+)?(?:carried|lost|defeated|agreed|withdrawn|approved|not\s+carried)\b",
    re.I,
)
_NOTED = re.compile(rf"^{_BODY}{_ADVERBS}\s+(?:noted|received)\s+(?!that\b|with\b|how\b|and\s+discussed)", re.I)
_WAS_NOTED = re.compile(
    r"^(?:the|this)\s+[^.]{2,80}\b(?:was|were)\s+(?:(?:then|also|duly|formally)\s+)*noted\.?$", re.I
)
_MOVERS = re.compile(
    r"^(?:prop(?:osed)?|sec(?:onded)?|2nd|moved|unanimous(?:ly)?|all in favour|carried|vot(?:e|ing)|"
    r"for|against|abstain(?:ed|tions)?)\b",
    re.I,
)
"""Who moved and how the vote went: words that belong to the decision before them."""
_ENTRY_DECIDES = re.compile(rf"^(?:{_BODY}{_ADVERBS}\s+)?(?:formally\s+|unanimously\s+)?(?P<verb>[A-Za-z-]+)\b", re.I)
_ENTRY_ACTS = re.compile(r"^(?:that\s+)?[A-Z][\w'’/&, ()-]{1,80}?\s+to\s+[a-z]")


@dataclass(frozen=True, slots=True)
class Lists:
    """Indexes of lines that are decisions or actions whose heading got lost."""

    decisions: frozenset[int] = frozenset()
    actions: frozenset[int] = frozenset()


def pieces(line: Line, text: str, *, last: bool) -> Iterator[tuple[Passage, bool]]:
    """A paragraph cut into what is discussion and the sentences that decide, in order; True marks the latter.

    `last` says that the item ends with this paragraph: only there a body that `noted` something has decided it.
    """
    if line.kind is not PassageKind.PARAGRAPH:
        yield line.passage(), False
        return
    parts = sentences(line.text)
    marks = [
        _decides(sentence) or (last and at == len(parts) - 1 and _notes(sentence)) for at, sentence in enumerate(parts)
    ]
    if not any(marks):
        yield line.passage(), False
        return
    at = 0
    while at < len(parts):
        end = at + 1
        while end < len(parts) and (_MOVERS.match(parts[end]) if marks[at] else not marks[end]):
            end += 1
        words = " ".join(parts[at:end])
        span = line.span if len(parts) == 1 else locate(text, line.span, words)
        yield Passage(text=words, span=span), marks[at]
        at = end


def _decides(sentence: str) -> bool:
    patterns = (_DECIDES, _IT_WAS, _MINUTES_AGREED, _ELECTED, _MOTION)
    return len(sentence) < 3000 and any(pattern.search(sentence) for pattern in patterns)


def _notes(sentence: str) -> bool:
    return len(sentence) < 3000 and bool(_NOTED.search(sentence) or _WAS_NOTED.search(sentence))


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; a full stop behind an abbreviation ends none."""
    result, start = [], 0
    for match in _STOP.finditer(text):
        end = match.start() + 1
        if _ABBREVIATION.search(text[max(0, end - 12) : end]):
            continue
        result.append(text[start : match.end()].strip())
        start = match.end()
    result.append(text[start:].strip())
    return [sentence for sentence in result if sentence]


def sentence_start(text: str, at: int) -> int:
    """Where the sentence begins that `at` stands in."""
    start = 0
    for match in _STOP.finditer(text):
        if match.end() > at:
            break
        if not _ABBREVIATION.search(text[max(0, match.start() - 11) : match.start() + 1]):
            start = match.end()
    return start


def lost_headings(lines: Sequence[Line]) -> Lists:
    """Two lists in a row that both start anew, the first of decisions, the second of actions."""
    runs = list(_runs(lines))
    if not runs:
        return Lists()
    for at, run in enumerate(runs):
        if all(_entry_decides(line.text) for line in run):
            following = runs[at + 1] if at + 1 < len(runs) else []
            acts = following if following and all(_ENTRY_ACTS.match(line.text) for line in following) else []
            return Lists(frozenset(line.index for line in run), frozenset(line.index for line in acts))
    return Lists()


def _entry_decides(text: str) -> bool:
    match = _ENTRY_DECIDES.match(text)
    return (
        bool(match)
        and match is not None
        and match["verb"].lower() in PAST
        and not re.match(r"(?:members|the board)\s+noted\s+that\b", text, re.I)
    )


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lists of numbered entries; one that starts at 1 again is a new list."""
    run: list[Line] = []
    for line in lines:
        number = re.fullmatch(r"\(?(\d{1,3})[.)]", line.marker)
        if number is None or (int(number[1]) == 1 and run):
            if run:
                yield run
            run = []
        if number is not None:
            run.append(line)
    if run:
        yield run
