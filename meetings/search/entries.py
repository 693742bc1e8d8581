"""Public records → entries of the index. What is not public is never read here: the door gives the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby
from typing import Any, NamedTuple

from django.conf import settings

from meetings import public
from meetings.models import Authority, Meeting, Member, OutcomeSet
from meetings.search.ids import OUTCOMES, WIDTH, Kind, of_meeting, pack, pack_person
from meetings.search.routine import is_routine
from meetings.search.words import APART, CONTINUED, NAMED, UNPRINTED, folded, terms_of


class Entry(NamedTuple):
    """The row of a SearchEntry. `key` says what it is of; of two rows with one key, one is out of date."""

    docid: int
    kind: int
    record_id: int
    part: int
    meeting_id: int
    title: str
    body: str
    names: str
    words: str
    made_of: int

    @property
    def key(self) -> tuple[int, int, int]:
        """Kind, record and part."""
        return self[1:4]

    @property
    def routine(self) -> bool:
        """Whether its text says nothing in particular."""
        return bool(self.docid & 1)


LONGEST = 12_000
"""Words of one entry: a database counts no further than 16,383 of them."""

WAY = "2"
"""The way in which words are read, folded and stemmed here: another whenever an entry would come out otherwise."""

MOST_OUTCOMES = (1 << WIDTH[OUTCOMES]) - 1

PERSONS: dict[Kind, type[Member | Authority]] = {Kind.MEMBERS: Member, Kind.AUTHORITIES: Authority}

Line = tuple[str, bool]
"""One text, and whether the meeting's page prints it there."""

Record = tuple[int, int]
"""Kind and key of a record."""

Text = tuple[Kind, Any, str, list[Line], list[str]]
"""Kind, record, its title, its body, and the names of those who must act."""

Folded = list[str]
"""The words of a text in order, folded; in a body, signs among them."""

SIGNS = {"\n": APART, "\r": CONTINUED, "\t": UNPRINTED}
"""What stands for a sign among words → its term."""

_OWN = (Kind.DECISIONS, Kind.ACTIONS)
"""Kinds whose own text, under the title of an item, may say nothing in particular."""


def entries_of(meetings: Sequence[Meeting], held: Iterable[Entry] = ()) -> Iterator[Entry]:
    """The entries of the public texts of these meetings, in the order of each record.

    What the index has `held` of a text, and is still right, is given again without reading the text's words.
    """
    items, of = public.searchable_items(meetings), {meeting.pk: meeting for meeting in meetings}
    codes, known = _codes(decision for item in items for decision in item.decisions), _by_record(held)
    for key, own in groupby(items, key=lambda item: item.meeting_id):
        yield from _entries(of[key], own, codes, known)


def _entries(
    meeting: Meeting, items: Iterable[Any], codes: dict[int, int], known: Mapping[Record, Sequence[Entry]]
) -> Iterator[Entry]:
    place, shared = 0, of_meeting(meeting.date, meeting.board_id, meeting.sequence)
    if shared is None:
        return
    for item in items:
        for kind, record, title, lines, owners in _texts(item):
            outcomes = codes[record.pk] if kind is Kind.DECISIONS else 0
            made_of = _number(title, *(f"{printed:d}{text}" for text, printed in lines), "", *owners)
            held = known.get((kind, record.pk), ())
            wanted = [
                pack(shared, place + n, kind, outcomes=outcomes, routine=entry.routine) for n, entry in enumerate(held)
            ]
            if held and [(entry.docid, entry.made_of) for entry in held] == [(docid, made_of) for docid in wanted]:
                place += len(held)
                yield from held
                continue
            body = _lines(lines, "\r" if kind in _OWN else "\n")
            routine = kind in _OWN and is_routine(word for word in body if word not in SIGNS)
            for part, fields in enumerate(_parts(folded(title), body, _lines((name, True) for name in owners))):
                docid = pack(shared, place, kind, outcomes=outcomes, routine=routine)
                place += 1
                if docid is not None:
                    yield Entry(docid, kind, record.pk, part, meeting.pk, *_held(*fields), made_of)


def entries_of_people(kind: Kind, keys: Collection[int], held: Iterable[Entry] = ()) -> Iterator[Entry]:
    """The entries of members or authorities that are public; `held` as for texts."""
    known = _by_record(held)
    for key, name, sorted_by, meeting in public.searchable_people(PERSONS[kind], keys):
        made_of = _number(name, sorted_by)
        entry = next(iter(known.get((kind, key), ())), None)
        if entry and entry.made_of == made_of:
            yield entry._replace(meeting_id=meeting)
            continue
        docid = pack_person(key, kind, "".join(folded(sorted_by)))
        if docid is not None:
            yield Entry(docid, kind, key, 0, meeting, *_held(folded(name), [], []), made_of)


def _by_record(held: Iterable[Entry]) -> dict[Record, list[Entry]]:
    """Entries by what they are of, each in the order of its parts."""
    found: defaultdict[Record, list[Entry]] = defaultdict(list)
    for entry in sorted(held, key=lambda entry: entry.part):
        found[entry.kind, entry.record_id].append(entry)
    return found


def _number(*texts: str) -> int:
    """What these texts are known by: other texts, or the same read in another way, have another number."""
    told = "\0".join((WAY, settings.SEARCH_LANGUAGE, *texts))
    return int.from_bytes(blake2b(told.encode(), digest_size=8).digest(), signed=True)


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


def _held(*fields: Folded) -> tuple[str, str, str, str]:
    """The texts of an entry: the terms of title, body and names, and the different words of all."""
    terms = terms_of(settings.SEARCH_LANGUAGE)
    title, body, names = ([SIGNS.get(word) or terms[word] for word in text] for text in fields)
    return (
        " ".join(title),
        " ".join(body),
        " ".join(f"{NAMED}{each}" for each in names),
        " ".join(sorted(set().union(*fields) - SIGNS.keys())),
    )


def _codes(decisions: Iterable[Any]) -> dict[int, int]:
    """Decision → the number of the outcomes it has together; 0 for none, and when there is no number left."""
    wanted = {each.pk: "|".join(sorted({*each.told})) for each in decisions}
    known = {verbs: code for code, verbs in OutcomeSet.objects.values_list("code", "verbs")}
    for verbs in sorted(set(wanted.values()) - {"", *known}):
        code = max(known.values(), default=0) + 1
        known[verbs] = OutcomeSet.objects.create(code=code, verbs=verbs).code if code <= MOST_OUTCOMES else 0
    return {pk: known.get(verbs, 0) for pk, verbs in wanted.items()}
