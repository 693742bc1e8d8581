"""One list of decisions or actions to its entries: lead-ins, parts below an entry, gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from meetings.extraction.blocks import Finding, Span
from meetings.minutes.lines import Line
from meetings.minutes.verbs import ends_in_verb
from meetings.minutes.vocabulary import PassageKind

_LEAD_END = re.compile(r"(?:[:;–—-]|\bthat\b|\bto\b)\s*$", re.I)
_BODY_ALONE = re.compile(
    r"^(?:the\s+)?(?:[A-Z][\w&'’-]*\s+(?:(?:and|&|of|for|the)\s+)?){0,6}(?:board|members?|committee|council|cabinet|panel|officers|executive|group|forum|trustees|LGA)\s*$",
    re.I,
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
REASONS = re.compile(
    r"\b(?:agreed|approved|endorsed|adopted|supported|appointed|elected|confirmed)\s+(?:the|its|an?|these)\s+(?!follow)"
    r"[^.:]{3,120}\bas\s+follows\s*:\s*$|"
    r"\b(?:reasons?|conditions?|grounds|terms|amendments?|changes?|additions?|modifications|provisos)"
    r"\s*:(?:\s+\(?\w{1,3}[.)]\s|\s*$)|\bsubject\s+to\s*:\s*$"
    r"|\b(?:because(?:\s+of)?|on\s+(?:the\s+)?grounds?(?:\s+(?:of|that))?|owing\s+to|due\s+to|by\s+reason\s+of)\s*:\s*$"
    r"|\bto\s+(?!the\b)[a-z]+\s+[^:.]{3,80}\b(?:on|about|for|including|covering)\s*:\s*$",
    re.I,
)
"""`…refused for the following reasons:`, `agreed the terms as follows:`: the list behind it belongs to the decision."""
_LONE_DOTS = re.compile(r"^\W*(?:…|\.{3,})\W*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a decision or action list, parts below it included."""

    text: str
    span: Span
    lead_in: str
    marker: str = ""


def entries(lines: Sequence[Line], findings: list[Finding]) -> tuple[Entry, ...]:
    """The entries of one list: lead-ins kept beside each, parts below an entry joined to it."""
    found: list[Entry] = []
    lead, own, listed, reasons = "", "", False, False
    lead_line: Line | None = None
    parts = ""
    markers: list[Line] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        if line.kind is PassageKind.ENTRY and found and reasons and _goes_on(parts, style(line)):
            found[-1], parts = _with_part(found[-1], line), style(line)
            continue
        parts = ""
        reasons = bool(REASONS.search(line.text))
        if _opens_inner_list(line, following):
            lead, own, listed, lead_line = line.text, "", False, line
            continue
        if line.kind is PassageKind.ENTRY:
            own, listed = own or style(line), True
            if found and found[-1].marker and _below(line, own, found[-1]):
                found[-1] = _with_part(found[-1], line)
                continue
            markers.append(line)
            found.append(Entry(text=line.text, span=line.span, lead_in=lead, marker=line.marker))
        elif _is_lead_in(line, following) and not reasons:
            lead, own, listed, lead_line = line.text, "", False, line
        elif not _LONE_DOTS.match(line.text):
            # A lead-in ends with its list: a paragraph behind the entries speaks for itself.
            lead = "" if listed else lead
            found.append(Entry(text=line.text, span=line.span, lead_in=lead))
    findings.extend(_gaps(markers))
    if lead_line is not None and not found:
        # Nothing stands under it: its own words are what there is.
        found.append(Entry(text=lead_line.text, span=lead_line.span, lead_in=""))
        findings.append(Finding(code="unfinished", message=f"Nothing follows “{lead}”.", span=lines[-1].span))
    return tuple(found)


def _goes_on(parts: str, own: str) -> bool:
    """Whether an entry of this style may be the next part; `i` counts as a letter and as a roman number."""
    return parts in ("", own) or {parts, own} == {"letter", "roman"}


def _opens_inner_list(line: Line, following: Line | None) -> bool:
    """An entry `The Board agreed to:` above entries set otherwise is their lead-in, and no decision itself."""
    if following is None or line.kind is not PassageKind.ENTRY or following.kind is not PassageKind.ENTRY:
        return False
    short = len(line.text.split()) <= 8 and line.text.rstrip().endswith(":")
    return (
        short and line.marker != following.marker and style(line) == style(following) and bool(ends_in_verb(line.text))
    )


def style(line: Line) -> str:
    """How a marker counts: `number`, `dotted`, `roman`, `letter`, or `bullet` for one that does not."""
    marker = line.marker.strip("()").rstrip(".)")
    if re.fullmatch(r"\d+", marker):
        return "number"
    if re.fullmatch(r"\d+(?:\.\d+)+", marker):
        return "dotted"
    if re.fullmatch(r"[ivx]{2,}", marker):
        return "roman"
    return "letter" if re.fullmatch(r"[A-Za-z]", marker) else "bullet"


def _below(line: Line, listed: str, last: Entry) -> bool:
    """Whether the line is a part of the entry above it."""
    own = style(line)
    if own == listed or (
        {own, listed} == {"roman", "letter"} and line.level == 0 and not last.text.rstrip().endswith(":")
    ):
        return line.level > 0 and last.marker != "" and not _same_indent(line, last)
    leads = last.text.rstrip().endswith(":")
    return own == "dotted" or line.level > 0 or line.marker == "o" or leads or listed == "number"


def _same_indent(line: Line, last: Entry) -> bool:
    return bool(last.marker) and style(line) == style(replace(line, marker=last.marker))


def _with_part(entry: Entry, line: Line) -> Entry:
    words = line.marked if re.search(r"\d|^\(?[a-np-z]", line.marker) else line.text
    return replace(entry, text=f"{entry.text} {words}", span=Span(entry.span.start, line.span.end, entry.span.page))


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
        if last is not None and _one_style(last, line) and _ordinal(line) > _ordinal(last) + 1 > 1:
            message = f"The list goes from {last.marker} to {line.marker}: is an entry missing?"
            yield Finding(code="entry-gap", message=message, span=line.span)
        last = line


def _one_style(first: Line, second: Line) -> bool:
    """Whether two markers count in one way: behind `iii.` a `v.` is a five and no letter."""
    roman = style(first) == "roman" and second.marker.strip("()").rstrip(".)") in _ROMAN
    return roman or style(first) == style(second)


def _ordinal(line: Line) -> int:
    """The place a marker stands for: `3.`, `c)` and `iii.` are all 3; 0 for a bullet."""
    marker = line.marker.strip("()").rstrip(".)").lower()
    if marker.isdigit():
        return int(marker)
    if style(line) == "roman" or marker in _ROMAN:
        return _ROMAN.index(marker) + 1 if marker in _ROMAN else 0
    return ord(marker) - ord("a") + 1 if re.fullmatch(r"[a-z]", marker) else 0
