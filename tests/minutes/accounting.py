"""Is every character of a source in its record? The one question that many tests ask."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator

from meetings.extraction.blocks import Extract, Finding, Span
from meetings.minutes.structure import Minutes


def accounted(minutes: Minutes) -> Iterator[Span]:
    """Every span in which one Minutes says that it holds text, or that it leaves text out."""
    yield from minutes.own
    yield from (left.span for left in minutes.left_over)
    for item in minutes.items:
        yield item.span
        yield from (paper.span for paper in item.papers)


def lost(found: Extract, told: Iterable[Minutes], *, but: str = "") -> str:
    """What no span accounts for, blanks and the characters of `but` excepted: blank when nothing is lost."""
    held = bytearray(len(found.text))
    for span in (span for minutes in told for span in accounted(minutes)):
        held[span.start : span.end] = b"\x01" * (span.end - span.start)
    return "".join(
        char
        for char, is_held in zip(found.text, held, strict=True)
        if not is_held and not char.isspace() and char not in but
    )


def holds(raw: str, words: str) -> bool:
    """Whether the words stand in `raw` in their order, marks of Markdown and HTML between or inside them."""
    characters = iter(html.unescape(raw))
    return all(char in characters for char in "".join(words.split()))


def spans_and_words(minutes: Minutes) -> Iterator[tuple[Span, str]]:
    """Every record with the words that must stand in its span."""
    for passage in minutes.preamble:
        yield passage.span, passage.text
    for person in minutes.attendance + minutes.membership:
        yield person.span, person.name
    for item in minutes.items:
        for record in (*item.passages, *item.decisions, *item.actions):
            yield record.span, record.text
        for declaration in item.declarations:
            yield declaration.span, declaration.text
        for paper in item.papers:
            yield from ((passage.span, passage.text) for _, section in paper.sections for passage in section)


def codes(findings: Iterable[Finding]) -> list[str]:
    """The codes alone, in order."""
    return [finding.code for finding in findings]
