"""Suggestions that two members, or two authorities, are one: kept for a clerk, who alone decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence, Set
from typing import NamedTuple

from meetings.filing.alike import authorities_alike, members_alike, place_words
from meetings.filing.folding import fold, split_name
from meetings.models import Attendance, Authority, Meeting, Member, MergeSuggestion

_MOST_IN_A_BLOCK = 500
"""A name that more people share says nothing about who is whom."""


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
    known = sorted(_Known(*row) for row in Member.objects.values_list("organisation", "key", "twin", "name", "pk"))
    everyone = {each.pk: each for each in known}
    blocks = {each.pk: _name_blocks(each.key) for each in known}
    found = {
        (pk, other): because
        for pk, other in _worth_comparing(blocks, {member.pk for member in new})
        if (because := _why(everyone[pk], everyone[other]))
    }
    if not found:
        return
    apart = _sat_together({pk for pair in found for pk in pair})
    MergeSuggestion.objects.bulk_create(
        [
            MergeSuggestion(member_id=pk, other_member_id=other, because=because)
            for (pk, other), because in found.items()
            if frozenset((pk, other)) not in apart
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
    everyone = {pk: key for key, pk in sorted(Authority.objects.values_list("key", "pk"))}
    blocks = {pk: _place_blocks(key) for pk, key in everyone.items()}
    MergeSuggestion.objects.bulk_create(
        [
            MergeSuggestion(authority_id=pk, other_authority_id=other, because=because)
            for pk, other in _worth_comparing(blocks, {authority.pk for authority in new})
            if (because := authorities_alike(everyone[pk], everyone[other]))
        ],
        ignore_conflicts=True,
    )


def _worth_comparing(blocks: Mapping[int, Set[Hashable]], fresh: Set[int]) -> list[tuple[int, int]]:
    """Pairs with a fresh key in them that share a block, each in the order of `blocks`."""
    members: defaultdict[Hashable, list[int]] = defaultdict(list)
    for pk, held in blocks.items():
        for block in held:
            members[block].append(pk)
    rank = {pk: place for place, pk in enumerate(blocks)}
    pairs = {
        (min(pk, other, key=rank.__getitem__), max(pk, other, key=rank.__getitem__))
        for pk in fresh & blocks.keys()  # parting twins may have done away with one
        for block in blocks[pk]
        if len(members[block]) <= _MOST_IN_A_BLOCK
        for other in members[block]
        if other != pk
    }
    return sorted(pairs, key=lambda pair: (rank[pair[0]], rank[pair[1]]))


def _name_blocks(key: str) -> set[Hashable]:
    """Two people can only be alike in one of these: a surname begins a key, and given names end it."""
    return {key.split(" ", 1)[0], (key[:2], key.rsplit(" ", 1)[-1])}


def _place_blocks(key: str) -> set[Hashable]:
    """Two authorities can only be alike in one of these: all words of the place, or all but one that begins alike."""
    words = place_words(key)
    return {words, *((at, word[:2], words[:at], words[at + 1 :]) for at, word in enumerate(words))}


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
