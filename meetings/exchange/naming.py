"""Whom printed names mean, worked out anew: what matches names to boards, people and councils is in no export.

Keys, spellings and the name as last printed may come from drafts and private items. They are made here from the names
that the public record prints, by the rules of filing, so that the next note finds the same boards and people.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import F

from meetings.exchange import shapes
from meetings.filing import show_latest
from meetings.filing.folding import fold, person_key, sort_name
from meetings.models import Attendance, Authority, AuthorityName, Board, Meeting, Member, MemberName, Membership

_AT_ONCE = 400
_SEATS: tuple[type[Any], ...] = (Attendance, Membership)

T = TypeVar("T")


def board(told: shapes.Board) -> Board:
    """A board that is known by its address alone, until `settle` has seen its meetings."""
    return Board(slug=told.slug, name=told.name, organisation=told.organisation, key=_by_address(told.slug))


def authority(told: shapes.Authority) -> Authority:
    """An authority that is known by its address alone, until `settle` has seen its people."""
    return Authority(slug=told.slug, name=told.name, key=_by_address(told.slug))


def member(told: shapes.Member) -> Member:
    """A member who is known by their address alone, until `settle` has seen their seats."""
    return Member(slug=told.slug, name=told.name, key="", twin=told.slug)


def settle() -> None:
    """Give every board, authority and member what the imported meetings print, and the keys that follow from it.

    A name that is not the one printed last was corrected by a clerk, and stays so when the next note comes.
    """
    for model in (Board, Authority, Member):
        model.objects.update(printed="")  # shorter than any name: only `printed` is brought up to date
    _show_boards()
    _show_people()
    for model in (Board, Authority, Member):
        model.objects.filter(printed="").update(printed=F("name"))
    _key_boards()
    _key_authorities()
    _key_members()
    _remember_names()


def batches(rows: Iterable[T], size: int = _AT_ONCE) -> Iterator[list[T]]:
    """The rows in lists of so many."""
    waiting = iter(rows)
    while batch := list(islice(waiting, size)):
        yield batch


def _by_address(slug: str) -> str:
    """A key that no folded name is, for who has none of their own."""
    return f"={slug}"


def _show_boards() -> None:
    latest: dict[int, Meeting] = {}
    for meeting in Meeting.objects.only("board").order_by("date", "sequence").iterator():
        latest[meeting.board_id] = meeting
    for meeting in latest.values():
        show_latest(meeting, members=(), authorities=())


def _show_people() -> None:
    meeting = Meeting.objects.first()
    if meeting is None:
        return
    for keys in batches(Authority.objects.values_list("pk", flat=True)):
        show_latest(meeting, members=(), authorities=keys)
    for keys in batches(Member.objects.values_list("pk", flat=True)):
        show_latest(meeting, members=keys, authorities=())


def _key_boards() -> None:
    taken: set[tuple[str, str]] = set()
    changed = []
    for row in Board.objects.order_by("pk"):
        key = fold(row.printed)
        if key and (row.organisation, key) not in taken:
            taken.add((row.organisation, key))
            row.key = key
            changed.append(row)
    Board.objects.bulk_update(changed, ["key"], batch_size=_AT_ONCE)


def _key_authorities() -> None:
    taken: set[str] = set()
    changed = []
    for row in Authority.objects.order_by("pk"):
        key = fold(row.printed)
        if key and key not in taken:
            taken.add(key)
            row.key = key
            changed.append(row)
    Authority.objects.bulk_update(changed, ["key"], batch_size=_AT_ONCE)


def _key_members() -> None:
    """Two of one name in one organisation are told apart by their last council, and failing that by address."""
    organisations, councils = _organisations(), _councils()
    rows = list(Member.objects.order_by("pk"))
    for row in rows:
        row.organisation = organisations.get(row.pk, settings.ARCHIVE_ORGANISATION)
        row.key, row.sort_name = person_key(row.printed), sort_name(row.name)[:200]
    alike = Counter((row.organisation, row.key) for row in rows)
    taken: set[tuple[str, str, str]] = set()
    for row in rows:
        council = councils.get(row.pk, "")
        if row.key and alike[row.organisation, row.key] == 1:
            row.twin = ""
        elif row.key and council and (row.organisation, row.key, council) not in taken:
            row.twin = council
        taken.add((row.organisation, row.key, row.twin))
    Member.objects.bulk_update(rows, ["organisation", "key", "sort_name", "twin"], batch_size=_AT_ONCE)


def _organisations() -> dict[int, str]:
    """Member → the organisation of the boards on which they sit."""
    found: dict[int, str] = {}
    for seats in _SEATS:
        pairs = seats.objects.filter(member__isnull=False).values_list("member", "meeting__board__organisation")
        found |= dict(pairs.order_by("-meeting__board").distinct())
    return found


def _councils() -> dict[int, str]:
    """Member → the key of the authority that they came from last."""
    found: dict[int, str] = {}
    for seats in _SEATS:
        rows = seats.objects.filter(member__isnull=False, authority__isnull=False)
        found |= dict(rows.order_by("meeting__date").values_list("member", "authority__key").iterator())
    return found


def _remember_names() -> None:
    """Every way in which the imported seats print a member or an authority."""
    printed: defaultdict[int, set[str]] = defaultdict(set)
    spelt: dict[str, int] = {}
    for seats in _SEATS:
        for pk, text in seats.objects.filter(member__isnull=False).values_list("member", "printed").distinct():
            printed[pk].add(text)
        told = seats.objects.filter(authority__isnull=False).exclude(authority_printed="")
        for pk, text in told.order_by("authority").values_list("authority", "authority_printed").distinct():
            spelt.setdefault(text, pk)
    MemberName.objects.bulk_create(
        (MemberName(member_id=pk, text=text) for pk, texts in printed.items() for text in sorted(texts)),
        batch_size=_AT_ONCE,
    )
    AuthorityName.objects.bulk_create(
        (AuthorityName(authority_id=pk, text=text) for text, pk in spelt.items()), batch_size=_AT_ONCE
    )
