"""Every character of a record accounted for: what stands in it, what is left over, and why."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from meetings.extraction.blocks import Finding, Span
from meetings.minutes.attendance import Attendances
from meetings.minutes.furniture import is_furniture
from meetings.minutes.lines import Line
from meetings.minutes.structure import Header, Item, LeftOver, Passage

_COMMENT = re.compile(r"^\s*\ufffd")
_DAMAGE = re.compile(r"\?\?|\ufffd|\bong>|\bng>of\b")
_ENDS_SENTENCE = (".", "!", "?", ":", ";", ")", "”", '"', "…", "]")


@dataclass(slots=True)
class Draft:
    """A record while it is being read."""

    header: Header
    used: set[int] = field(default_factory=set)
    furniture: set[int] = field(default_factory=set)
    preamble: tuple[Passage, ...] = ()
    items: list[Item] = field(default_factory=list)
    people: Attendances = field(default_factory=Attendances)
    members: Attendances = field(default_factory=Attendances)
    findings: list[Finding] = field(default_factory=list)


def own_text(lines: Sequence[Line], draft: Draft, text: str) -> Iterator[Span]:
    """Text of the record outside its items and papers: header, preamble, people. Neighbouring lines are one span."""
    taken = sorted([item.span for item in draft.items] + [paper.span for item in draft.items for paper in item.papers])
    held: Span | None = None
    for line in lines:
        if line.index not in draft.used or line.index in draft.furniture or _inside(line.span, taken):
            continue
        if held and not text[held.end : line.span.start].strip():
            held = Span(held.start, max(held.end, line.span.end))
            continue
        if held:
            yield held
        held = line.span
    if held:
        yield held


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    at = bisect.bisect_right(spans, span.start, key=lambda each: each.start)
    return any(each.start <= span.start and span.end <= each.end for each in spans[max(0, at - 3) : at])


def left_over_text(lines: Sequence[Line], draft: Draft) -> Iterator[LeftOver]:
    """Neighbouring lines that stand in no record, with the reason."""
    first_used = min(draft.used, default=0)
    held: LeftOver | None = None
    for line in lines:
        if line.index in draft.used and line.index not in draft.furniture:
            if held:
                yield held
            held = None
            continue
        reason = _reason(line, draft, first_used)
        if held and held.reason == reason:
            held = replace(held, span=Span(held.span.start, max(held.span.end, line.span.end)))
        else:
            if held:
                yield held
            held = LeftOver(span=line.span, reason=reason)
    if held:
        yield held


def _reason(line: Line, draft: Draft, first_used: int) -> str:
    if _COMMENT.match(line.text):
        return "comment"
    if line.index in draft.furniture or is_furniture(line):
        return "furniture"
    return "front-matter" if line.index < first_used or draft.members.used or not draft.people.used else "unread"


def text_findings(lines: Sequence[Line], left_over: Sequence[LeftOver], draft: Draft) -> Iterator[Finding]:
    for left in left_over:
        if left.reason == "comment":
            message = "Comments of a reviewer stand behind the record. They are kept out of the public pages."
            yield Finding(code="reviewer-comments", message=message, span=left.span)
    unread = [left for left in left_over if left.reason == "unread"]
    if unread:
        count = "1 part of the text belongs" if len(unread) == 1 else f"{len(unread)} parts of the text belong"
        message = f"{count} to no record."
        yield Finding(code="left-over", message=message, span=unread[0].span)
    damaged = next((line for line in lines if _DAMAGE.search(line.text) and not _COMMENT.match(line.text)), None)
    if damaged:
        message = f"Characters were lost in “{damaged.text[:80]}”."
        yield Finding(code="damaged-text", message=message, span=damaged.span)
    yield from _truncated(lines, draft.items)


def _truncated(lines: Sequence[Line], items: Sequence[Item]) -> Iterator[Finding]:
    """The last item ends in the middle of a sentence, and nothing follows it."""
    last = lines[-1] if lines and items and items[-1].span.end >= lines[-1].span.end else None
    if last is None or last.row is not None or len(last.text) <= 40 or last.text.rstrip().endswith(_ENDS_SENTENCE):
        return
    message = f"The text ends in the middle of a sentence: “{last.text[-60:]}”."
    yield Finding(code="truncated", message=message, span=last.span)
