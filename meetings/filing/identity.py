"""Whose name is this? Printed names to boards, authorities and members.

Nothing here depends on the order in which sources arrive: a key is made of the printed name alone, and what
is shown (`name`) is recomputed as the name printed in the latest meeting, unless a clerk corrected it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from functools import reduce
from itertools import count
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Q

from meetings.filing.folding import fold, person_key, slug, sort_name, split_name
from meetings.minutes.structure import Attendee
from meetings.models import Authority, AuthorityName, Board, Member, MemberName


@dataclass(slots=True)
class People:
    """The members and authorities that one meeting's lists of people name, and which of them are new."""

    organisation: str
    authorities: dict[str, Authority] = field(default_factory=dict)
    """Authority as printed → its record."""
    members: dict[tuple[str, str], Member] = field(default_factory=dict)
    """(person key, twin) → the record."""
    twinned: set[str] = field(default_factory=set)
    """Person keys that two people share."""
    new_members: list[Member] = field(default_factory=list)
    new_authorities: list[Authority] = field(default_factory=list)

    def authority(self, printed: str) -> Authority | None:
        """Whom an authority column means; None when it is blank."""
        return self.authorities.get(printed)

    def member(self, seat: Attendee) -> Member | None:
        """Who sits there; None when nothing of the name is left to match."""
        key = person_key(seat.name)
        return self.members.get((key, self.twin(key, seat))) if key else None

    def twin(self, key: str, seat: Attendee) -> str:
        """Blank, unless the archive knows two people of this name: then the authority, folded."""
        if key not in self.twinned:
            return ""
        authority = self.authority(seat.authority)
        return authority.key if authority else ""


def board_of(organisation: str, printed: str) -> Board:
    """The board of this name in the organisation, made when it is new."""
    key = fold(printed)
    plain = slug(_front(organisation), printed)
    near = Board.objects.filter(Q(organisation=organisation, key=key) | Q(slug__startswith=plain))
    known: list[Board] = list(near)
    for board in known:
        if (board.organisation, board.key) == (organisation, key):
            return board
    return Board.objects.create(
        organisation=organisation, name=printed, printed=printed, key=key, slug=_free(plain, _slugs(known))
    )


def people_of(organisation: str, seats: Sequence[Attendee]) -> People:
    """Everyone and every authority that the lists name, made where they are new."""
    people = People(organisation)
    _find_authorities(people, [seat.authority for seat in seats])
    _find_members(people, seats)
    return people


def _find_authorities(people: People, printed: Iterable[str]) -> None:
    keys = {text: fold(text) for text in dict.fromkeys(printed) if fold(text)}
    if not keys:
        return
    names = AuthorityName.objects.filter(text__in=keys).select_related("authority")
    people.authorities.update({name.text: name.authority for name in names})
    unknown = {text: key for text, key in keys.items() if text not in people.authorities}
    if not unknown:
        return
    slugs = {key: slug(key) for key in unknown.values()}
    near = list(Authority.objects.filter(Q(key__in=slugs) | Q(slug__in=slugs.values())))
    by_key = {authority.key: authority for authority in near}
    taken = _slugs(near)
    if taken & set(slugs.values()):
        taken |= _slugs(Authority.objects.filter(_begins_with(taken & set(slugs.values()))))
    first = {key: text for text, key in reversed(unknown.items()) if key not in by_key}
    people.new_authorities = Authority.objects.bulk_create(
        Authority(name=text, printed=text, key=key, slug=_claim(slugs[key], taken))
        for key, text in reversed(first.items())
    )
    by_key.update({authority.key: authority for authority in people.new_authorities})
    people.authorities.update({text: by_key[key] for text, key in unknown.items()})
    AuthorityName.objects.bulk_create(AuthorityName(authority=by_key[key], text=text) for text, key in unknown.items())


def _find_members(people: People, seats: Sequence[Attendee]) -> None:
    names = {person_key(seat.name): seat.name for seat in reversed(seats) if person_key(seat.name)}
    if not names:
        return
    organisation = people.organisation
    slugs = [_member_slug(organisation, name, "") for name in names.values()]
    near = list(Member.objects.filter(Q(organisation=organisation, key__in=names) | Q(slug__in=slugs)))
    here = [member for member in near if member.organisation == organisation and member.key in names]
    people.members = {(member.key, member.twin): member for member in here}
    people.twinned = {member.key for member in here if member.twin}
    wanted: dict[tuple[str, str], str] = {}
    for seat in seats:
        key = person_key(seat.name)
        if key and people.member(seat) is None:
            wanted.setdefault((key, people.twin(key, seat)), seat.name)
    people.new_members = new_members(organisation, wanted, _slugs(near))
    people.members.update({(member.key, member.twin): member for member in people.new_members})


def new_members(organisation: str, names: dict[tuple[str, str], str], near: Set[str] = frozenset()) -> list[Member]:
    """Members for (key, twin) → name, each at an address of its own; `near` are addresses known to be taken."""
    if not names:
        return []
    slugs = {who: _member_slug(organisation, name, who[1]) for who, name in names.items()}
    asked = (near & set(slugs.values())) | {slugs[who] for who in names if who[1]}
    taken = set(near) | (_slugs(Member.objects.filter(_begins_with(asked))) if asked else set())
    return Member.objects.bulk_create(
        Member(
            organisation=organisation,
            name=name,
            printed=name,
            sort_name=sort_name(name),
            key=who[0],
            twin=who[1],
            slug=_claim(slugs[who], taken),
        )
        for who, name in names.items()
    )


def _member_slug(organisation: str, name: str, twin: str) -> str:
    return slug(_front(organisation), name, twin)


def _front(organisation: str) -> str:
    """What stands in front of an address: the organisation, unless it is the archive's own."""
    return "" if organisation == settings.ARCHIVE_ORGANISATION else organisation


def _begins_with(slugs: Iterable[str]) -> Q:
    return reduce(or_, (Q(slug__startswith=each) for each in slugs))


def remember_names(people: People, seats: Iterable[Any]) -> None:
    """Keep every way in which the members of these seats are printed."""
    fresh = {member.pk for member in people.new_members}
    wanted = {(seat.member_id, seat.printed) for seat in seats if seat.member_id}
    older = {pk for pk, _ in wanted if pk not in fresh}
    known = set(MemberName.objects.filter(member__in=older).values_list("member_id", "text")) if older else set()
    missing = sorted(wanted - known)
    if missing:
        MemberName.objects.bulk_create(MemberName(member_id=pk, text=text) for pk, text in missing)


def declaring(printed: str, seats: Sequence[Attendee]) -> Attendee | None:
    """The one person of the lists that a declaration names, by full name or by a surname no other bears."""
    words = set(fold(printed).split())
    full = [seat for seat in seats if fold(seat.name) and set(fold(seat.name).split()) <= words]
    if full:
        return full[0] if len({person_key(seat.name) for seat in full}) == 1 else None
    surname = [seat for seat in seats if fold(split_name(seat.name)[0]) == " ".join(fold(printed).split()[1:])]
    return surname[0] if len(surname) == 1 else None


def _slugs(rows: Iterable[Any]) -> set[str]:
    return {row.slug for row in rows}


def _free(plain: str, taken: set[str]) -> str:
    return plain if plain not in taken else next(each for n in count(2) if (each := f"{plain}-{n}") not in taken)


def _claim(plain: str, taken: set[str]) -> str:
    free = _free(plain, taken)
    taken.add(free)
    return free
