"""Two meetings of a board in one day are told apart by when they begin."""

from itertools import permutations

import pytest

from meetings.filing.sittings import sittings, start_of
from tests.minutes_factory import item, minutes


@pytest.mark.parametrize(
    ("printed", "start"),
    [
        ("11.00 am", 660),
        ("11am", 660),
        ("11:00", 660),
        ("2.00 pm", 840),
        ("2 p.m.", 840),
        ("14.00", 840),
        ("2.00", 840),
        ("12.30 pm", 750),
        ("12.15 am", 15),
        ("noon", 720),
        ("10.30 am - 12.30 pm", 630),
        ("Time Not Specified", None),
        ("25.00", None),
        ("", None),
    ],
)
def test_a_printed_time_is_read(printed: str, start: int | None) -> None:
    assert start_of(printed) == start


def test_sittings_stand_in_the_order_of_time_however_they_came() -> None:
    times = ["2.00 pm", "10.00 am", "10am", "5.30 pm"]
    for order in permutations(times):
        groups = sittings([minutes(time=time) for time in order])
        assert [[order[at] for at in sorted(group)] for group in groups] in (
            [["10.00 am", "10am"], ["2.00 pm"], ["5.30 pm"]],
            [["10am", "10.00 am"], ["2.00 pm"], ["5.30 pm"]],
        )


def test_a_few_minutes_late_is_the_same_meeting() -> None:
    assert sittings([minutes(time="11.00 am"), minutes(time="11.05 am")]) == [[0, 1]]


def test_without_a_time_a_telling_joins_the_sitting_whose_items_it_shares() -> None:
    told = [
        minutes(item("1", "Welcome"), time="10.00 am"),
        minutes(item("1", "Tolls"), time="2.00 pm"),
        minutes(item("1", "TOLLS")),
        minutes(item("1", "Dues")),
    ]
    assert sittings(told) == [[0, 3], [1, 2]]


def test_without_any_time_there_is_one_sitting() -> None:
    assert sittings([minutes(), minutes()]) == [[0, 1]]
