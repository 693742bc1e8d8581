"""Minutes go to JSON and come back the same."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.extraction import extract
from meetings.extraction.blocks import Finding, Span
from meetings.minutes import parse
from meetings.minutes.codec import (
    finding_from_data,
    finding_to_data,
    from_data,
    left_over_from_data,
    to_data,
)
from meetings.minutes.structure import Header, Item, LeftOver, Minutes
from meetings.minutes.vocabulary import Record
from tests.here import ROOT

pytestmark = pytest.mark.once

SAMPLES = sorted(path for path in (ROOT / "fixtures" / "notes").iterdir() if path.is_file())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_comes_back_from_json_as_it_went(path: Path) -> None:
    for minutes in parse(extract(path.read_bytes())):
        assert from_data(json.loads(json.dumps(to_data(minutes)))) == minutes


def test_header_fields_stand_at_the_top_and_spans_are_pairs() -> None:
    minutes = Minutes(
        record=Record.AGENDA,
        header=Header(board="Harbours Board", date=dt.date(2018, 1, 30), date_span=Span(5, 20)),
        family="F3",
        span=Span(0, 90, 2),
        items=(Item(number="4A", position=1, title="Dues", span=Span(30, 60), title_span=Span(30, 34)),),
        left_over=(LeftOver(span=Span(60, 64), reason="furniture"),),
        findings=(Finding(code="no-items", message="No item."),),
    )
    data = to_data(minutes)
    (item,) = data.pop("items")

    assert data == {
        "record": "agenda",
        "board": "Harbours Board",
        "date": "2018-01-30",
        "time": "",
        "venue": "",
        "draft": False,
        "board_span": None,
        "date_span": [5, 20],
        "venue_span": None,
        "family": "F3",
        "span": [0, 90, 2],
        "preamble": [],
        "attendance": [],
        "membership": [],
        "own": [],
        "left_over": [{"span": [60, 64], "reason": "furniture"}],
        "findings": [{"code": "no-items", "message": "No item.", "span": None}],
    }
    assert item == {
        "number": "4A",
        "position": 1,
        "title": "Dues",
        "span": [30, 60],
        "title_span": [30, 34],
        "restricted": False,
        "restricted_because": "",
        "sensitive": "",
        **{name: [] for name in ("passages", "decisions", "actions", "declarations", "papers")},
    }


SPANS = st.builds(Span, st.integers(0, 99), st.integers(0, 99), st.none() | st.integers(1, 9))


@given(st.builds(Finding, code=st.text(), message=st.text(), span=st.none() | SPANS))
def test_a_finding_comes_back_as_it_went(finding: Finding) -> None:
    assert finding_from_data(json.loads(json.dumps(finding_to_data(finding)))) == finding


@given(SPANS)
def test_a_left_over_comes_back_from_the_data_of_its_record(span: Span) -> None:
    left = LeftOver(span=span, reason="unread")
    minutes = Minutes(record=Record.MINUTES, header=Header(), family="", span=span, left_over=(left,))

    assert left_over_from_data(to_data(minutes)["left_over"][0]) == left


@pytest.mark.parametrize(
    "data",
    [{}, {"record": "minutes"}, {"record": "opinion", "family": "", "span": [0, 1]}],
    ids=["nothing", "half", "an unknown record"],
)
def test_data_of_another_shape_is_refused(data: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_data(data)
