"""An item's lines to its stretches: discussion, decisions, actions, under section words, labels and resolutions."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from meetings.extraction.blocks import Finding
from meetings.minutes import inferred
from meetings.minutes.entries import style
from meetings.minutes.lines import Line, locate
from meetings.minutes.vocabulary import SECTION_WORDS, VERBS, Part, PassageKind

_REAL_WORDS = re.compile(
    r"^(?:auctions?|actioned|reactions?|traction|inaction|factions?|fractions?|derision|actionable)$"
)
_OFTEN = ("decision", "decisions", "action", "actions")
_LABEL = re.compile(
    r"(?:^|(?<=[.;!?]\s))(?P<word>Decisions?|Actions?|DECISIONS?|ACTIONS?|Resolution|Agreed|Action points?)"
    r"\s*(?P<mark>:|\s[–—-])\s+(?=\S)"
)
_GLUED = re.compile(
    r"(?:^|(?<=[.;!?]\s))(?:(?P<word>Decisions?)\s+(?=(?:\d[.)]\s+)?(?:(?:The|All)\s+)?(?:[A-Z][\w&’'-]*\s+){0,6}?"
    r"(?:[Mm]embers|[Bb]oard|[Cc]ommittee|[Cc]ouncil|[Pp]anel|[Cc]abinet|[Ee]xecutive|[Gg]roup|[Ff]orum)\s+"
    r"(?:\w+ly\s+)?(?:noted|agreed|approved|resolved|endorsed|adopted|supported|received|confirmed|directed)\b)"
    r"|(?P<action>Actions?)\s+(?=(?:\d[.)]\s+)?(?:(?:The|LGA)\s+)?[A-Z][\w’'-]*(?:\s+[\w’'-]+){0,4}?\s+to\s+(?!be\b)[a-z]))"
)
"""A section word that lost the line of its own: it stands behind a full stop, with its sentence behind it."""
_RESOLVED = re.compile(
    r"(?<!had )(?<!had duly )(?<![“\"‘])\b(?:RESOLVED|RECOMMENDED|AGREED|DECIDED|ORDERED)\b"
    r"(?=\s*(?:$|[:;,.(–—-]|\d+(?:/\d+)?\s+that\b|(?i:that|to|by|unanimously|accordingly|as|on|with|in|and|the|under|pursuant)\b))"
    r"|^Resolved\b(?=\s*(?:$|[:;,(–—-]|(?i:that|to|by|unanimously|accordingly)\b))|\b[Ii]t was (?:\w+ )?resolved\b|"
    r"\b[Aa]nd Resolved\b|\band resolved\s*:|^Agreed\s*[:–-]"
)
_RESOLVED_WORDS = ("RESOLVED", "RECOMMENDED", "AGREED", "DECIDED", "ORDERED", "Resolved", "resolved", "Agreed")
"""One of these is in all that it finds; a look for them is quick, and it is not."""
_LETTERED = re.compile(r"^(?P<marker>\(?(?P<letter>[A-Z])[.)])\s+(?P<text>\S.*)$", re.S)
_POINTS = re.compile(
    r"\b(?:points|comments|questions|issues|concerns|views)\b[^.]{0,60}\b(?:were|was)?\s*(?:made|raised|asked|expressed)?\s*:\s*$|"
    r"\b(?:raised|discussed|commented|asked)\b[^.]{0,80}:\s*$",
    re.I,
)
_RESOLUTION = re.compile(r"^\W*(?:it was )?(?:resolved|resolutions?|agreed|recommended)\b", re.I)
"""A section word that opens one resolution, and not a part of the item."""
_WHOLE = re.compile(rf"\bto\s+(?:{'|'.join(VERBS)})\s+\w+|\bbe\s+(?:paid|\w+ed)\s*:\s*$", re.I)
_RESOLVES = re.compile(r"^[\"“‘']?(?:That|To)\b|\bbe\s+(?:\w+ly\s+)?\w+(?:ed|en)\b")
_ACTION_HEADING = re.compile(
    r"^(?:(?:officers?|members?|board|agreed|follow[- ]?up|key|further|lga)\s+)?action(?:\(s\)|s)?"
    r"(?:\s+(?:arising|required|agreed|points?|items?|to be taken|from (?:the )?meeting|"
    r"(?:for|by) (?:the )?(?:officers?|lga|members|staff|clerk|secretariat|board|chair)))?$"
    r"|^next steps$|^follow[- ]?up(?: actions?)?$"
)
_DISCUSSION_HEADING = re.compile(
    r"^(?:financial|legal|resource|equalit(?:y|ies)|environmental|risk)\s+implications$|^consultation$"
    r"|^(?:alternatives?|alternative options?|other options?|options)(?:\s+considered)?(?:\s+and)?(?:\s+rejected)?$"
    r"|^reasons?(?:\(s\))? for the (?:decisions?|recommendations?)$"
)
_RECOMMENDED_HEADING = re.compile(
    r"^(?:recommended|recommendations?\s+to\s+(?:the\s+)?(?:cabinet|council|full council|executive))"
    r"(?:\s+to\s+(?:the\s+)?(?:cabinet|council|full council|executive))?$"
)
_PARAGRAPH = re.compile(r"\d{1,3}(?:\.\d{1,3})+\.?")
"""`3.4 RESOLVED`: the number of a paragraph."""
_LONGEST_RESOLUTION = 2_000
_NEAR = 50
"""So many lines above a resolution are looked at for the list that it may stand in."""
_LEAD_END = re.compile(r"(?:[:;–—-]|\bthat\b|\bto\b)\s*$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Lines of an item under one section word; `heading` is blank before the first."""

    part: Part
    heading: str
    lines: tuple[Line, ...]
    opener: Line | None = None
    """The line of the section word."""


def section_word(line: Line) -> tuple[Part, str] | None:
    """The part that a line opens when it is nothing but a section word.

    In the columns behind the text a table may say `Agreed` of a whole row: there only the plain words count.
    """
    word = re.sub(r"[\s:;.–—-]*(?:\s\d{1,2}[\s:;.–—-]*)?$", "", line.text.strip().lower())
    part = SECTION_WORDS.get(word) or _misspelt(word) or _of_kind(word)
    numbered = bool(line.marker) and not _PARAGRAPH.fullmatch(line.marker)
    if part is None or numbered or ((line.column or 0) > 1 and not word.startswith(("decision", "action"))):
        return None
    return part, line.text.strip()


def _talks_again(line: Line) -> bool:
    """Whether a paragraph behind a list of decisions or actions leads the next points of the discussion in."""
    return not line.marker and bool(_POINTS.search(line.text))


def _of_kind(word: str) -> Part | None:
    """`Actions arising`, `Next steps`, `Recommended to Cabinet`: headings of actions and of decisions in many words."""
    if _ACTION_HEADING.match(word):
        return Part.ACTION
    if _DISCUSSION_HEADING.match(word):
        return Part.DISCUSSION
    return Part.DECISION if _RECOMMENDED_HEADING.match(word) else None


def _misspelt(word: str) -> Part | None:
    """`Descision` and `Acitons` alone on a line are what they were meant to be."""
    odd = 5 <= len(word) <= 11 and not _REAL_WORDS.match(word)
    near = difflib.get_close_matches(word, _OFTEN, n=1, cutoff=0.85) if odd else []
    return SECTION_WORDS[near[0]] if near else None


def stretches(lines: Sequence[Line], text: str) -> Iterator[Stretch]:
    """The stretches of an item in order; lines before the first section word are discussion."""
    part, heading, opener = Part.DISCUSSION, "", None
    held: list[Line] = []
    expanded = _lettered([piece for line in lines for piece in _split_labels(line, text)])
    at = 0
    while at < len(expanded):
        line = expanded[at]
        opened = section_word(line)
        resolved = None if opened or part in (Part.DECISION, Part.PROPOSAL) else _resolved(line, text)
        if opened and not (part is Part.PROPOSAL and opened[0] is Part.ACTION and not held):
            yield Stretch(part=part, heading=heading, lines=tuple(held), opener=opener)
            part, heading, held, opener = opened[0], opened[1], [], line
            if _RESOLUTION.match(heading):
                # `Agreed.` with its full stop is a sentence, and heads nothing but a list.
                listed = at + 1 < len(expanded) and expanded[at + 1].kind is PassageKind.ENTRY
                count = _own_of_resolution(expanded, at + 1) if listed or not heading.endswith(".") else 0
                own = expanded[at + 1 : at + 1 + count]
                yield Stretch(part=part, heading=heading, lines=tuple(own), opener=opener)
                part, heading, opener = Part.DISCUSSION, "", None
                at += len(own)
        elif part is Part.PROPOSAL and held and held[-1].marker and not line.marker:
            # A proposal ends with its list: what follows is the meeting again.
            yield Stretch(part=part, heading=heading, lines=tuple(held))
            part, heading, held = Part.DISCUSSION, "", []
            continue
        elif part is Part.ACTION and held and inferred.leads_to_decisions(expanded, at):
            yield Stretch(part=part, heading=heading, lines=tuple(held), opener=opener)
            part, heading, held, opener = Part.DECISION, "", [line], None
        elif part in (Part.DECISION, Part.ACTION) and held and _talks_again(line):
            yield Stretch(part=part, heading=heading, lines=tuple(held), opener=opener)
            part, heading, held, opener = Part.DISCUSSION, "", [line], None
        elif resolved:
            before, after = resolved
            yield Stretch(part=part, heading=heading, lines=(*held, *before))
            after, rest = _with_its_own(after, text)
            if rest is not None:
                yield Stretch(part=Part.DECISION, heading=_resolved_heading(after), lines=(after,))
                part, heading, held = Part.DISCUSSION, "", []
                expanded[at] = rest
                continue
            own = expanded[at + 1 : at + 1 + _own_of(after, expanded, at + 1)]
            yield Stretch(part=Part.DECISION, heading=_resolved_heading(after), lines=(after, *own))
            part, heading, held = Part.DISCUSSION, "", []
            at += len(own)
        else:
            held.append(line)
        at += 1
    yield Stretch(part=part, heading=heading, lines=tuple(held), opener=opener)


def _own_of(resolution: Line, lines: Sequence[Line], at: int) -> int:
    """How many lines behind a sentence that resolves go on with it; one that says what is approved needs a list."""
    whole = at < len(lines) and lines[at].kind is not PassageKind.ENTRY and _WHOLE.search(resolution.text)
    return _own_of_resolution(lines, at) if _leads_on(resolution.text) and not whole else 0


def _own_of_resolution(lines: Sequence[Line], at: int) -> int:
    """How many lines belong to a resolution that is opened above them.

    Its list, its paragraphs that begin `That` or say what shall be, or the one paragraph that stands there; a
    paragraph behind these speaks of something else.
    """
    above = lines[max(0, at - _NEAR) : at]
    end, earlier, own = at, {style(line) for line in above if line.kind is PassageKind.ENTRY}, ""
    while end < len(lines) and not section_word(lines[end]):
        line, before = lines[end], lines[end - 1] if end > at else None
        listed = line.kind is PassageKind.ENTRY and before is not None and before.kind is PassageKind.ENTRY
        says = line.kind is not PassageKind.ENTRY and _RESOLVES.search(line.text)
        if line.kind is PassageKind.ENTRY:
            own = own or style(line)
            if style(line) != own and style(line) in earlier:
                break
        if before is not None and not listed and not says and not _leads_on(before.text):
            break
        end += 1
    return end - at


def _split_labels(line: Line, text: str) -> Iterator[Line]:
    """A paragraph `Decision: … Action: …` as a line for each label and one for each text."""
    labelled = list(_LABEL.finditer(line.text)) if len(line.text) < 20_000 and not line.marker else []
    labels = {match.start(): match for match in (*labelled, *_glued(line))}
    if not labels:
        yield line
        return
    cuts = [0, *sorted(labels), len(line.text)]
    for start, end in itertools.pairwise(cuts):
        match = labels.get(start)
        own = replace(line, marker="", kind=PassageKind.PARAGRAPH) if match else line
        if match is not None:
            yield _piece(own, match[0].strip(), text)
        rest = line.text[match.end() if match else start : end].strip()
        if rest:
            yield _piece(own, rest, text)


def _glued(line: Line) -> Sequence[re.Match[str]]:
    return list(_GLUED.finditer(line.text)) if len(line.text) < 20_000 else []


def glued(lines: Sequence[Line]) -> Iterator[Finding]:
    """A finding for each section word that stands in the middle of a paragraph."""
    for line in lines:
        for match in _glued(line):
            message = f"“{match[0].strip()}” stands in the middle of a paragraph; the text was cut there."
            yield Finding(code="section-inside-paragraph", message=message, span=line.span)


def _piece(line: Line, words: str, text: str) -> Line:
    return replace(line, text=words, span=locate(text, line.span, words), heading=0, bold=False)


def _lettered(lines: Sequence[Line]) -> list[Line]:
    """Paragraphs `A. …`, `B. …` that count on from A as the entries they are; one such paragraph alone is no list."""
    result, at = list(lines), 0
    while at < len(result):
        run = 0
        while at + run < len(result) and (match := _LETTERED.match(result[at + run].text)) and not _apart(match, run):
            run += 1
        for other in range(at, at + run if run > 1 else at):
            match = _LETTERED.match(result[other].text)
            if match:
                result[other] = replace(
                    result[other], kind=PassageKind.ENTRY, marker=match["marker"], text=match["text"], bold=False
                )
        at += max(run, 1)
    return result


def _apart(match: re.Match[str], before: int) -> bool:
    """Whether the letter is not the next after so many `before`."""
    return ord(match["letter"]) - ord("A") != before


def _leads_on(text: str) -> bool:
    return _LEAD_END.search(text) is not None


def _resolved(line: Line, text: str) -> tuple[tuple[Line, ...], Line] | None:
    """A paragraph with a resolution in it: what stands before its sentence, and the resolution."""
    may = len(line.text) < 20_000 and any(word in line.text for word in _RESOLVED_WORDS)
    match = _RESOLVED.search(line.text) if may else None
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


def _with_its_own(line: Line, text: str) -> tuple[Line, Line | None]:
    """A resolution with its own sentences, and the rest of its paragraph from the next vote or resolution on."""
    told = inferred.sentences(line.text) if len(line.text) < _LONGEST_RESOLUTION else []
    at = next((at for at, each in enumerate(told) if at and inferred.opens_a_vote(each)), None)
    if at is None or not any(_RESOLVED.search(each) for each in told[:at]):
        return line, None
    own, rest = " ".join(told[:at]), " ".join(told[at:])
    start = locate(text, line.span, rest)
    first = replace(line, text=own, span=replace(line.span, end=max(line.span.start, start.start)))
    return first, replace(line, text=rest, span=start, marker="", kind=PassageKind.PARAGRAPH)


def _resolved_heading(line: Line) -> str:
    match = re.search(r"\b(?:RESOLVED|RECOMMENDED|AGREED|DECIDED|ORDERED)\b|\bresolved\b", line.text, re.I)
    return match[0] if match else "Resolved"
