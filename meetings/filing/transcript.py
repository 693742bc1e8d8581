"""Records read back as Minutes: what is on file, in the shape that sources tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Prefetch

from meetings.extraction.blocks import Span
from meetings.filing.threeway import NOWHERE
from meetings.minutes.structure import Action, Attendee, Decision, Declaration, Header, Item, Minutes, Paper, Passage
from meetings.minutes.vocabulary import PassageKind, Record, Role
from meetings.models import Action as ActionRow
from meetings.models import AgendaItem, Attendance, Meeting, Membership
from meetings.models import Decision as DecisionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class OnFile:
    """The rows of one meeting in order, and the Minutes that they amount to."""

    meeting: Meeting
    items: list[Any]
    """AgendaItem rows, each with `all_decisions`, `all_actions`, `all_declarations`, `all_papers` loaded."""
    attendance: list[Any]
    membership: list[Any]

    @property
    def minutes(self) -> Minutes:
        """The record part of Minutes, with the spans of the rows."""
        return Minutes(
            record=Record(self.meeting.record),
            header=_header(self.meeting),
            family="",
            span=NOWHERE,
            preamble=passages(self.meeting.preamble),
            items=tuple(map(_item, self.items)),
            attendance=tuple(map(_attendee, self.attendance)),
            membership=tuple(map(_attendee, self.membership)),
        )

    @property
    def refs(self) -> list[str]:
        """The addresses of the items, in the order of the items."""
        return [item.ref for item in self.items]


def transcript(meeting: Meeting) -> Minutes:
    """The record of one meeting as Minutes: `transcript(file(m))` equals `record_part(m)`."""
    return on_file(meeting).minutes


def on_file(meeting: Meeting) -> OnFile:
    """Everything filed for one meeting, in a number of queries that does not grow with it."""
    items = AgendaItem.objects.filter(meeting=meeting).order_by("position")
    return OnFile(
        meeting=meeting,
        items=list(
            items.prefetch_related(
                Prefetch("all_decisions", DecisionRow.objects.order_by("position")),
                "all_decisions__outcomes",
                Prefetch("all_actions", ActionRow.objects.order_by("position")),
                "all_actions__owners",
                "all_declarations",
                "all_papers",
            )
        ),
        attendance=list(Attendance.objects.filter(meeting=meeting).order_by("position")),
        membership=list(Membership.objects.filter(meeting=meeting).order_by("position")),
    )


def record_part(minutes: Minutes) -> Minutes:
    """The part of Minutes that records hold: not what describes the source or its parse."""
    header = replace(minutes.header, board_span=None, date_span=None, venue_span=None)
    return replace(minutes, header=header, family="", span=NOWHERE, own=(), left_over=(), findings=())


def passages(data: Iterable[dict[str, Any]]) -> tuple[Passage, ...]:
    """Stored passages as Passages."""
    return tuple(
        Passage(
            text=each["text"],
            span=Span(*each["span"]),
            kind=PassageKind(each["kind"]),
            marker=each["marker"],
            level=each["level"],
        )
        for each in data
    )


def passage_data(told: Iterable[Passage]) -> list[dict[str, Any]]:
    """The inverse of `passages`: plain data for a column."""
    return [
        {
            "text": each.text,
            "span": [each.span.start, each.span.end, *([] if each.span.page is None else [each.span.page])],
            "kind": each.kind.value,
            "marker": each.marker,
            "level": each.level,
        }
        for each in told
    ]


def span_of(row: Any) -> Span:
    """Where a row stands in its reading; nowhere when a clerk wrote it."""
    return NOWHERE if row.start is None else Span(row.start, row.end, row.page)


def _header(meeting: Meeting) -> Header:
    return Header(
        board=meeting.board_printed,
        date=meeting.date,
        time=meeting.time,
        venue=meeting.venue,
        draft=meeting.is_draft_record,
    )


def _item(row: Any) -> Item:
    titled = row.heading_start is not None
    return Item(
        number=row.number,
        position=row.position,
        title=row.title,
        span=span_of(row),
        title_span=Span(row.heading_start, row.heading_end, row.page) if titled else NOWHERE,
        restricted=row.restricted,
        restricted_because=row.restricted_because,
        sensitive=row.sensitive,
        passages=passages(row.passages),
        decisions=tuple(map(_decision, row.all_decisions.all())),
        actions=tuple(map(_action, row.all_actions.all())),
        declarations=tuple(
            Declaration(name=each.name, text=each.text, span=span_of(each)) for each in row.all_declarations.all()
        ),
        papers=tuple(map(_paper, row.all_papers.all())),
    )


def _decision(row: Any) -> Decision:
    return Decision(
        text=row.text,
        span=span_of(row),
        lead_in=row.lead_in,
        outcomes=tuple(outcome.verb for outcome in row.outcomes.all()),
        heading=row.heading,
        inferred=row.inferred,
        negative=row.negative,
    )


def _action(row: Any) -> Action:
    return Action(
        text=row.text,
        span=span_of(row),
        lead_in=row.lead_in,
        owners=tuple(owner.printed for owner in row.owners.all()),
        due=row.due,
        heading=row.heading,
        inferred=row.inferred,
        boilerplate=row.boilerplate,
    )


def _paper(row: Any) -> Paper:
    sections = tuple((name, passages(held)) for name, held in row.sections)
    return Paper(title=row.title, span=span_of(row), pages=row.pages, sections=sections)


def _attendee(row: Any) -> Attendee:
    return Attendee(
        printed=row.printed,
        name=row.name,
        role=Role(row.role),
        role_printed=row.role_printed,
        span=span_of(row),
        honorific=row.honorific,
        honours=row.honours,
        authority=row.authority_printed,
        party=row.party,
        note=row.note,
        uncertain=row.uncertain,
    )
