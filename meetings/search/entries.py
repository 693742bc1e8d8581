"""Public records → entries of the index. What is not public is never read here: the door gives the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.conf import settings

from meetings import public
from meetings.models import Authority, Meeting, Member, OutcomeSet, SearchEntry
from meetings.search.ids import OUTCOMES, WIDTH, Kind, pack, pack_person
from meetings.search.words import terms

LONGEST = 12_000
"""Words of one entry: a database counts no further than 16,383 of them."""

MOST_OUTCOMES = (1 << WIDTH[OUTCOMES]) - 1

PERSONS: dict[Kind, type[Member | Authority]] = {Kind.MEMBERS: Member, Kind.AUTHORITIES: Authority}

Text = tuple[Kind, Any, str, str, str]
"""Kind, record, and its title, body and names, in words."""


def entries_of(meetings: Sequence[Meeting]) -> Iterator[SearchEntry]:
    """The entries of the public texts of these meetings, in the order of each record."""
    items, held = public.searchable_items(meetings), {meeting.pk: meeting for meeting in meetings}
    codes = _codes(decision for item in items for decision in item.decisions)
    for key, own in groupby(items, key=lambda item: item.meeting_id):
        yield from _entries(held[key], own, codes)


def _entries(meeting: Meeting, items: Iterable[Any], codes: dict[int, int]) -> Iterator[SearchEntry]:
    place = 0
    for item in items:
        for kind, record, *texts in _texts(item):
            outcomes = codes[record.pk] if kind is Kind.DECISIONS else 0
            for part, (title, body, names) in enumerate(_parts(*(_terms(text) for text in texts))):
                docid = pack(
                    date=meeting.date,
                    board=meeting.board_id,
                    sitting=meeting.sequence,
                    place=place,
                    kind=kind,
                    outcomes=outcomes,
                )
                place += 1
                if docid is not None:
                    yield SearchEntry(
                        docid=docid,
                        kind=kind,
                        record_id=record.pk,
                        part=part,
                        meeting=meeting,
                        title=title,
                        body=body,
                        names=names,
                    )


def entries_of_people(kind: Kind, keys: Iterable[int]) -> Iterator[SearchEntry]:
    """The entries of members or authorities that are public."""
    for key, name, meeting in public.searchable_people(PERSONS[kind], keys):
        yield SearchEntry(
            docid=pack_person(key, kind),
            kind=kind,
            record_id=key,
            part=0,
            meeting_id=meeting,
            title=_terms(name),
            body="",
            names="",
        )


def _texts(item: Any) -> Iterator[Text]:
    """An item with its discussion and its papers, then its decisions and actions, each under the item's title."""
    discussion = _of(item.passages)
    for paper in item.papers:
        discussion += [paper.title, *(text for name, told in paper.sections for text in (name, *_of(told)))]
    kind = Kind.DISCUSSION if discussion else Kind.ITEMS
    yield kind, item, item.title, "\n".join(discussion), ""
    for decision in item.decisions:
        yield Kind.DECISIONS, decision, item.title, f"{decision.lead_in}\n{decision.text}", ""
    for action in item.actions:
        owners = "\n".join(owner.printed for owner in action.owners.all())
        yield Kind.ACTIONS, action, item.title, f"{action.lead_in}\n{action.text}", owners


def _of(passages: Sequence[dict[str, Any]]) -> list[str]:
    return [passage["text"] for passage in passages]


def _parts(title: str, body: str, names: str) -> Iterator[tuple[str, str, str]]:
    """The terms of one text, cut into pieces that every database can hold."""
    title, names = " ".join(title.split()[:LONGEST]), " ".join(names.split()[:LONGEST])
    held = body.split()
    if len(held) <= LONGEST:
        yield title, body, names
        return
    for start in range(0, len(held), LONGEST):
        yield title, " ".join(held[start : start + LONGEST]), names


def _terms(text: str) -> str:
    return terms(text, settings.SEARCH_LANGUAGE)


def _codes(decisions: Iterable[Any]) -> dict[int, int]:
    """Decision → the number of the outcomes it has together; 0 for none, and when there is no number left."""
    wanted = {each.pk: "|".join(sorted({outcome.verb for outcome in each.outcomes.all()})) for each in decisions}
    known = {verbs: code for code, verbs in OutcomeSet.objects.values_list("code", "verbs")}
    for verbs in sorted(set(wanted.values()) - {"", *known}):
        code = max(known.values(), default=0) + 1
        known[verbs] = OutcomeSet.objects.create(code=code, verbs=verbs).code if code <= MOST_OUTCOMES else 0
    return {pk: known.get(verbs, 0) for pk, verbs in wanted.items()}
