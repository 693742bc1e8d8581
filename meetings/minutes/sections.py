"""An item's lines to its stretches: discussion, decisions, actions, under section words, labels and resolutions."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from meetings.minutes import inferred
from meetings.minutes.lines import Line, locate
from meetings.minutes.vocabulary import SECTION_WORDS, Part, PassageKind

_OFTEN = ("decision", "decisions", "action", "actions")
_LABEL = re.compile(
    r"(?:^|(?<=[.;!?]\s))(?P<word>Decisions?|Actions?|DECISIONS?|ACTIONS?|Resolution|Agreed|Action points?)"
    r"\s*(?P<mark>:|\s[–—-])\s+(?=\S)"
)
_RESOLVED = re.compile(
    r"\b(?:RESOLVED|RECOMMENDED|AGREED|DECIDED|ORDERED)\b|^Resolved\b|\b[Ii]t was (?:\w+ )?resolved\b|"
    r"\b[Aa]nd Resolved\b|^Agreed\s*[:–-]"
)
_LEAD_END = re.compile(r"(?:[:;–—-]|\bthat\b|\bto\b)\s*$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Lines of an item under one section word; `heading` is blank before the first."""

    part: Part
    heading: str
    lines: tuple[Line, ...]


def section_word(line: Line) -> tuple[Part, str] | None:
    """The part that a line opens when it is nothing but a section word.

    In the columns behind the text a table may say `Agreed` of a whole row: there only the plain words count.
    """
    word = re.sub(r"[\s:;.–—-]*(?:\s\d{1,2}[\s:;.–—-]*)?$", "", line.text.strip().lower())
    part = SECTION_WORDS.get(word) or _misspelt(word)
    if part is None or line.marker or ((line.column or 0) > 1 and not word.startswith(("decision", "action"))):
        return None
    return part, line.text.strip()


def _misspelt(word: str) -> Part | None:
    """`Descision` and `Acitons` alone on a line are what they were meant to be."""
    near = difflib.get_close_matches(word, _OFTEN, n=1, cutoff=0.85) if 5 <= len(word) <= 11 else []
    return SECTION_WORDS[near[0]] if near else None


def stretches(lines: Sequence[Line], text: str) -> Iterator[Stretch]:
    """The stretches of an item in order; lines before the first section word are discussion."""
    part, heading = Part.DISCUSSION, ""
    held: list[Line] = []
    expanded = [piece for line in lines for piece in _split_labels(line, text)]
    at = 0
    while at < len(expanded):
        line = expanded[at]
        opened = section_word(line)
        resolved = None if opened or part in (Part.DECISION, Part.PROPOSAL) else _resolved(line, text)
        if opened and not (part is Part.PROPOSAL and opened[0] is Part.ACTION and not held):
            yield Stretch(part=part, heading=heading, lines=tuple(held))
            part, heading, held = opened[0], opened[1], []
        elif part is Part.PROPOSAL and held and held[-1].marker and not line.marker:
            # A proposal ends with its list: what follows is the meeting again.
            yield Stretch(part=part, heading=heading, lines=tuple(held))
            part, heading, held = Part.DISCUSSION, "", []
            continue
        elif resolved:
            before, after = resolved
            yield Stretch(part=part, heading=heading, lines=(*held, *before))
            own = expanded[at + 1 : at + 1 + (_entries_after(expanded, at + 1) if _leads_on(after.text) else 0)]
            yield Stretch(part=Part.DECISION, heading=_resolved_heading(after), lines=(after, *own))
            part, heading, held = Part.DISCUSSION, "", []
            at += len(own)
        else:
            held.append(line)
        at += 1
    yield Stretch(part=part, heading=heading, lines=tuple(held))


def _split_labels(line: Line, text: str) -> Iterator[Line]:
    """A paragraph `Decision: … Action: …` as a line for each label and one for each text."""
    matches = list(_LABEL.finditer(line.text)) if len(line.text) < 20_000 and not line.marker else []
    if not matches:
        yield line
        return
    cuts = [0, *(match.start("word") for match in matches), len(line.text)]
    labels = {match.start("word"): match for match in matches}
    for start, end in itertools.pairwise(cuts):
        match = labels.get(start)
        if match is not None:
            yield _piece(line, match[0].strip(), text)
        rest = line.text[match.end() if match else start : end].strip()
        if rest:
            yield _piece(line, rest, text)


def _piece(line: Line, words: str, text: str) -> Line:
    return replace(line, text=words, span=locate(text, line.span, words), heading=0, bold=False)


def _leads_on(text: str) -> bool:
    return _LEAD_END.search(text) is not None


def _resolved(line: Line, text: str) -> tuple[tuple[Line, ...], Line] | None:
    """A paragraph with a resolution in it: what stands before its sentence, and the resolution."""
    match = _RESOLVED.search(line.text) if len(line.text) < 20_000 else None
    if not match:
        return None
    start = inferred.sentence_start(line.text, match.start())
    if start == 0:
        return (), line
    before, after = line.text[:start].strip(), line.text[start:].strip()
    span = locate(text, line.span, after)
    return (replace(line, text=before, span=replace(line.span, end=span.start)),), replace(
        line, text=after, span=span, marker="", kind=PassageKind.PARAGRAPH
    )


def _resolved_heading(line: Line) -> str:
    match = re.search(r"\b(?:RESOLVED|RECOMMENDED|AGREED|DECIDED|ORDERED)\b|\bresolved\b", line.text, re.I)
    return match[0] if match else "Resolved"


def _entries_after(lines: Sequence[Line], at: int) -> int:
    count = 0
    while at + count < len(lines) and lines[at + count].kind is PassageKind.ENTRY:
        count += 1
    return count
