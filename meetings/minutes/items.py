"""Lines of a record to its items: title and body, outcomes, declarations, restriction, and what was doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from meetings.extraction.blocks import Finding, Span
from meetings.minutes import confidential
from meetings.minutes.candidates import Head
from meetings.minutes.context import Context
from meetings.minutes.declarations import read_declarations
from meetings.minutes.furniture import is_only_a_date
from meetings.minutes.heads import clean_title
from meetings.minutes.lines import Line, locate
from meetings.minutes.outcomes import read_outcomes
from meetings.minutes.owners import owners_of
from meetings.minutes.sections import section_word
from meetings.minutes.structure import Action, Decision, Item, Passage
from meetings.minutes.titles import split_title
from meetings.minutes.verbs import outcomes_of

_ADOPTS = re.compile(r"^(?:\w+ )?(?:minutes|notes?)\b|\b(?:minutes|notes?) of\b.*\bmeeting", re.I)
_TITLE_TOO_LONG = 110
_DASHED = re.compile(r"^(?P<title>[A-Z][^–—.]{2,60}?)\s+[–—-]\s+(?P<body>\S.*)$", re.S)
"""`Christmas lights – agreed to spend £150.`: the title of a short list, and all that was said."""
_NO_BUSINESS = re.compile(
    r"\b(?:no|nil)\b.{0,20}\b(?:business|items?|matters?)\b|^(?:none|nil|nothing\b.{0,30})\W*$|"
    r"\bthere (?:was|were) (?:none|nothing)\b",
    re.I,
)
"""Nothing was done in the private part that a title announces."""
_EARLY = 60
_SENTENCE_WORDS = 4
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
    result.items = restrict(result.items, result.findings)
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
    outcomes = read_outcomes(body, replace(context, adopts=bool(_ADOPTS.search(title))))
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
    if not body:
        findings.append(
            Finding(code="item-without-body", message=f"Item {item.number} has a title and no text.", span=span)
        )
    return item, findings


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
    if not rest and head.form in ("int", "year", "prefix", "dotted") and len(head.title) > _TITLE_TOO_LONG:
        title, rest = _first_words(head.title)
    dash = _DASHED.match(head.title) if not rest and head.form in ("int", "year") else None
    if dash and _says_all(dash["body"]):
        title, rest = dash["title"], dash["body"]
    elif not rest and head.form in ("int", "year") and head.title.endswith("."):
        first, sentence = _first_words(head.title)
        early = head.title.find(": ") == len(first) <= _EARLY and len(sentence.split()) >= _SENTENCE_WORDS
        title, rest = (first, sentence) if early or outcomes_of(sentence) else (title, "")
    if not rest:
        return head.title, [], []
    span = locate(text, line.span, rest)
    body = replace(line, text=rest, span=Span(span.start, line.span.end, span.page), heading=0, bold=False)
    body = replace(body, marker="", kind=type(line.kind).PARAGRAPH)
    message = f"Title and text stand in one line; “{title}” was taken for the title."
    return title, [body], [Finding(code="title-and-body", message=message, span=line.span)]


def _says_all(body: str) -> bool:
    """Whether the words behind a dash are what was said of the item, and no part of its title."""
    if body[:1].islower():
        return bool(outcomes_of(body)) and bool(re.match(r"\w+\s+(?:to|that|the)\b", body) or body.endswith("."))
    return is_only_a_date(body.rstrip(".")) or (body.endswith(".") and bool(owners_of(body)))


def _first_words(text: str) -> tuple[str, str]:
    """Title and body where a colon, a dash or a full stop divides them early on; else no title at all is made up."""
    for mark in (": ", " – ", " - ", ". "):
        at = text.find(mark)
        if 2 < at <= 100:
            return text[:at].strip(), text[at + len(mark) :].strip()
    return text, ""


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


def restrict(items: Sequence[Item], findings: list[Finding]) -> list[Item]:
    """Restrict first, ask the clerk: titles and resolutions restrict, other words only ask."""
    result: list[Item] = []
    closed_by = left = ""
    once = False
    named: frozenset[str] = frozenset()
    for item in items:
        signs = [text for text in _texts(item) if confidential.has_sign(text)]
        exclusion = next((text for text in signs if confidential.excludes_public(text)), "")
        exclusion = exclusion or confidential.excludes_in_title(item.title, list(_texts(item)))
        restricted = _restricted(item, signs, exclusion, closed_by, named)
        if left and not restricted.restricted and not restricted.sensitive:
            restricted = replace(restricted, sensitive=left)
        left = next((words for text in signs if (words := confidential.public_left(text))), left)
        part = _part(item)
        if part and part[1] == item.title and any(_NO_BUSINESS.search(text) for text in _texts(item)):
            part = None
        result.append(restricted)
        findings.extend(_restriction_findings(restricted))
        if once:
            closed_by, once = "", False
        if exclusion:
            named = confidential.named_items(exclusion)
            closed_by, once = "" if named else exclusion, confidential.only_next(exclusion)
        if part and part[0] == "private" and confidential.is_bare_part(part[1]) and _goes_on_behind(item, part[1]):
            left = part[1]
        elif part:
            closed_by, named = (part[1] if part[0] == "private" else ""), frozenset()
        if any(confidential.readmits_public(text) for text in (item.title, *signs)):
            closed_by = left = ""
    return result


def _restricted(item: Item, signs: Sequence[str], exclusion: str, closed_by: str, named: frozenset[str]) -> Item:
    """The item as its title, its own words, and what the meeting resolved before it leave it.

    `signs` are its texts with any sign of confidential business, `exclusion` the one that sends the public out.
    """
    because = confidential.restricts_title(item.title)
    because = because or next((words for text in signs if (words := confidential.restricts_document(text))), "")
    first = next(_texts(item), "")
    if not because and confidential.part_of(first) == "private" and not confidential.is_bare_part(first):
        because = first
    opens = confidential.part_of(item.title) == "private" and not confidential.is_bare_part(item.title)
    if not because and opens and not any(_NO_BUSINESS.search(text) for text in _texts(item)):
        because = item.title
    if not because and (closed_by or item.number in named):
        because = "The meeting went on without the public."
    if because or item.restricted:
        return replace(item, restricted=True, restricted_because=item.restricted_because or because)
    if exclusion:
        return replace(item, sensitive=confidential.asks_clerk(exclusion) if _goes_on_behind(item, exclusion) else "")
    asks = confidential.asks_of_title(item.title)
    asks = asks or next((words for text in signs if (words := confidential.asks_clerk(text))), "")
    return replace(item, sensitive=asks)


def _part(item: Item) -> tuple[str, str] | None:
    """A line that opens a public or private part of the meeting, standing behind the text of this item."""
    parts = [
        (kind, text) for text in (item.title, *_texts(item)) if len(text) < 120 and (kind := confidential.part_of(text))
    ]
    return parts[-1] if parts else None


def _goes_on_behind(item: Item, exclusion: str) -> bool:
    """Whether text stands behind the resolution to exclude the public, in its own item."""
    records: list[Passage | Decision | Action] = [*item.passages, *item.decisions, *item.actions]
    at = max((each.span.start for each in records if each.text in exclusion), default=-1)
    return any(each.span.start > at for each in records)


def _restriction_findings(item: Item) -> Iterator[Finding]:
    if item.restricted:
        message = f"Item {item.number or item.position} is withheld: {item.restricted_because}"
        code = "restricted-title" if confidential.restricts_title(item.title) else "restricted-section"
        yield Finding(code=code, message=message, span=item.title_span)
    elif item.sensitive:
        message = f"Item {item.number or item.position} says “{item.sensitive}”. Is it public?"
        yield Finding(code="confidential-words", message=message, span=item.title_span)


def _texts(item: Item) -> Iterator[str]:
    for passage in item.passages:
        yield passage.text
    for decision in item.decisions:
        yield f"{decision.lead_in} {decision.text}".strip()
    for action in item.actions:
        yield action.text
