"""Suggestions that two members, or two authorities, are one: kept for a clerk, who alone decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from meetings.filing.alike import authorities_alike, members_alike
from meetings.filing.folding import fold, split_name
from meetings.models import Attendance, Authority, Meeting, Member, MergeSuggestion


class _Known(NamedTuple):
    """What is compared of one member; in an order that does not depend on which came first."""

    organisation: str
    key: str
    twin: str
    name: str
    pk: int

    @property
    def parts(self) -> tuple[str, str]:
        surname, given = split_name(self.name)
        return fold(surname), fold(given)


def suggest_members(new: Sequence[Member]) -> None:
    """Compare new members with everyone; people who sat in one meeting are never suggested."""
    if not new:
        return
    everyone = [_Known(*row) for row in Member.objects.values_list("organisation", "key", "twin", "name", "pk")]
    found: dict[tuple[int, int], str] = {}
    for one, other in _worth_comparing(everyone, {member.pk for member in new}):
        because = _why(one, other)
        if because:
            first, second = sorted([one, other])
            found[first.pk, second.pk] = because
    if not found:
        return
    apart = _sat_together({pk for pair in found for pk in pair})
    MergeSuggestion.objects.bulk_create(
        [
            MergeSuggestion(member_id=first, other_member_id=second, because=because)
            for (first, second), because in sorted(found.items())
            if frozenset((first, second)) not in apart
        ],
        ignore_conflicts=True,
    )


def drop_refuted(meeting: Meeting) -> None:
    """Take back open suggestions between people who sit in this one meeting."""
    here = Attendance.objects.filter(meeting=meeting).values("member")
    refuted = MergeSuggestion.objects.filter(answer=MergeSuggestion.Answer.OPEN, member__in=here, other_member__in=here)
    going = list(refuted.values_list("pk", flat=True))
    if going:
        MergeSuggestion.objects.filter(pk__in=going).delete()


def suggest_authorities(new: Sequence[Authority]) -> None:
    """Compare new authorities with all others."""
    if not new:
        return
    fresh = {authority.pk for authority in new}
    everyone = sorted(Authority.objects.values_list("key", "pk"))
    MergeSuggestion.objects.bulk_create(
        [
            MergeSuggestion(authority_id=pk, other_authority_id=other_pk, because=because)
            for at, (key, pk) in enumerate(everyone)
            for other_key, other_pk in everyone[at + 1 :]
            if fresh & {pk, other_pk} and (because := authorities_alike(key, other_key))
        ],
        ignore_conflicts=True,
    )


def _worth_comparing(everyone: Sequence[_Known], fresh: set[int]) -> Iterator[tuple[_Known, _Known]]:
    """Pairs with a new member in them that share the first or the last word of their keys."""
    blocks: defaultdict[tuple[str, str], list[_Known]] = defaultdict(list)
    for each in everyone:
        for block in _blocks(each):
            blocks[block].append(each)
    seen: set[frozenset[int]] = set()
    for one in everyone:
        if one.pk not in fresh:
            continue
        for other in (each for block in _blocks(one) for each in blocks[block] if each.pk != one.pk):
            pair = frozenset((one.pk, other.pk))
            if pair not in seen:
                seen.add(pair)
                yield one, other


def _blocks(known: _Known) -> set[tuple[str, str]]:
    """A surname begins a key and the given names end it."""
    return {("first", known.key.split(" ", 1)[0]), ("last", known.key.rsplit(" ", 1)[-1])}


def _why(one: _Known, other: _Known) -> str:
    because = members_alike(one.parts, other.parts)
    if because and one.organisation != other.organisation:
        return f"{because}, in two organisations" if one.key == other.key else ""
    return f"{because}, from two authorities" if because and one.key == other.key else because


def _sat_together(members: set[int]) -> set[frozenset[int]]:
    meetings: defaultdict[int, list[int]] = defaultdict(list)
    for meeting, member in Attendance.objects.filter(member__in=members).values_list("meeting_id", "member_id"):
        meetings[meeting].append(member)
    return {
        frozenset((one, other))
        for there in meetings.values()
        for at, one in enumerate(there)
        for other in there[at + 1 :]
        if one != other
    }
