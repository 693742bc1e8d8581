"""Who was there: tables of an appendix, however their cells are set; nobody is guessed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from meetings.minutes.attendance import role_of
from meetings.minutes.vocabulary import Role
from tests.minutes.accounting import codes
from tests.minutes.written import PEOPLE, export, markdown, present, read

pytestmark = pytest.mark.once

THREE = [
    ("chair", "Ann Bee", "Averham Council"),
    ("vice-chair", "Cy Dee", "Brackenby Borough Council"),
    ("member", "Ed Fox", "Quillham City Council"),
]


@pytest.mark.parametrize("note", [export(("1", "Dues", "Words.")), markdown("1 Dues\n\nWords.")], ids=["cells", "rows"])
def test_a_table_gives_role_name_and_council(note: str) -> None:
    minutes = read(note)
    chair = minutes.attendance[0]

    assert present(minutes) == THREE
    assert (chair.printed, chair.honorific, chair.honours, chair.role_printed) == (
        "Cllr Ann Bee OBE",
        "Cllr",
        "OBE",
        "Chairman",
    )
    assert minutes.findings == ()


def test_a_table_of_pipes_has_a_rule_that_is_nobody() -> None:
    table = "| Position/Role | Councillor | Authority |\n|---|---|---|\n| Chair | Cllr Ann Bee | Averham Council |"
    minutes = read(markdown("1 Dues\n\nWords.", people=()) + f"\n{table}\n")

    assert present(minutes) == [THREE[0]]


def test_a_blank_role_repeats_the_one_above() -> None:
    rows = (
        *PEOPLE,
        ("", "Cllr Gus Hay", "Sallow Council"),
        ("Apologies", "Cllr Ivy Jay", "Sallow Council"),
        ("", "Cllr Kit Loy", ""),
    )

    assert present(read(export(("1", "Dues", "Words."), people=rows)))[2:] == [
        THREE[2],
        ("member", "Gus Hay", "Sallow Council"),
        ("apologies", "Ivy Jay", "Sallow Council"),
        ("apologies", "Kit Loy", ""),
    ]


def test_cells_that_run_together_are_paired_when_their_counts_agree() -> None:
    names = "Cllr Ann Bee Cllr Cy Dee OBE Mayor Sir Ed Fox"
    councils = "Averham Council London Borough of Brackenby Quillham City Council"
    minutes = read(markdown("1 Dues\n\nWords.", people=(("Members", names, councils),)))

    assert present(minutes) == [
        ("member", "Ann Bee", "Averham Council"),
        ("member", "Cy Dee", "London Borough of Brackenby"),
        ("member", "Ed Fox", "Quillham City Council"),
    ]
    assert minutes.findings == ()


def test_cells_whose_counts_differ_link_nobody_and_say_so() -> None:
    rows = (("Members", "Cllr Ann Bee Cllr Cy Dee Cllr Ed Fox", "Averham Council Quillham City Council"),)
    minutes = read(markdown("1 Dues\n\nWords.", people=rows))

    assert [(person.name, person.authority, person.uncertain) for person in minutes.attendance] == [
        ("Ann Bee", "", True),
        ("Cy Dee", "", True),
        ("Ed Fox", "", True),
    ]
    assert codes(minutes.findings) == ["names-and-authorities-differ"]


def test_merged_cells_are_paired_paragraph_by_paragraph() -> None:
    rows = (("Members", "Cllr Ann Bee\n\nCllr Cy Dee", "Averham Council\n\nQuillham City Council"),)

    assert present(read(export(("1", "Dues", "Words."), people=rows))) == [
        ("member", "Ann Bee", "Averham Council"),
        ("member", "Cy Dee", "Quillham City Council"),
    ]


def test_two_roles_in_one_cell_are_unclear_and_the_prose_tells_who_was_a_substitute() -> None:
    cells = ("Substitutes\n\nIn Attendance", "Cllr Ann Bee\n\nCllr Cy Dee", "Averham Council\n\nQuillham City Council")
    minutes = read(export(("1", "Dues", "Cllr Ann Bee attended as a substitute."), people=(cells,)))

    assert [(person.role, person.name, person.uncertain) for person in minutes.attendance] == [
        (Role.SUBSTITUTE, "Ann Bee", False),
        (Role.IN_ATTENDANCE, "Cy Dee", True),
    ]
    assert "role-unclear" in codes(minutes.findings)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Role\tName\tCouncil", "Chair\tCllr Ann Bee\tAverham Council"),
        ("Position\tCouncillor\tPolitical Group\tAuthority", "Chair\tCllr Ann Bee\tConservative\tAverham Council"),
        ("Position/Role\tCouncillor\tAuthority\tGroup", "Chair\tCllr Ann Bee\tAverham Council\tConservative"),
    ],
)
def test_the_heads_say_which_column_is_which(head: str, row: str) -> None:
    note = markdown("1 Dues\n\nWords.", people=()).replace("Position/Role\tCouncillor\tAuthority\n", f"{head}\n{row}\n")
    minutes = read(note)

    assert present(minutes) == [THREE[0]]
    assert minutes.attendance[0].party == ("Conservative" if "Conservative" in row else "")


@pytest.mark.parametrize(
    ("cell", "role", "note"),
    [
        ("Cllr Ann Bee (as substitute)", Role.SUBSTITUTE, "as substitute"),
        ("Cllr Ann Bee (Chair)", Role.CHAIR, "Chair"),
        ("Cllr Ann Bee (by telephone)", Role.IN_ATTENDANCE, "by telephone"),
    ],
)
def test_brackets_behind_a_name_may_tell_the_role(cell: str, role: Role, note: str) -> None:
    (person,) = read(export(("1", "Dues", "Words."), people=(("In Attendance", cell, "Averham Council"),))).attendance

    assert (person.name, person.role, person.note) == ("Ann Bee", role, note)


def test_an_observer_in_the_column_of_councils_has_a_role_and_no_council() -> None:
    rows = (("Members", "Mr Ann Bee", "Independent Observer"),)

    assert present(read(export(("1", "Dues", "Words."), people=rows))) == [("observer", "Ann Bee", "")]


def test_empty_rows_are_nobody_and_no_fault() -> None:
    minutes = read(
        export(("1", "Dues", "Words."), people=(*PEOPLE, ("In Attendance", "", ""), ("LGA Officers", "", "")))
    )

    assert (present(minutes), minutes.findings) == (THREE, ())


def test_two_officers_in_one_cell_are_two() -> None:
    rows = (("Officers", "Jan Roe, Max Orr", ""),)

    assert present(read(export(("1", "Dues", "Words."), people=rows))) == [
        ("officer", "Jan Roe", ""),
        ("officer", "Max Orr", ""),
    ]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((("Members", "Cllr Alan ConnordAlan", "Averham Council"),), "name-typo"),
        ((("Members", "Cllr Judy Bee", ""), ("", "Cllr Judi Bee", "")), "name-typo"),
        ((("Fire Warden", "Cllr Ann Bee", "Averham Council"),), "role-unclear"),
    ],
)
def test_what_is_odd_in_a_table_is_kept_as_printed_and_told(rows: tuple[tuple[str, ...], ...], code: str) -> None:
    minutes = read(export(("1", "Dues", "Words."), people=rows))

    assert [person.printed for person in minutes.attendance] == [row[1] for row in rows]
    assert codes(minutes.findings) == [code]


def test_the_table_holds_where_the_prose_names_others_as_absent() -> None:
    rows = (*PEOPLE, ("Apologies", "Cllr Gus Hay", "Sallow Council"))
    same = read(export(("1", "Welcome", "Apologies were received from Cllr Gus Hay."), people=rows))
    other = read(export(("1", "Welcome", "Apologies were received from Cllr Ivy Jay."), people=rows))

    assert present(same) == present(other) == [*THREE, ("apologies", "Gus Hay", "Sallow Council")]
    assert (codes(same.findings), codes(other.findings)) == ([], ["apologies-differ"])


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("Chairman", Role.CHAIR),
        ("Chair", Role.CHAIR),
        ("Vice-Chairman", Role.VICE_CHAIR),
        ("Vice- Chair", Role.VICE_CHAIR),
        ("Deputy-chairman", Role.DEPUTY_CHAIR),
        ("Deputy Chairs", Role.DEPUTY_CHAIR),
        ("Members ( 8 )", Role.MEMBER),
        ("Apologies:", Role.APOLOGIES),
        ("Board Substitutes", Role.SUBSTITUTE),
        ("In Attendance", Role.IN_ATTENDANCE),
        ("Regional Lead Member Peers", Role.IN_ATTENDANCE),
        ("Observers", Role.OBSERVER),
        ("LGA Officers", Role.OFFICER),
        ("Averham Council", None),
    ],
)
def test_roles_as_printed(printed: str, role: Role | None) -> None:
    assert role_of(printed) is role


ROWS = (
    ("Chairman", "Cllr Ann Bee OBE", "Averham Council"),
    ("Members", "Cllr Cy Dee", "Brackenby Borough Council"),
    ("", "Cllr Ed Fox-Hay", "Quillham City Council"),
    ("Apologies", "Cllr Gus Hay", "Ash District Council"),
)


@pytest.mark.parametrize(
    "columns",
    [
        lambda row: "\n".join(f"\t{cell}" if cell else "" for cell in row) + "\n",
        lambda row: "\n".join(cell for cell in row if cell) + "\n",
        "    ".join,
        lambda row: f"{row[0]:16}{row[1]:24}{row[2]}",
        lambda row: " ".join(cell for cell in row if cell),
    ],
    ids=["blank cells trimmed", "one cell a line", "four blanks", "columns by blanks", "one blank"],
)
def test_a_list_that_lost_its_columns_is_read_by_what_its_cells_say(columns: Callable[[tuple[str, ...]], str]) -> None:
    whole = export(("1", "Dues", "Words."))
    start = whole.index("Appendix A -Attendance")
    minutes = read(whole[:start] + "Appendix A -Attendance\n\n" + "\n".join(map(columns, ROWS)))
    assert present(minutes) == [
        ("chair", "Ann Bee", "Averham Council"),
        ("member", "Cy Dee", "Brackenby Borough Council"),
        ("member", "Ed Fox-Hay", "Quillham City Council"),
        ("apologies", "Gus Hay", "Ash District Council"),
    ]
    assert codes(minutes.findings) == ["columns-lost"]


@pytest.mark.parametrize(
    ("role", "cell", "authority", "read_as"),
    [
        ("Vice chairs", "Cllr Eve Fox", "Ash Council", [("vice-chair", "Eve Fox", "Ash Council")]),
        ("Acting Chair", "Cllr Eve Fox", "Ash Council", [("chair", "Eve Fox", "Ash Council")]),
        ("Membres", "Cllr Eve Fox", "Ash Council", [("member", "Eve Fox", "Ash Council")]),
        ("Apologies received", "Cllr Eve Fox", "Ash Council", [("apologies", "Eve Fox", "Ash Council")]),
        ("Members", "Vacancy", "Ash Council", []),
        ("Members", "Cllr Eve Fox*", "Ash Council", [("member", "Eve Fox", "Ash Council")]),
        ("Members", "Cllr Eve Fox – left at 12.30pm", "Ash Council", [("member", "Eve Fox", "Ash Council")]),
        ("Members", "Cllr Eve Fox (Ash Council)", "", [("member", "Eve Fox", "Ash Council")]),
        (
            "Apologies",
            "Cllr Cy Dee (substituted by Cllr Ed Fox)",
            "Ash Council",
            [("apologies", "Cy Dee", "Ash Council")],
        ),
        ("LGA Officers", "Jane Doe", "Senior Adviser", [("officer", "Jane Doe", "")]),
    ],
)
def test_cells_of_a_table_of_people(role: str, cell: str, authority: str, read_as: list[tuple[str, str, str]]) -> None:
    people = [("Chairman", "Cllr Ann Bee", "Averham Council"), (role, cell, authority)]
    assert present(read(export(("1", "Dues", "Words."), people=people)))[1:] == read_as


def test_people_named_above_the_items_of_a_note() -> None:
    source = markdown("1 Dues\n\nWords.")
    head = source[: source.index("1 Dues")].partition("Attendance")[0]
    people = "Present: Cllr Ann Bee (Chair), Cllr Cy Dee\n\nApologies: Cllr Ed Fox\n\n"
    assert present(read(f"{head}{people}1 Dues\n\nWords.\n\n2 Quays\n\nWords.")) == [
        ("chair", "Ann Bee", ""),
        ("member", "Cy Dee", ""),
        ("apologies", "Ed Fox", ""),
    ]
