"""People and councils as notes print them: cells to single names, names to their parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.minutes.names import Name, looks_like_name, read_name, split_authorities, split_list, split_names

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("Cllr Ann Bee", {"honorific": "Cllr"}),
        (" Cllr  Ann Bee ", {"honorific": "Cllr"}),
        ("Cllr. Ann Bee", {"honorific": "Cllr."}),
        ("Councillor Mrs Ann Bee", {"honorific": "Councillor Mrs"}),
        ("County Cllr Ann Bee", {"honorific": "County Cllr"}),
        ("Mayor Sir Ann Bee", {"honorific": "Mayor Sir"}),
        ("Deputy Mayor Ann Bee", {"honorific": "Deputy Mayor"}),
        ("Cllr Dr Ann Bee", {"honorific": "Cllr Dr"}),
        ("Baroness Ann Bee", {"honorific": "Baroness"}),
        ("Cllr Ann Bee OBE", {"honorific": "Cllr", "honours": "OBE"}),
        ("Cllr Ann Bee, OBE,", {"honorific": "Cllr", "honours": "OBE", "printed": "Cllr Ann Bee, OBE"}),
        ("Ann Bee OBE DL", {"honours": "OBE DL"}),
        ("Ann Bee MBE, JP", {"honours": "MBE JP"}),
        ("Cllr Ann Bee (as substitute)", {"honorific": "Cllr", "note": "as substitute"}),
        ("Cllr Ann Bee [Chair]", {"honorific": "Cllr", "note": "Chair"}),
        ("Cllr Ann Bee (Con)", {"honorific": "Cllr", "party": "Conservative"}),
        ("Cllr Ann Bee (Lab) (substitute)", {"honorific": "Cllr", "party": "Labour", "note": "substitute"}),
        ("Ann Bee", {}),
    ],
)
def test_a_name_in_its_parts(printed: str, parts: dict[str, str]) -> None:
    assert read_name(printed) == Name(**{"printed": " ".join(printed.split()), "name": "Ann Bee", **parts})


@pytest.mark.parametrize(
    "printed", ["Bee, OBE", "Cllr Bee", "Mr Bee MBE", "Lord Bee", "Sir Bee KBE", "Ald. Bee", "Miss Bee"]
)
def test_a_surname_alone_is_a_name(printed: str) -> None:
    assert read_name(printed).name == "Bee"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Cllr Ann Bee Cllr Cy Dee Mayor Ed Fox MBE", ["Cllr Ann Bee", "Cllr Cy Dee", "Mayor Ed Fox MBE"]),
        ("Cllr Ann Bee OBE, Sir Cy Dee", ["Cllr Ann Bee OBE", "Sir Cy Dee"]),
        ("Mayor Sir Ann Bee Baroness Dee", ["Mayor Sir Ann Bee", "Baroness Dee"]),
        ("Cllr Dr Ann Bee Councillor Mrs Cy Dee", ["Cllr Dr Ann Bee", "Councillor Mrs Cy Dee"]),
        ("Cllr Ann Bee (sub for Cllr Cy Dee)", ["Cllr Ann Bee (sub for Cllr Cy Dee)"]),
        ("Ann Bee Cllr Cy Dee", ["Ann Bee", "Cllr Cy Dee"]),
        ("Ann Bee", ["Ann Bee"]),
        ("", []),
    ],
)
def test_names_that_run_together_in_one_cell(cell: str, names: list[str]) -> None:
    assert split_names(cell) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Cllrs Ann Bee, Cy Dee and Ed Fox", ["Cllr Ann Bee", "Cllr Cy Dee", "Cllr Ed Fox"]),
        ("Cllrs Ann Bee and Cy Dee, OBE,", ["Cllr Ann Bee", "Cllr Cy Dee, OBE"]),
        ("Councillors Bee, Dee and Mrs Fox", ["Councillor Bee", "Councillor Dee", "Mrs Fox"]),
        ("Messrs. Bee & Dee", ["Mr Bee", "Mr Dee"]),
        ("Cllr A Bee (Chair, until 8pm), C Dee; E Fox.", ["Cllr A Bee (Chair, until 8pm)", "C Dee", "E Fox"]),
        ("Ann Bee, Cy Dee OBE and Ed Fox MBE, JP", ["Ann Bee", "Cy Dee OBE", "Ed Fox MBE, JP"]),
        ("", []),
    ],
)
def test_names_of_a_list_in_prose(words: str, names: list[str]) -> None:
    assert split_list(words) == names


@pytest.mark.parametrize(
    "authorities",
    [
        ["Averham Council", "Brackenby Borough Council", "Quillham City Council"],
        ["London Borough of Averham", "Royal Borough of Quillham", "Peverstone Council"],
        ["Averham, Brackenby & Quillham Council", "Sallow & Peverstone Borough Council"],
        ["Averham upon Sallow Royal Borough Council", "Quillham-on-Sea Borough Council"],
        ["London Borough of Averham and Quillham", "Sallow County Council"],
        ["Council of the Isles of Averham", "Sallow County Council"],
        ["City of Averham Council", "Quillham City Council"],
        ["City of London Corporation", "Quillham City Council"],
        ["Local Government Improvement and Development", "Energy Saving Trust (EST)", "Averham Associates"],
        ["Averham Fire and Rescue Service", "Peak of Averham National Park Authority", "Sallow Council"],
    ],
    ids=", ".join,
)
def test_councils_that_run_together_in_one_cell(authorities: list[str]) -> None:
    assert split_authorities(" ".join(authorities)) == authorities
    assert split_authorities(", ".join(authorities)) == authorities


@pytest.mark.parametrize(
    ("words", "is_name"),
    [
        ("Ann Bee", True),
        ("Mr T A L Wells", True),
        ("Cllr O’Neill", True),
        ("Gil van den Berg", True),
        ("Cllr Ann Bee-Dee OBE", True),
        ("Ann", False),
        ("the report", False),
        ("Members of the public", False),
        ("", False),
    ],
)
def test_what_looks_like_a_name(words: str, is_name: bool) -> None:
    assert looks_like_name(words) is is_name


GIVEN = st.sampled_from(["Ann", "Cy", "Ed", "Gus", "Ivy", "T A L"])
SURNAMES = st.sampled_from(["Bee", "O’Neill", "Fox-Hay", "van den Berg", "McNye"])
TITLES = st.sampled_from(["Cllr", "Mayor", "Sir", "Dame", "Mr", "Mrs", "Baroness", "Councillor"])
NAMES = st.builds(lambda title, first, last: f"{title} {first} {last}", TITLES, GIVEN, SURNAMES)


@given(st.lists(NAMES, min_size=1, max_size=20))
def test_a_cell_of_names_comes_apart_where_it_was_put_together(names: list[str]) -> None:
    assert split_names(" ".join(names)) == names
    assert split_list("; ".join(names)) == names


@given(st.text(max_size=60))
def test_any_text_may_be_asked_for_names(text: str) -> None:
    words = "".join(split_authorities(text)) + "".join(split_names(text)) + read_name(text).name

    assert isinstance(words, str)


def test_a_surname_that_is_a_title_elsewhere_opens_no_name() -> None:
    assert split_names("Cllr Edward Lord OBE JP Cllr Ivan Ould") == ["Cllr Edward Lord OBE JP", "Cllr Ivan Ould"]
