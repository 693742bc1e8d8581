"""After a filing: names are shown as the latest meeting prints them, and who is nobody any more goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Subquery, Value, When
from django.db.models.functions import JSONObject

from meetings.filing.folding import fold, sort_name
from meetings.filing.identity import People
from meetings.filing.suggest import drop_refuted, suggest_authorities, suggest_members
from meetings.filing.twins import part_twins, seated_twice
from meetings.models import (
    Attendance,
    Authority,
    AuthorityName,
    Board,
    Declaration,
    Meeting,
    Member,
    MemberName,
    Membership,
    State,
)

_SEATS: tuple[type[Any], ...] = (Attendance, Membership)
_PUBLIC_FIRST = Case(When(meeting__state=State.PUBLISHED, then=Value(1)), default=Value(0))


@dataclass(frozen=True, slots=True)
class Named:
    """Whom the lists of one meeting name: keys of members and authorities, and the words they are printed in."""

    members: frozenset[int] = frozenset()
    authorities: frozenset[int] = frozenset()
    printed: frozenset[str] = frozenset()
    authorities_printed: frozenset[str] = frozenset()
    twice: frozenset[int] = frozenset()
    """Members to whom one list gives two seats that one person cannot hold."""


def named(seats: Iterable[Any]) -> Named:
    """Whom these attendance and membership rows name."""
    rows = list(seats)
    return Named(
        frozenset(row.member_id for row in rows if row.member_id),
        frozenset(row.authority_id for row in rows if row.authority_id),
        frozenset(row.printed for row in rows),
        frozenset(row.authority_printed for row in rows),
        seated_twice(rows),
    )


Elsewhere = dict[type[Member] | type[Authority], frozenset[int]]
"""Keys of the members and authorities whom a filing may have changed though the meeting does not list them now; some
may be gone."""


def settle(meeting: Meeting, people: People, before: Named, after: Named) -> Elsewhere:
    """Bring names, twins and suggestions in step with one meeting that has just been filed → who else changed."""
    keys = _twin_keys(people, before, after)
    shared = _of_name(people.organisation, keys)
    parted = part_twins(people.organisation, keys)
    shared |= _of_name(people.organisation, keys)
    new = {member.pk for member in people.new_members}
    known = {authority.pk for authority in people.new_authorities}
    _forget(before, after)
    show_latest(
        meeting,
        members={*(before.members | after.members) - new, *(member.pk for member in parted)},
        authorities=(before.authorities | after.authorities) - known,
    )
    gone = before.members - after.members
    stirred = Member.objects.filter(pk__in=before.members | after.members) if gone else ()
    suggest_members([*people.new_members, *parted, *stirred])
    suggest_authorities(people.new_authorities)
    if after.members - new:
        drop_refuted(meeting)
    return {Member: gone | shared, Authority: before.authorities - after.authorities}


def show_latest(
    meeting: Meeting, *, members: Iterable[int] | None = None, authorities: Iterable[int] | None = None
) -> None:
    """Name the board, the members and the authorities of a meeting as the latest meeting prints them.

    Published meetings go before drafts, so that no draft changes what the public reads; a name that a clerk
    corrected stands. All members and authorities of the meeting are meant when none are given.
    """
    if members is None:
        members = _of(meeting, "member_id")
    if authorities is None:
        authorities = _of(meeting, "authority_id")
    _show(Member, set(members), "member", "name")
    _show(Authority, set(authorities), "authority", "authority_printed")
    show_board(meeting.board_id)


def show_board(board: int) -> None:
    """Name one board as its latest meeting prints it; a board without meetings goes, unless a clerk named it."""
    printed = (
        Meeting.objects.filter(board=board)
        .annotate(public=Case(When(state=State.PUBLISHED, then=Value(1)), default=Value(0)))
        .order_by("-public", "-date", "-sequence")
        .values_list("board_printed", flat=True)
    )
    latest = Subquery(printed.exclude(board_printed="")[:1])
    row = Board.objects.annotate(latest=latest, met=Exists(Meeting.objects.filter(board=board))).get(pk=board)
    if not row.met and row.name == row.printed:
        row.delete()
    elif row.latest not in (None, row.printed):
        row.name = row.latest if row.name == row.printed else row.name
        row.printed = row.latest
        row.save(update_fields=["name", "printed"])


def _of(meeting: Meeting, column: str) -> set[int]:
    rows = (model.objects.filter(meeting=meeting).values_list(column, flat=True) for model in _SEATS)
    return {pk for each in rows for pk in each if pk is not None}


def _twin_keys(people: People, before: Named, after: Named) -> set[str]:
    keys = {key for key, twin in people.members if twin}
    keys |= {member.key for member in people.members.values() if member.pk in after.twice}
    former = before.members - after.members
    if former:
        keys |= set(Member.objects.filter(pk__in=former).exclude(twin="").values_list("key", flat=True))
    return keys


def _of_name(organisation: str, keys: set[str]) -> frozenset[int]:
    """The members of these names."""
    if not keys:
        return frozenset()
    return frozenset(Member.objects.filter(organisation=organisation, key__in=keys).values_list("pk", flat=True))


def _show(model: type[Any], keys: set[int], column: str, printed: str) -> None:
    if not keys:
        return
    changed = []
    rows = model.objects.filter(pk__in=keys)
    for row in rows.annotate(**{seat.__name__: _latest(seat, column, printed) for seat in _SEATS}):
        told = [getattr(row, seat.__name__) for seat in _SEATS]
        latest = max(filter(None, told), key=lambda each: (each["public"], each["date"]), default=None)
        if latest is None or row.printed == latest["name"]:
            continue
        if row.name == row.printed:
            row.name = latest["name"]
            row.sort_name = sort_name(row.name)
        row.printed = latest["name"]
        changed.append(row)
    if changed:
        model.objects.bulk_update(changed, ["name", "printed", *(["sort_name"] if model is Member else [])])


def _latest(seat: type[Any], column: str, printed: str) -> Subquery:
    """What the latest meeting that names the row calls it, as {public, date, name}."""
    told = seat.objects.filter(**{column: OuterRef("pk")}).annotate(public=_PUBLIC_FIRST)
    order = ("-public", "-meeting__date", "meeting__board__key", "meeting__board__organisation", "-meeting__sequence")
    return Subquery(
        told.order_by(*order, "position").values(told=JSONObject(public="public", date="meeting__date", name=printed))[
            :1
        ]
    )


def _forget(before: Named, after: Named) -> None:
    """Names and people that only the former text of the meeting told of."""
    texts = before.printed - after.printed
    if texts:
        names = MemberName.objects.filter(member__in=before.members, text__in=texts)
        _unused(names, member="member_id", printed="text").delete()
    gone = before.members - after.members
    if gone:
        idle = Member.objects.filter(pk__in=gone, name=F("printed"))
        _unused(idle, member="pk").exclude(Exists(Declaration.objects.filter(member=OuterRef("pk")))).delete()
    texts = before.authorities_printed - after.authorities_printed
    if texts:
        spellings = AuthorityName.objects.filter(text__in=texts).select_related("authority")
        unused = _unused(spellings, authority_printed="text")
        plain = [name.pk for name in unused if name.authority.key == fold(name.text)]
        AuthorityName.objects.filter(pk__in=plain).delete()
    former = before.authorities - after.authorities
    if former:
        _unused(Authority.objects.filter(pk__in=former, name=F("printed"), names=None), authority="pk").delete()


def _unused(rows: Any, **columns: str) -> Any:
    """The rows that no attendance and no membership refers to; `columns` maps theirs to ours."""
    for seat in _SEATS:
        rows = rows.filter(~Exists(seat.objects.filter(**{theirs: OuterRef(own) for theirs, own in columns.items()})))
    return rows
