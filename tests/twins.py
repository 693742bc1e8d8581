"""An archive with something secret in every place that can hold it; two of them may differ in their secrets alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from meetings import search
from meetings.models import (
    Action,
    AuditLine,
    AuditRow,
    Authority,
    Baseline,
    Board,
    Conflict,
    Meeting,
    MeetingSource,
    MeetingVersion,
    Member,
    MergeSuggestion,
    Source,
    User,
)
from tests import factories as make


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What the public must not be able to tell: words, how many of a thing there are, and when."""

    words: str = "slipway"
    many: int = 1
    day: dt.date = dt.date(2020, 6, 1)
    flag: bool = False


@dataclass(slots=True)
class Archive:
    """What the public part is made of."""

    ferries: Board
    quays: Board
    nell: Member
    averham: Authority


def archive(secrets: Secrets = Secrets()) -> None:
    """Make the records: the public ones are always the same, the secret ones follow `secrets`."""
    made = Archive(
        make.board("Ferries Board"),
        make.board("Quays Board"),
        make.member("Nell Harbour"),
        make.authority("Averham Council"),
    )
    _drafts(made, secrets, "early")
    held = _half_public(made, secrets)
    _public(made, held, secrets)
    _withdrawn(made, secrets)
    _drafts(made, secrets, "late")
    _desk(held, secrets)
    search.rebuild()


def _public(made: Archive, held: Meeting, secrets: Secrets) -> None:
    """Meetings with nothing secret in them; an action of one is answered in secret."""
    item = make.item(make.meeting(made.quays, "2019-03-01"), "Quay lamps")
    make.decision(item, "Agreed to light the quay.", ("agreed",))
    make.declaration(item, member=made.nell)
    make.paper(item)
    asked = make.action(item, "The clerk to count the lamps.", ("Clerk",))
    answer = held.all_items.get(restricted=True)
    said = {"status": "done" if secrets.flag else "reported", "reply_quote": f"Hidden {secrets.words}."}
    Action.objects.filter(pk=asked.pk).update(reply=answer, **said)
    whole = make.meeting(made.quays, "2022-03-01", record="agenda")
    make.attendance(whole, made.nell, authority=made.averham)
    reply = make.item(whole, "Ferry fares")
    make.action(item, "Officers to ask again.", status="reported", reply=reply, reply_quote="They asked.")
    text = "Quays Board\n\n1. Ferry fares"
    items = [{"number": "1", "title": "Ferry fares", "span": [13, 27], "title_span": [16, 27]}]
    reading = make.source(text, [{"own": [[0, 11]], "items": items}], filename="quays.txt", original_public=True)
    reading.source.path.parent.mkdir(parents=True, exist_ok=True)
    reading.source.path.write_text(text)
    reply.told_by = make.told(whole, reading)
    reply.start, reply.end, reply.heading_start, reply.heading_end = 13, 27, 16, 27
    reply.save()


def _half_public(made: Archive, secrets: Secrets) -> Meeting:
    """A published meeting with a restricted item, and a source that holds both and a draft in the same file."""
    held = make.meeting(made.ferries, "2021-05-20")
    make.attendance(held, made.nell, "chair", authority=made.averham)
    make.membership(held, made.nell)
    places = _source(held, made, secrets)
    opened = make.item(held, "Timetable", **places["1"])
    make.decision(opened, "Noted the timetable.", ("noted",), **places["decision"])
    make.decision(opened, "Declined the fog bell.", ("rejected",), negative=True)
    make.action(opened, boilerplate=True)
    hidden = {"restricted": True, "restricted_because": secrets.words, **places["2"]}
    closed = make.item(held, f"Purchase of {secrets.words}", **hidden)
    verbs = tuple(f"approved {n}" for n in range(secrets.many))
    for _ in range(secrets.many):
        make.decision(closed, f"Bought {secrets.words}.", verbs)
        make.action(closed, f"Pay for {secrets.words}.", (secrets.words,))
        make.declaration(closed, member=made.nell, text=f"Nell owns {secrets.words}.")
        make.paper(closed, f"Price of {secrets.words}")
    for number in (1, 2):
        told = {"item-1": "a", f"item-{closed.ref}": secrets.words, secrets.words: "b"}
        differ = ["attendance", "item-1", f"item-{closed.ref}", secrets.words] if number == 2 else []
        at = dt.datetime(2026, 3, number, 12, tzinfo=dt.UTC)
        made_at = MeetingVersion.objects.create(meeting=held, number=number, parts=told, changed=differ)
        MeetingVersion.objects.filter(pk=made_at.pk).update(at=at)
    asked = {"sensitive": secrets.words, "sensitivity_answered": True}
    make.item(held, "Any other business", **asked, **places["3"])
    return held


def _source(held: Meeting, made: Archive, secrets: Secrets) -> dict[str, Any]:
    """File a note that holds a reviewer's comment in a public item, a restricted item, and a draft of another meeting.

    Where the items and the decision stand in it, as columns.
    """
    parts = {
        "head": "Ferries Board\n\n",
        "1": "1. Timetable\n",
        "comment": f"Comment: {secrets.words}.\n\n",
        "decision": "Noted the timetable.\n\n",
        "2": "---\n\n" if secrets.flag else f"2. {secrets.words}\n\n",
        "3": "3. Any other business\n\n",
        "draft": f"Quays Board {secrets.day}\n\n1. {secrets.words}",
    }
    ends = dict(zip(parts, accumulate(map(len, parts.values())), strict=True))
    spans = {name: [ends[name] - len(part), ends[name]] for name, part in parts.items()}
    items = [
        {"number": "1", "title": "Timetable", "span": [spans["1"][0], ends["decision"]], "title_span": spans["1"]},
        {"number": "2", "title": secrets.words, "span": spans["2"], "restricted": True},
        {"number": "3", "title": "Any other business", "span": spans["3"], "title_span": spans["3"]},
    ]
    comment = {"span": spans["comment"], "reason": "comment"}
    entries = [{"own": [spans["head"]], "items": items, "left_over": [comment]}, {"own": [spans["draft"]], "items": []}]
    about = {"filename": f"{secrets.words}.txt", "size": 1000 * secrets.many, "original_public": secrets.flag}
    reading = make.source("".join(parts.values()), entries, **about)
    told = make.told(held, reading)
    make.told(make.draft(made.quays, dt.date(2021, 5, 21), venue=secrets.words), reading, 1)
    return {name: {"told_by": told, "start": start, "end": end} for name, (start, end) in spans.items()}


def _drafts(made: Archive, secrets: Secrets, which: str) -> None:
    """Drafts of a public board, between its public meetings too, and of a board that never met in public."""
    day = secrets.day if which == "early" else secrets.day.replace(year=2025)
    for n in range(secrets.many):
        for board in (made.ferries, make.board(f"{secrets.words} Board {which} {n}")):
            held = make.draft(board, day + dt.timedelta(days=n), venue=secrets.words, record="agenda")
            item = make.item(held, secrets.words)
            make.decision(item, f"Noted {secrets.words}.", ("noted", "minted"))
            make.action(item, secrets.words, (secrets.words,))
            who = make.member(f"{secrets.words.title()} {which.title()}{n} {board.pk}")
            make.attendance(held, who, authority=make.authority(f"{secrets.words} {which} {n} {board.pk}"))
            make.attendance(held, made.nell, "chair", authority=made.averham, printed=secrets.words)
            make.membership(held, who, authority=made.averham)
            make.declaration(item, member=made.nell, text=secrets.words)
            make.told(held, make.source(secrets.words, filename=f"{secrets.words}.txt"))


def _withdrawn(made: Archive, secrets: Secrets) -> None:
    """Withdrawn meetings: the date, the reason and at most the name are public."""
    at = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
    for day, named in (("2018-04-01", False), ("2018-05-01", True)):
        held = make.withdrawn(made.ferries, day, withdrawn_at=at, named_when_withdrawn=named, venue=secrets.words)
        for _ in range(secrets.many):
            item = make.item(held, secrets.words)
            make.decision(item, secrets.words)
            make.action(item, secrets.words)
            make.attendance(held, made.nell, printed=secrets.words)
            make.told(held, make.source(secrets.words))


def _desk(held: Meeting, secrets: Secrets) -> None:
    """What only clerks see."""
    clerk = User.objects.create(username=secrets.words, email=f"{secrets.words}@example.org", first_name=secrets.words)
    for n in range(secrets.many):
        sides = {"base": secrets.words, "theirs": [secrets.words], "ours": {"text": secrets.words}}
        Conflict.objects.create(meeting=held, path=f"items/{n}/{secrets.words}", **sides)
        about = {"about": secrets.words, "detail": {"is": secrets.words}}
        line = AuditLine.objects.create(by=clerk, verb="edit", meeting=held, **about)
        row = {"about": secrets.words[:200], "was": {"title": secrets.words}, "now": {"title": ""}}
        AuditRow.objects.create(line=line, table="agendaitem", key=1, **row)
        Source.objects.create(
            sha256=f"desk-{n}-{len(secrets.words)}", filename=secrets.words, size=n, reason=secrets.words
        )
    Baseline.objects.create(meeting=held, minutes={"items": [{"title": secrets.words}]})
    nell, other = Member.objects.get(slug="nell-harbour"), make.member(f"Nelly {secrets.words}")
    MergeSuggestion.objects.create(member=nell, other_member=other, because=secrets.words)
    nell.names.create(text=f"N. {secrets.words}")
    Member.objects.filter(pk=nell.pk).update(printed=secrets.words, twin=secrets.words, organisation=secrets.words)
    MeetingSource.objects.filter(meeting=held).update(index=0)
