"""Which items of a meeting are withheld, and of which a clerk is asked whether they are public.

The words are judged in `confidential`; here they are met in the order in which the record prints them. Restrict
first, ask the clerk: titles, resolutions and headings restrict, other words only ask; and an item that a clerk is
asked about is not published before the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from meetings.extraction.blocks import Finding
from meetings.minutes import confidential, exclusion
from meetings.minutes.account import Draft
from meetings.minutes.inferred import sentences
from meetings.minutes.lines import Line
from meetings.minutes.structure import Action, Decision, Item, Passage

_WITHOUT = "The meeting went on without the public."
_NO_BUSINESS = re.compile(
    r"\b(?:no|nil)\b.{0,20}\b(?:business|items?|matters?)\b|^(?:none|nil|nothing\b.{0,30})\W*$|"
    r"\bthere (?:was|were) (?:none|nothing)\b",
    re.I,
)
"""Nothing was done in the private part that a title announces."""
_OWN_MINUTES = re.compile(r"^(?:private|confidential|exempt|restricted)\s+minutes?$", re.I)
"""An item about minutes that are private opens no private part: what follows it is asked about."""
_ONLY_AGREES = re.compile(
    r"^\W*(?:(?:it\s+was|this\s+was|so|motion|unanimously|all)\s+)?(?:resolved|agreed|carried|approved|moved|in\s+favour|"
    r"unanimous(?:ly)?)(?:\s+unanimously)?\W*$",
    re.I,
)
"""Words behind a resolution that are part of it."""


@dataclass(slots=True)
class _State:
    """How the meeting stands: closed to the public or not, for how long, and what has to be asked of all that comes."""

    closed_by: str = ""
    once: bool = False
    named: set[int] = field(default_factory=set)
    asks: str = ""
    resolved: bool = False
    """This item holds the resolution to go on without the public."""

    def close(self, words: str, *, once: bool = False) -> None:
        self.closed_by, self.once = words, once

    def reopen(self) -> None:
        self.closed_by, self.once, self.asks = "", False, ""
        self.named.clear()


def restrict(items: Sequence[Item], findings: list[Finding], opening: Sequence[str] = ()) -> list[Item]:
    """The items, each restricted, asked about, or left as it is; `opening` is what the record prints before them.

    Adds a finding for each item that is withheld or asked about.
    """
    state = _State()
    for text in opening:
        _hear_opening(state, text)
    result = []
    for index, item in enumerate(items):
        if exclusion.readmits_public(item.title):
            state.reopen()
        judged = _judged(item, _heard(item, index, items, state))
        result.append(judged)
        findings.extend(restriction_findings(judged))
    return result


def withhold(draft: Draft, lines: Sequence[Line]) -> None:
    """Restrict the items of a record that was read from `lines`. A preamble in a private part is left over then."""
    first = draft.items[0].span.start if draft.items else 0
    opening = [line for line in lines if line.span.end <= first and line.index not in draft.furniture]
    draft.items = restrict(draft.items, draft.findings, [line.text for line in opening])
    closing = next((line.span.start for line in opening if _closes_opening(line.text)), None)
    if closing is not None:
        kept = tuple(passage for passage in draft.preamble if passage.span.end <= closing)
        gone = {passage.span.start for passage in draft.preamble[len(kept) :]}
        draft.preamble = kept
        draft.used -= {line.index for line in opening if line.span.start in gone}


def restriction_findings(item: Item) -> Iterator[Finding]:
    """What a clerk is told of an item that is withheld, or asked about."""
    if item.restricted:
        message = f"Item {item.number or item.position} is withheld: {item.restricted_because}"
        code = "restricted-title" if confidential.restricts_title(item.title) else "restricted-section"
        yield Finding(code=code, message=message, span=item.title_span)
    elif item.sensitive:
        message = f"Item {item.number or item.position} says “{item.sensitive}”. Is it public?"
        yield Finding(code="confidential-words", message=message, span=item.title_span)


def _closes_opening(text: str) -> bool:
    state = _State()
    _hear_opening(state, text)
    return bool(state.closed_by or state.asks)


@dataclass(frozen=True, slots=True)
class _Heard:
    """Of one item: why it is withheld, and why it is asked about; blank when not."""

    because: str
    asks: str


def _hear_opening(state: _State, text: str) -> None:
    if not confidential.has_sign(text):
        return
    part = confidential.part_of(text) if len(text) < 120 else None
    if part == "public":
        state.reopen()
    elif (
        (part == "private" and not confidential.is_bare_part(text))
        or confidential.restricts_document(text)
        or any(exclusion.excludes_public(each) for each in sentences(text))
    ):
        state.close(text)
    elif words := exclusion.held_in_private(text):
        state.asks = words


def _heard(item: Item, index: int, items: Sequence[Item], state: _State) -> _Heard:
    """What an item says of itself and of what follows; `state` goes on to how it leaves the meeting."""
    because = confidential.restricts_title(item.title)
    if not because and (state.closed_by or index in state.named):
        because = _WITHOUT
    asks = state.asks
    if state.once:
        state.close("")
    state.resolved = False
    texts = list(_texts(item))
    signs = [at for at, text in enumerate(texts) if confidential.has_sign(text)]
    opened = _hear_title(item, texts, state)
    because = because or opened
    for at in signs:
        behind = not all(_ONLY_AGREES.match(text) for text in texts[at + 1 :])
        because = because or confidential.restricts_document(texts[at])
        told = _hear(texts[at], at, index, items, state, behind=behind)
        because, asks = because or told.because, asks or told.asks
    if not state.resolved and (words := exclusion.excludes_in_title(item.title, texts)):
        state.close(words)
    elif not state.resolved:
        asks = asks or confidential.asks_of_title(item.title)
    return _Heard(because, asks)


def _hear_title(item: Item, texts: Sequence[str], state: _State) -> str:
    """What a title says that opens a private part, or the public one again: why its own item is withheld, or blank."""
    part = confidential.part_of(item.title)
    if part == "public":
        state.reopen()
    if part != "private" or any(_NO_BUSINESS.search(text) for text in texts):
        return ""
    if texts and all(map(_sends_out, texts)):
        state.close(item.title)
        return ""
    bare = confidential.is_bare_part(item.title)
    if (item.number and _OWN_MINUTES.match(item.title)) or (bare and texts):
        state.asks = item.title
        return "" if bare else item.title
    state.close(item.title)
    return "" if bare else item.title


def _sends_out(text: str) -> bool:
    """Whether a text does no more than send the public out: that resolution is public itself."""
    told = sentences(text)
    own = any(exclusion.excludes_public(each) for each in told)
    return own and all(exclusion.excludes_public(each) or _ONLY_AGREES.match(each) for each in told)


def _hear(text: str, at: int, index: int, items: Sequence[Item], state: _State, *, behind: bool) -> _Heard:
    """What one text of an item, the `at`-th, says; `behind`: more of the item stands behind it."""
    part = confidential.part_of(text) if len(text) < 120 else None
    if part == "public":
        state.reopen()
        return _Heard("", "")
    if part == "private":
        return _hear_part(text, at, state, behind=behind)
    told = sentences(text)
    if not any(map(exclusion.excludes_public, told)) and exclusion.excludes_public(text):
        told = [text]
    because = asks = ""
    for place, each in enumerate(told):
        if not confidential.has_sign(each):
            continue
        if exclusion.excludes_public(each):
            more = behind or not all(map(_ONLY_AGREES.match, told[place + 1 :]))
            because, asks = _hear_exclusion(each, index, items, state, behind=more)
        elif exclusion.readmits_public(each):
            state.reopen()
        else:
            asks = asks or confidential.asks_clerk(each)
            state.asks = exclusion.goes_private(each) or state.asks
    return _Heard(because, asks)


def _hear_part(text: str, at: int, state: _State, *, behind: bool) -> _Heard:
    """A heading of a private part inside an item. With nothing behind it, it is the next item's."""
    if confidential.is_bare_part(text) and behind:
        state.asks = text
        return _Heard("", text)
    if confidential.marks_one_item(text) and behind:
        return _Heard(text, "")
    state.close(text)
    if not behind:
        return _Heard("", "")
    return _Heard(text if at == 0 else "", "" if at == 0 else text)


def _hear_exclusion(
    sentence: str, index: int, items: Sequence[Item], state: _State, *, behind: bool
) -> tuple[str, str]:
    """The meeting goes on without the public: for the items named, or for all that follow. Why, what to ask."""
    state.resolved = True
    asks = confidential.asks_clerk(sentence) if behind else ""
    named = _named(exclusion.item_list(sentence), items, index)
    if exclusion.only_this(sentence) and behind:
        return _WITHOUT, ""
    if named:
        state.named |= named
        return (_WITHOUT if index in named and behind else ""), asks
    state.close(sentence, once=exclusion.only_next(sentence) or exclusion.only_this(sentence))
    return "", asks


def _named(ranges: Sequence[tuple[str, str]], items: Sequence[Item], index: int) -> set[int]:
    """The places of the items that a list of numbers names; none unless every number is that of an item from here."""
    places: dict[str, int] = {}
    for at in range(len(items) - 1, index - 1, -1):
        number = items[at].number.strip("().").upper()
        places[number] = places[number.partition("/")[0]] = at
    found: set[int] = set()
    for first, last in ranges:
        end = len(items) - 1 if last == exclusion.ONWARDS else places.get(last or first, -1)
        if first not in places or end < places[first]:
            return set()
        found |= set(range(places[first], end + 1))
    return found


def _judged(item: Item, heard: _Heard) -> Item:
    if heard.because or item.restricted:
        return replace(item, restricted=True, restricted_because=item.restricted_because or heard.because)
    return replace(item, sensitive=heard.asks)


def _texts(item: Item) -> Iterator[str]:
    """What an item says, in the order of the record."""
    records: list[Passage | Decision | Action] = [*item.passages, *item.decisions, *item.actions]
    for record in sorted(records, key=lambda each: each.span.start):
        lead_in = record.lead_in if isinstance(record, Decision) else ""
        yield f"{lead_in} {record.text}".strip()
