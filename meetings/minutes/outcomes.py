"""What an item came to: its discussion, decisions and actions, under headings or read from sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from meetings.extraction.blocks import Finding, Span
from meetings.minutes import inferred
from meetings.minutes.lines import Line, locate
from meetings.minutes.owners import due_date, is_routine, owners_of
from meetings.minutes.structure import Action, Decision, Passage
from meetings.minutes.verbs import ends_in_verb, negative, outcomes_of
from meetings.minutes.vocabulary import PAST, SECTION_WORDS, Part, PassageKind

_INLINE_LABEL = re.compile(
    r"^(?P<word>decisions?|actions?|agreed|resolution|action points?)\s*:\s*(?P<rest>\S.*)$", re.I | re.S
)
_RESOLVED = re.compile(
    r"\b(?:RESOLVED|RECOMMENDED|AGREED|DECIDED|ORDERED)\b|^Resolved\b|\b[Ii]t was (?:\w+ )?resolved\b|"
    r"\b[Aa]nd Resolved\b|^Agreed\s*[:–-]"
)
_LEAD_END = re.compile(r"(?:[:;–—-]|\bthat\b|\bto\b)\s*$", re.I)
_BODY_ALONE = re.compile(
    r"^(?:the\s+)?(?:[A-Z][\w&'’-]*\s+(?:(?:and|&|of|for|the)\s+)?){0,6}(?:board|members?|committee|council|cabinet|panel|officers)\s*$",
    re.I,
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_UNFINISHED = re.compile(r"^\W*(?:…|\.{3,})\W*$|(?:…|\.{3,})[.\s]*$")
_LOOKS_LIKE_ACTION = re.compile(
    r"^(?:that\s+)?(?:the\s+)?(?:LGA\s+)?(?:officers?|staff|the clerk|clerk)\s+(?:to|will)\s+\w", re.I
)
_LOOKS_LIKE_DECISION = re.compile(
    r"^(?:the\s+)?(?:board|members|committee|council|panel)\s+(?:formally\s+|unanimously\s+)?(?:agreed|noted|approved|resolved|endorsed)\b",
    re.I,
)


@dataclass(slots=True)
class Outcomes:
    """What was read from the lines of one item."""

    passages: list[Passage] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Lines of an item under one section word; `heading` is blank before the first."""

    part: Part
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a decision or action list, parts below it included."""

    text: str
    span: Span
    lead_in: str
    marker: str = ""


def read_outcomes(lines: Sequence[Line], text: str, known: frozenset[str]) -> Outcomes:
    """The discussion, decisions and actions in the lines of one item.

    `text` is the whole extracted text, `known` the people at the meeting as for `owners_of`.
    """
    result = Outcomes()
    stretches = tuple(_stretches(lines, text))
    for stretch in stretches:
        if stretch.part is Part.DECISION:
            result.decisions.extend(_decisions(stretch, result.findings))
        elif stretch.part is Part.ACTION:
            result.actions.extend(_actions(stretch, known, result.findings))
        else:
            result.passages.extend(line.passage() for line in stretch.lines)
    result.decisions = _without_repeats(result)
    if not result.decisions:
        _infer(result, stretches, text, known)
    result.findings.extend(_unfinished(lines))
    return result


def _without_repeats(result: Outcomes) -> list[Decision]:
    """Pages that print `Decision:` and `Minutes:` say a decision twice: the copy under its own heading is kept."""
    by_words: dict[str, Decision] = {}
    for decision in result.decisions:
        key = re.sub(r"\W+", " ", decision.text.lower()).strip()
        held = by_words.get(key)
        if held is None:
            by_words[key] = decision
            continue
        message = "This decision stands twice in the item; it is counted once."
        kept, other = (decision, held) if decision.heading.lower().startswith("decision") else (held, decision)
        by_words[key] = kept
        result.findings.append(Finding(code="decision-repeated", message=message, span=other.span))
        result.passages.append(Passage(text=f"{other.lead_in} {other.text}".strip(), span=other.span))
    result.passages.sort(key=lambda passage: passage.span.start)
    return sorted(by_words.values(), key=lambda decision: decision.span.start)


def section_word(line: Line) -> tuple[Part, str] | None:
    """The part that a line opens when it is nothing but a section word."""
    word = re.sub(r"[\s:;.–—-]+$", "", line.text.strip().lower())
    part = SECTION_WORDS.get(word)
    return (part, line.text.strip()) if part and not line.marker and (line.column or 0) <= 1 else None


def _stretches(lines: Sequence[Line], text: str) -> Iterator[Stretch]:
    part, heading = Part.DISCUSSION, ""
    held: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        opened = section_word(line)
        label = _INLINE_LABEL.match(line.text) if not line.marker else None
        resolved = None if part in (Part.DECISION, Part.PROPOSAL) else _resolved(line, text)
        if opened:
            yield Stretch(part=part, heading=heading, lines=tuple(held))
            part, heading, held = opened[0], opened[1], []
        elif label and part is not Part.PROPOSAL:
            yield Stretch(part=part, heading=heading, lines=tuple(held))
            part, heading = SECTION_WORDS[label["word"].lower()], f"{label['word']}:"
            held = [replace(line, text=label["rest"], span=locate(text, line.span, label["rest"]))]
        elif resolved:
            before, after = resolved
            yield Stretch(part=part, heading=heading, lines=(*held, *before))
            count = (
                _entries_after(lines, at + 1)
                if _LEAD_END.search(after.text) or after.text.endswith((":", "that"))
                else 0
            )
            yield Stretch(
                part=Part.DECISION, heading=_resolved_heading(after), lines=(after, *lines[at + 1 : at + 1 + count])
            )
            part, heading, held = Part.DISCUSSION, "", []
            at += count
        else:
            held.append(line)
        at += 1
    yield Stretch(part=part, heading=heading, lines=tuple(held))


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


def entries(lines: Sequence[Line], findings: list[Finding]) -> tuple[Entry, ...]:
    """The entries of one list: lead-ins kept beside each, parts below an entry joined to it."""
    found: list[Entry] = []
    lead, style, markers = "", "", []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        if line.kind is PassageKind.ENTRY:
            style = style or _style(line)
            if found and _below(line, style, found[-1]):
                found[-1] = _with_part(found[-1], line)
                continue
            markers.append(line)
            found.append(Entry(text=line.text, span=line.span, lead_in=lead, marker=line.marker))
        elif _is_lead_in(line, following):
            lead, style = line.text, ""
        elif _UNFINISHED.match(line.text) and len(line.text) < 8:
            continue
        else:
            found.append(Entry(text=line.text, span=line.span, lead_in=lead))
    findings.extend(_gaps(markers))
    if lead and not found:
        findings.append(Finding(code="unfinished", message=f"Nothing follows “{lead}”.", span=lines[-1].span))
    return tuple(found)


def _style(line: Line) -> str:
    marker = line.marker.strip("()").rstrip(".)")
    if re.fullmatch(r"\d+", marker):
        return "number"
    if re.fullmatch(r"\d+(?:\.\d+)+", marker):
        return "dotted"
    if re.fullmatch(r"[ivx]{2,}", marker):
        return "roman"
    return "letter" if re.fullmatch(r"[a-z]", marker) else "bullet"


def _below(line: Line, style: str, last: Entry) -> bool:
    """Whether the line is a part of the entry above it."""
    own = _style(line)
    if own == style or (
        {own, style} == {"roman", "letter"} and line.level == 0 and not last.text.rstrip().endswith(":")
    ):
        return line.level > 0 and last.marker != "" and not _same_indent(line, last)
    return (
        own == "dotted" or line.level > 0 or line.marker == "o" or last.text.rstrip().endswith(":") or style == "number"
    )


def _same_indent(line: Line, last: Entry) -> bool:
    return bool(last.marker) and _style(line) == _style(replace(line, marker=last.marker))


def _with_part(entry: Entry, line: Line) -> Entry:
    return replace(
        entry, text=f"{entry.text} {line.marked}", span=Span(entry.span.start, line.span.end, entry.span.page)
    )


def _is_lead_in(line: Line, following: Line | None) -> bool:
    if following is None:
        return line.text.rstrip().endswith((":",)) and len(line.text.split()) <= 12
    text = line.text.strip()
    if following.kind is PassageKind.ENTRY:
        return (
            text.endswith((":", ";", "–", "-", "—"))
            or bool(_BODY_ALONE.match(text))
            or bool(ends_in_verb(text))
            or _LEAD_END.search(text) is not None
        )
    return len(text.split()) <= 8 and (text.endswith((":", ";")) or bool(_BODY_ALONE.match(text)))


def _gaps(lines: Sequence[Line]) -> Iterator[Finding]:
    last: Line | None = None
    for line in lines:
        if last is not None and _style(last) == _style(line) and _ordinal(line) > _ordinal(last) + 1 > 1:
            message = f"The list goes from {last.marker} to {line.marker}: is an entry missing?"
            yield Finding(code="entry-gap", message=message, span=line.span)
        last = line


def _ordinal(line: Line) -> int:
    """The place a marker stands for: `3.`, `c)` and `iii.` are all 3; 0 for a bullet."""
    marker = line.marker.strip("()").rstrip(".)").lower()
    if marker.isdigit():
        return int(marker)
    if _style(line) == "roman" or marker in _ROMAN:
        return _ROMAN.index(marker) + 1 if marker in _ROMAN else 0
    return ord(marker) - ord("a") + 1 if re.fullmatch(r"[a-z]", marker) else 0


def _decisions(stretch: Stretch, findings: list[Finding]) -> Iterator[Decision]:
    own = PAST.get(re.sub(r"\W", "", stretch.heading.lower()), "")
    for entry in entries(stretch.lines, findings):
        inherited = ends_in_verb(entry.lead_in) or own or _lead_verb(entry.lead_in)
        if _LOOKS_LIKE_ACTION.match(entry.text):
            message = "This stands under a decision heading and reads like an action."
            findings.append(Finding(code="looks-like-action", message=message, span=entry.span))
        yield Decision(
            text=entry.text,
            span=entry.span,
            lead_in=entry.lead_in,
            outcomes=outcomes_of(entry.text, inherited=inherited),
            heading=stretch.heading,
            negative=negative(entry.text),
        )


def _lead_verb(lead_in: str) -> str:
    verbs = outcomes_of(lead_in) if lead_in else ()
    return verbs[-1] if verbs else ""


def _actions(stretch: Stretch, known: frozenset[str], findings: list[Finding]) -> Iterator[Action]:
    for entry in entries(stretch.lines, findings):
        if _LOOKS_LIKE_DECISION.match(entry.text):
            message = "This stands under an action heading and reads like a decision."
            findings.append(Finding(code="looks-like-decision", message=message, span=entry.span))
        owners = owners_of(entry.text, lead_in=entry.lead_in, known=known)
        if not owners:
            message = "Nobody is named who must do this."
            findings.append(Finding(code="no-owner", message=message, span=entry.span))
        yield Action(
            text=entry.text,
            span=entry.span,
            lead_in=entry.lead_in,
            owners=owners,
            due=due_date(entry.text),
            heading=stretch.heading,
            boilerplate=is_routine(entry.text, entry.lead_in),
        )


def _infer(result: Outcomes, stretches: Sequence[Stretch], text: str, known: frozenset[str]) -> None:
    """Decisions, and actions, read from sentences where no heading says so."""
    kept: list[Passage] = []
    discussion = [line for stretch in stretches if stretch.part is Part.DISCUSSION for line in stretch.lines]
    lists = inferred.lost_headings(discussion) if not result.actions else inferred.Lists()
    for line in discussion:
        if line.index in lists.decisions:
            result.decisions.append(_inferred(line.text, line.span))
        elif line.index in lists.actions:
            owners = owners_of(line.text, known=known)
            result.actions.append(
                Action(
                    text=line.text,
                    span=line.span,
                    owners=owners,
                    due=due_date(line.text),
                    inferred=True,
                    boilerplate=is_routine(line.text),
                )
            )
        else:
            for piece, decides in inferred.pieces(line, text, last=line is discussion[-1]):
                if decides:
                    result.decisions.append(_inferred(piece.text, piece.span))
                else:
                    kept.append(piece)
    others = [line.passage() for stretch in stretches if stretch.part is Part.PROPOSAL for line in stretch.lines]
    result.passages = sorted([*kept, *others], key=lambda passage: passage.span.start)
    spans = [decision.span for decision in result.decisions] + [each.span for each in result.actions if each.inferred]
    message = "No heading says so: this was read from the sentence. Is it right?"
    result.findings.extend(Finding(code="heading-missing", message=message, span=span) for span in spans)


def _inferred(text: str, span: Span) -> Decision:
    return Decision(text=text, span=span, outcomes=outcomes_of(text), inferred=True, negative=negative(text))


def _unfinished(lines: Sequence[Line]) -> Iterator[Finding]:
    for line in lines:
        if _UNFINISHED.search(line.text):
            yield Finding(code="unfinished", message=f"The text breaks off: “{line.text[-60:]}”.", span=line.span)
