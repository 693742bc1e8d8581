"""What is filed reads back as what was told."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from meetings.extraction.blocks import Span
from meetings.filing import file, transcript
from meetings.filing.transcript import record_part
from meetings.minutes.structure import Action, Attendee, Decision, Declaration, Header, Item, Minutes, Paper, Passage
from meetings.minutes.vocabulary import PassageKind, Record, Role
from meetings.models import Meeting
from tests.canonical import dump
from tests.minutes_factory import action, decision, item, minutes, paper, reading, seat

QUICKLY = (Phase.explicit, Phase.reuse, Phase.generate)
"""Minutes are large: a failing example is shown as found rather than made small for minutes on end."""
words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)
spans = st.builds(
    lambda start, length, page: Span(start, start + length, page),
    st.integers(0, 10_000),
    st.integers(1, 500),
    st.none() | st.integers(1, 99),
)
passages = st.lists(
    st.builds(
        Passage,
        text=words,
        span=spans,
        kind=st.sampled_from(PassageKind),
        marker=st.sampled_from(["", "·", "1."]),
        level=st.integers(0, 3),
    ),
    max_size=3,
).map(tuple)
decisions = st.builds(
    Decision,
    text=words,
    span=spans,
    lead_in=words,
    outcomes=st.lists(st.sampled_from(["noted", "agreed", "rejected"]), max_size=3, unique=True).map(tuple),
    heading=words,
    inferred=st.booleans(),
    negative=st.booleans(),
)
actions = st.builds(
    Action,
    text=words,
    span=spans,
    lead_in=words,
    owners=st.lists(words, max_size=3).map(tuple),
    due=st.none() | st.dates(dt.date(1899, 1, 1), dt.date(2100, 12, 31)),
    heading=words,
    inferred=st.booleans(),
    boilerplate=st.booleans(),
)
declarations = st.builds(Declaration, name=words, text=words, span=spans)
papers = st.builds(
    Paper,
    title=words,
    span=spans,
    pages=words,
    sections=st.lists(st.tuples(words, passages), max_size=2).map(tuple),
)
seats = st.builds(
    Attendee,
    printed=words,
    name=words,
    role=st.sampled_from(Role),
    role_printed=words,
    span=spans,
    honorific=words,
    honours=words,
    authority=words,
    party=words,
    note=words,
    uncertain=st.booleans(),
)


@st.composite
def items(draw: st.DrawFn) -> Item:
    """An item whose title stands on the page where it begins."""
    place = draw(spans)
    restricted = draw(st.booleans())
    return Item(
        number=draw(words),
        position=1,
        title=draw(words),
        span=place,
        title_span=Span(place.start, place.start + 1, place.page),
        restricted=restricted,
        restricted_because=draw(words) if restricted else "",
        sensitive=draw(words),
        passages=draw(passages),
        decisions=draw(st.lists(decisions, max_size=3).map(tuple)),
        actions=draw(st.lists(actions, max_size=3).map(tuple)),
        declarations=draw(st.lists(declarations, max_size=2).map(tuple)),
        papers=draw(st.lists(papers, max_size=2, unique_by=lambda one: one.title).map(tuple)),
    )


@st.composite
def whole_minutes(draw: st.DrawFn) -> Minutes:
    """Minutes of any content, of a board and a date that can be filed."""
    told = draw(st.lists(items(), min_size=1, max_size=3))
    header = Header(
        board=draw(words.map(lambda text: f"Board {text}")),
        date=draw(st.dates(dt.date(1899, 1, 1), dt.date(2100, 12, 31))),
        time=draw(words),
        venue=draw(words),
        draft=draw(st.booleans()),
    )
    return minutes(
        *told,
        header=header,
        record=draw(st.sampled_from(Record)),
        preamble=draw(passages),
        attendance=draw(st.lists(seats, max_size=3).map(tuple)),
        membership=draw(st.lists(seats, max_size=2).map(tuple)),
    )


def unrestricted(told: Minutes) -> Minutes:
    """The same, all of it open: a new reading never lifts a restriction (see test_merge.py)."""
    open_items = tuple(replace(each, restricted=False, restricted_because="") for each in told.items)
    return replace(told, items=open_items)


@pytest.mark.second
class TranscriptTest(TestCase):
    """Properties of filing, for any Minutes."""

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=QUICKLY)
    @given(whole_minutes())
    def test_what_is_filed_reads_back_as_it_was_told(self, told: Minutes) -> None:
        file(reading(told), by=None)
        assert transcript(Meeting.objects.get()) == record_part(told)

    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=QUICKLY)
    @given(whole_minutes().map(unrestricted), whole_minutes().map(unrestricted))
    def test_a_source_read_anew_reads_back_as_its_new_reading(self, first: Minutes, second: Minutes) -> None:
        before = reading(first)
        file(before, by=None)
        file(reading(second, source=before.source), by=None)
        assert [transcript(meeting) for meeting in Meeting.objects.all()] == [record_part(second)]

    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=QUICKLY)
    @given(whole_minutes())
    def test_filing_the_same_reading_twice_changes_nothing(self, told: Minutes) -> None:
        once = reading(told)
        file(once, by=None)
        before = dump()
        assert file(once, by=None).meetings == ()
        assert dump() == before


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 40])
def test_reading_back_takes_the_same_number_of_queries_for_any_size(
    size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    told = [item(str(n), decisions=(decision(),), actions=(action(),), papers=(paper(),)) for n in range(size)]
    file(reading(minutes(*told, attendance=(seat(),), membership=(seat(),))), by=None)
    meeting = Meeting.objects.get()
    with django_assert_num_queries(9):
        transcript(meeting)
