"""Two people of one name: told apart by their authorities once they have sat in one meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from meetings.filing.identity import new_members
from meetings.models import Attendance, Declaration, Member, MemberName, Membership

_SEATS: tuple[type[Any], ...] = (Attendance, Membership)


def seated_twice(seats: Iterable[Any]) -> frozenset[int]:
    """Members to whom one list gives two seats from different authorities: they must be two people."""
    authorities: defaultdict[tuple[type[Any], int], set[int]] = defaultdict(set)
    for seat in seats:
        if seat.member_id and seat.authority_id:
            authorities[type(seat), seat.member_id].add(seat.authority_id)
    return frozenset(member for (_, member), held in authorities.items() if len(held) > 1)


def part_twins(organisation: str, keys: Iterable[str]) -> list[Member]:
    """Regroup every seat of these names in the organisation → members that had to be made.

    Where two people of a name ever sat in one meeting, each seat belongs to the member of its authority;
    where nobody did, all seats of the name belong to one member again.
    """
    made: list[Member] = []
    for key in sorted(keys):
        made += _regroup(organisation, key)
    return made


def _regroup(organisation: str, key: str) -> list[Member]:
    members = {member.twin: member for member in Member.objects.filter(organisation=organisation, key=key)}
    seats = [
        seat
        for model in _SEATS
        for seat in model.objects.filter(member__in=members.values()).select_related("authority").order_by("pk")
    ]
    apart = _sat_together(seats)
    twin_of = {(type(seat), seat.pk): seat.authority.key if apart and seat.authority else "" for seat in seats}
    names = {
        (key, twin_of[type(seat), seat.pk]): seat.name for seat in seats if twin_of[type(seat), seat.pk] not in members
    }
    made = new_members(organisation, names)
    members.update({member.twin: member for member in made})
    for model in _SEATS:
        moving = [seat for seat in seats if isinstance(seat, model)]
        for seat in moving:
            seat.member = members[twin_of[model, seat.pk]]
        model.objects.bulk_update(moving, ["member"])
    _move_names(members.values(), seats)
    _repoint_declarations(members.values())
    idle = [member.pk for twin, member in members.items() if twin not in twin_of.values()]
    Member.objects.filter(pk__in=idle).delete()
    return [member for member in made if member.pk not in idle]


def _move_names(members: Iterable[Member], seats: Sequence[Any]) -> None:
    """Each printed name goes to the member whose seat prints it; names that a clerk added stay."""
    printed = {(seat.member_id, seat.printed) for seat in seats}
    texts = {text for _, text in printed}
    known = list(MemberName.objects.filter(member__in=list(members)))
    stray = [name.pk for name in known if name.text in texts and (name.member_id, name.text) not in printed]
    MemberName.objects.filter(pk__in=stray).delete()
    missing = printed - {(name.member_id, name.text) for name in known}
    MemberName.objects.bulk_create(MemberName(member_id=pk, text=text) for pk, text in sorted(missing))


def _sat_together(seats: Sequence[Any]) -> bool:
    authorities: defaultdict[tuple[type[Any], int], set[int]] = defaultdict(set)
    for seat in seats:
        if seat.authority_id:
            authorities[type(seat), seat.meeting_id].add(seat.authority_id)
    return any(len(held) > 1 for held in authorities.values())


def _repoint_declarations(members: Iterable[Member]) -> None:
    """A declaration belongs to the one of them who sat in its meeting; to nobody when both did."""
    here = list(members)
    there: defaultdict[int, set[int]] = defaultdict(set)
    for meeting, member in Attendance.objects.filter(member__in=here).values_list("meeting_id", "member_id"):
        there[meeting].add(member)
    declarations = list(Declaration.objects.filter(member__in=here).select_related("item"))
    for declaration in declarations:
        seated = there[declaration.item.meeting_id]
        declaration.member_id = next(iter(seated)) if len(seated) == 1 else None
    Declaration.objects.bulk_update(declarations, ["member"])
