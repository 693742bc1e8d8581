"""Lines of a record to its items: title and body, outcomes, declarations, restriction, and what was doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from meetings.extraction.blocks import Finding, Span
from meetings.minutes import votes
from meetings.minutes.candidates import Head
from meetings.minutes.context import Context
from meetings.minutes.declarations import read_declarations
from meetings.minutes.furniture import is_only_a_date
from meetings.minutes.heads import clean_title
from meetings.minutes.lines import Line, locate
from meetings.minutes.outcomes import read_outcomes
from meetings.minutes.owners import owners_of
from meetings.minutes.sections import section_word
from meetings.minutes.structure import Item
from meetings.minutes.titles import split_title
from meetings.minutes.verbs import outcomes_of
from meetings.minutes.vocabulary import PassageKind

_ADOPTS = re.compile(r"^(?:\w+ )?(?:minutes|notes?)\b|\b(?:minutes|notes?) of\b.*\bmeeting", re.I)
_TITLE_TOO_LONG = 110
_DASHED = re.compile(r"^(?P<title>[A-Z][^–—.]{2,60}?)\s+[–—-]\s+(?P<body>\S.*)$", re.S)
"""`Christmas lights – agreed to spend £150.`: the title of a short list, and all that was said."""
_EARLY = 60
_SENTENCE_WORDS = 4
_TITLE_WORDS = 8
_IN_LINE = ("int", "year", "prefix", "dotted")
_NOTHING = re.compile(r"^(?:none|nil|n/a|nothing\b.{0,20}|no\s+\w+\s*|as\s+above)\W*$", re.I)
_SAYS_MORE = re.compile(
    r"\.$|\.\s+[A-Z]\w*(?:\s+[^\s.]+){3,}$|[.:]\s+(?:[A-Z]|not\b)[^.:]*\b(?:was|were|is|are|will|has|have|not)\b|:\s+(?:none|nil|n/a|as\s+above)\W*$|\b(?:Action|ACTION|action)s?\b\s*[:–-]\s*\S"
)
_FINITE = re.compile(r"\b(?:was|were|has|have|had|is|are|will|would)\b")
_STOPS = re.compile(r"(?P<title>[A-Z][^.:]{2,60}\w{2})\.\s+(?P<rest>(?:[A-Z(]|[a-z]\)\s).*)$", re.S)
"""`Highways. Potholes were reported.`: a title ends at its full stop."""
_MARKS = re.compile(
    r":\s|\s[–-]\s|(?<=[\w)’”\"']{2})(?<!\bSt)(?<!\bNo)(?<!\bNos)(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bCllr)(?<!\bCllrs)(?<!\bRd)(?<!\bvs)\.\s(?=[A-Z£\d“\"(]|[a-z]\)\s)"
)
"""`Planning: no objection was made.`: a colon so early, with so many words behind it, parts title and text."""


@dataclass(slots=True)
class Items:
    """The items read, and what was doubtful."""

    items: list[Item] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_items(lines: Sequence[Line], heads: Sequence[Head], context: Context) -> Items:
    """The items that start at `heads`; what stands before the first head is not looked at."""
    result = Items()
    if not heads:
        return result
    ends = [*(head.at for head in heads[1:]), len(lines)]
    for position, (head, end) in enumerate(zip(heads, ends, strict=True), start=1):
        item, findings = _read_item(head, lines[head.at : end], head.title_at - head.at, position, context)
        result.items.append(item)
        result.findings.extend(findings)
    result.findings.extend(number_findings(heads, result.items))
    return result


def _read_item(
    head: Head, lines: Sequence[Line], title_at: int, position: int, context: Context
) -> tuple[Item, list[Finding]]:
    title_line = lines[title_at]
    more = _more_title(lines, title_at) if head.form in ("row", "wrapper") else 0
    head = replace(
        head, title=" ".join([head.title, *(line.text for line in lines[title_at + 1 : title_at + 1 + more])])
    )
    title, rest, findings = title_and_body(head, title_line, context.text)
    body = [*rest, *lines[title_at + 1 + more :]]
    context = for_item(context, title)
    outcomes = read_outcomes(body, context)
    if not body and context.formal and head.form in _IN_LINE and head.title.endswith("."):
        # The one sentence of an item is its title and what came of it.
        said = read_outcomes([replace(title_line, text=head.title, kind=PassageKind.PARAGRAPH)], context)
        outcomes = replace(said, passages=[])
    findings.extend(outcomes.findings)
    span = Span(lines[0].span.start, max(line.span.end for line in lines), lines[0].span.page)
    item = Item(
        number=head.number,
        position=position,
        title=clean_title(title),
        span=span,
        title_span=_title_span(title_line, title, context.text, lines[title_at + more]),
        passages=tuple(outcomes.passages),
        decisions=tuple(outcomes.decisions),
        actions=tuple(outcomes.actions),
        declarations=tuple(read_declarations(body, context.text, title)),
    )
    if not body and not (outcomes.decisions or outcomes.actions):
        findings.append(
            Finding(code="item-without-body", message=f"Item {item.number} has a title and no text.", span=span)
        )
    return item, findings


def for_item(context: Context, title: str) -> Context:
    """The context of one item: whether it is about the minutes of the meeting before."""
    return replace(context, adopts=bool(_ADOPTS.search(title)))


def _more_title(lines: Sequence[Line], at: int) -> int:
    """How many lines below the title belong to it: its cell goes on with no sentence, and the text has its own."""
    end = at + 1
    cell = (lines[at].row, lines[at].column)
    while end < len(lines) and (lines[end].row, lines[end].column) == cell:
        end += 1
    more = lines[at + 1 : end]
    titles = all(len(line.text) <= 120 and not line.marker and not line.text.endswith((".", ":")) for line in more)
    plain = not any(section_word(line) for line in more)
    return len(more) if lines[at].row is not None and end < len(lines) and titles and plain else 0


def _title_span(line: Line, title: str, text: str, last: Line) -> Span:
    """Where the title stands: in one line, or from its first line to the last of its cell."""
    return Span(line.span.start, last.span.end, line.span.page) if last is not line else locate(text, line.span, title)


def title_and_body(head: Head, line: Line, text: str) -> tuple[str, list[Line], list[Finding]]:
    """The title, the rest of its line as body, and a finding when the cut between them is a guess."""
    title, rest = split_title(head.title)
    stop = _STOPS.match(title) if rest and head.form in ("int", "year") else None
    if stop and len(stop["title"].split()) <= _TITLE_WORDS:
        title, rest = stop["title"], f"{stop['rest']} {rest}"
    if not rest and head.form in _IN_LINE and len(head.title) > _TITLE_TOO_LONG:
        title, rest = _first_words(head.title)
    dash = _DASHED.match(head.title) if not rest and head.form in ("int", "year") else None
    if dash and _says_all(dash["body"]):
        title, rest = dash["title"], dash["body"]
    elif not rest and head.form in ("int", "year") and _SAYS_MORE.search(head.title):
        first, sentence = _first_words(head.title)
        mark = head.title[len(first) : len(first) + 2]
        idle = mark == ": " and bool(_NOTHING.match(sentence))
        early = mark == ": " and len(first) <= _EARLY and len(sentence.split()) >= _SENTENCE_WORDS
        ends = mark == ". " and len(first.split()) <= _TITLE_WORDS and not votes.decides_in_a_word(first)
        title, rest = (first, sentence) if early or ends or idle or outcomes_of(sentence) else (title, "")
    if not rest:
        return head.title, [], []
    span = locate(text, line.span, rest)
    body = replace(line, text=rest, span=Span(span.start, line.span.end, span.page), heading=0, bold=False)
    body = replace(body, marker="", kind=type(line.kind).PARAGRAPH)
    message = f"Title and text stand in one line; “{title}” was taken for the title."
    return title, [body], [Finding(code="title-and-body", message=message, span=line.span)]


def _says_all(body: str) -> bool:
    """Whether the words behind a dash are what was said of the item, and no part of its title."""
    if body[:1].islower() and body.endswith(".") and _FINITE.search(body):
        return True
    if body[:1].islower():
        return bool(outcomes_of(body)) and bool(re.match(r"\w+\s+(?:to|that|the)\b", body) or body.endswith("."))
    if _FINITE.search(body) and len(body.split()) > _SENTENCE_WORDS:
        return True
    return is_only_a_date(body.rstrip(".")) or (body.endswith(".") and bool(owners_of(body)))


def _first_words(text: str) -> tuple[str, str]:
    """Title and body where a colon, a dash or a full stop divides them early on; else no title at all is made up."""
    match = _MARKS.search(text, 3)
    return (
        (text[: match.start()].strip(), text[match.end() :].strip()) if match and match.start() <= 100 else (text, "")
    )


def number_findings(heads: Sequence[Head], items: Sequence[Item]) -> Iterator[Finding]:
    """Numbers that are missing, repeated or start again."""
    last: int | None = None
    seen: set[str] = set()
    for head, item in zip(heads, items, strict=True):
        value = head.value
        if head.number and head.number in seen:
            yield Finding(
                code="number-repeated", message=f"The number {head.number} stands twice.", span=item.title_span
            )
        seen.add(head.number)
        if value is None:
            continue
        if last is not None and value[0] > last + 1:
            message = f"The numbers go from {last} to {value[0]}."
            yield Finding(code="number-gap", message=message, span=item.title_span)
        if last is not None and value[0] < last:
            message = f"The numbers start again at {value[0]} after {last}."
            yield Finding(code="number-restarted", message=message, span=item.title_span)
        last = value[0]
