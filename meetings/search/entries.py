"""Public records → entries of the index. What is not public is never read here: the door gives the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.conf import settings

from meetings import public
from meetings.models import Authority, Meeting, Member, OutcomeSet, SearchEntry
from meetings.search.ids import OUTCOMES, WIDTH, Kind, of_meeting, pack, pack_person
from meetings.search.routine import is_routine
from meetings.search.words import APART, CONTINUED, UNPRINTED, folded, term

LONGEST = 12_000
"""Words of one entry: a database counts no further than 16,383 of them."""

MOST_OUTCOMES = (1 << WIDTH[OUTCOMES]) - 1

PERSONS: dict[Kind, type[Member | Authority]] = {Kind.MEMBERS: Member, Kind.AUTHORITIES: Authority}

Line = tuple[str, bool]
"""One text, and whether the meeting's page prints it there."""

Text = tuple[Kind, Any, str, list[Line], list[str]]
"""Kind, record, its title, its body, and the names of those who must act."""

Folded = list[str]
"""The words of a text in order, folded; in a body, signs among them."""

SIGNS = {"\n": APART, "\r": CONTINUED, "\t": UNPRINTED}
"""What stands for a sign among words → its term."""

_OWN = (Kind.DECISIONS, Kind.ACTIONS)
"""Kinds whose own text, under the title of an item, may say nothing in particular."""


def entries_of(meetings: Sequence[Meeting]) -> Iterator[SearchEntry]:
    """The entries of the public texts of these meetings, in the order of each record."""
    items, held = public.searchable_items(meetings), {meeting.pk: meeting for meeting in meetings}
    codes = _codes(decision for item in items for decision in item.decisions)
    for key, own in groupby(items, key=lambda item: item.meeting_id):
        yield from _entries(held[key], own, codes)


def _entries(meeting: Meeting, items: Iterable[Any], codes: dict[int, int]) -> Iterator[SearchEntry]:
    place, shared = 0, of_meeting(meeting.date, meeting.board_id, meeting.sequence)
    if shared is None:
        return
    for item in items:
        for kind, record, title, lines, owners in _texts(item):
            outcomes = codes[record.pk] if kind is Kind.DECISIONS else 0
            body = _lines(lines, "\r" if kind in _OWN else "\n")
            routine = kind in _OWN and is_routine(word for word in body if word not in SIGNS)
            for part, fields in enumerate(_parts(folded(title), body, _lines((name, True) for name in owners))):
                docid = pack(shared, place, kind, outcomes=outcomes, routine=routine)
                place += 1
                if docid is not None:
                    yield SearchEntry(
                        docid=docid, kind=kind, record_id=record.pk, part=part, meeting=meeting, **_held(*fields)
                    )


def entries_of_people(kind: Kind, keys: Iterable[int]) -> Iterator[SearchEntry]:
    """The entries of members or authorities that are public."""
    for key, name, sorted_by, meeting in public.searchable_people(PERSONS[kind], keys):
        docid = pack_person(key, kind, "".join(folded(sorted_by)))
        if docid is not None:
            yield SearchEntry(
                docid=docid, kind=kind, record_id=key, part=0, meeting_id=meeting, **_held(folded(name), [], [])
            )


def _texts(item: Any) -> Iterator[Text]:
    """An item with its discussion and its papers, then its decisions and actions, each under the item's title."""
    discussion = _of(item.passages)
    for paper in item.papers:
        discussion.append((paper.title, True))
        for section in paper.sections:
            name, told = section
            shown = section in paper.front
            discussion += [(name, shown), *_of(told, printed=shown)]
    kind = Kind.DISCUSSION if discussion else Kind.ITEMS
    yield kind, item, item.title, discussion, []
    for decision in item.decisions:
        yield Kind.DECISIONS, decision, item.title, _said(decision), []
    for action in item.actions:
        yield Kind.ACTIONS, action, item.title, _said(action), action.told


def _of(passages: Sequence[dict[str, Any]], *, printed: bool = True) -> list[Line]:
    return [(passage["text"], printed) for passage in passages]


def _said(record: Any) -> list[Line]:
    return [(record.lead_in, not record.continues), (record.text, True)]


def _lines(lines: Iterable[Line], between: str = "\n") -> Folded:
    """The words of texts with signs between, so that no mention is counted over the end of one."""
    held: Folded = []
    for text, printed in lines:
        if told := folded(text):
            held += [between] if held else []
            held += told if printed else ["\t", *told]
    return held


def _parts(title: Folded, body: Folded, names: Folded) -> Iterator[tuple[Folded, Folded, Folded]]:
    """The words of one text, cut into pieces that every database can hold."""
    title, names = title[:LONGEST], names[:LONGEST]
    for start in range(0, len(body) or 1, LONGEST):
        yield title, body[start : start + LONGEST], names


def _held(title: Folded, body: Folded, names: Folded) -> dict[str, str]:
    """The texts of an entry: terms of each field, and the different words of all."""
    language = settings.SEARCH_LANGUAGE
    fields = {"title": title, "body": body, "names": names}
    held = {name: " ".join(SIGNS.get(word) or term(word, language) for word in text) for name, text in fields.items()}
    return {**held, "words": " ".join(sorted({*title, *body, *names} - SIGNS.keys()))}


def _codes(decisions: Iterable[Any]) -> dict[int, int]:
    """Decision → the number of the outcomes it has together; 0 for none, and when there is no number left."""
    wanted = {each.pk: "|".join(sorted({*each.told})) for each in decisions}
    known = {verbs: code for code, verbs in OutcomeSet.objects.values_list("code", "verbs")}
    for verbs in sorted(set(wanted.values()) - {"", *known}):
        code = max(known.values(), default=0) + 1
        known[verbs] = OutcomeSet.objects.create(code=code, verbs=verbs).code if code <= MOST_OUTCOMES else 0
    return {pk: known.get(verbs, 0) for pk, verbs in wanted.items()}
