"""Who was there as formal minutes say it: `Present:` and its like, in one line or one name a line."""

from __future__ import annotations

import pytest

from tests.minutes.written import listed, parish, present, read

pytestmark = pytest.mark.once

BODY = "1. DUES\nWords.\n\n2. QUAYS\nWords."


def people(opening: str) -> list[tuple[str, str, str]]:
    minutes = read(parish(BODY, people=opening))
    assert listed(minutes) == [("1", "DUES"), ("2", "QUAYS")]
    return present(minutes)


@pytest.mark.parametrize(
    "opening",
    [
        "Present: Cllr Ann Bee (Chair), Cllr Cy Dee and Cllr Ed Fox",
        "PRESENT: Councillors Ann Bee (Chair), Cy Dee, Ed Fox",
        "Members Present: Ann Bee (Chairman), Cy Dee, Ed Fox",
        "Present:\nCllr Ann Bee (Chair)\nCllr Cy Dee\nCllr Ed Fox",
        "Councillors present:\n\n- Cllr Ann Bee, Chair\n- Cllr Cy Dee\n- Cllr Ed Fox",
        "Members present:\n1. Cllr Ann Bee (Chair)\n2. Cllr Cy Dee\n3. Cllr Ed Fox",
        "Present:\nCllrs Ann Bee (Chair), Cy Dee,\nEd Fox",
        "Attendees:\nCllr Ann Bee (Chair)\nCllr Cy Dee\nCllr Ed Fox",
        "Present\n\nAnn Bee (AB) - Chair\nCy Dee (CD)\nEd Fox EF",
        "\tCllr Ann Bee\tChairman\n\tCllr Cy Dee\t\n\tCllr Ed Fox\t",
    ],
)
def test_the_same_three_people_however_the_list_is_set(opening: str) -> None:
    assert people(opening) == [("chair", "Ann Bee", ""), ("member", "Cy Dee", ""), ("member", "Ed Fox", "")]


@pytest.mark.parametrize(
    "opening",
    [
        "Present:\nCllr Ann Bee, Averham Council\nCllr Cy Dee, Quillham City Council",
        "Present:\nCllr Ann Bee (Averham Council)\nCllr Cy Dee (Quillham City Council)",
        "Present: Cllr Ann Bee, Con, Averham Council; Cllr Cy Dee, Lab, Quillham City Council",
    ],
)
def test_the_council_beside_a_name_is_of_that_person(opening: str) -> None:
    assert people(opening) == [("member", "Ann Bee", "Averham Council"), ("member", "Cy Dee", "Quillham City Council")]


@pytest.mark.parametrize(
    ("opening", "who"),
    [
        ("Apologies: Cllr Ann Bee (holiday), Cllr Cy Dee (ill)", [("apologies", "Ann Bee"), ("apologies", "Cy Dee")]),
        ("Absent: Cllr Ann Bee", [("apologies", "Ann Bee")]),
        ("In attendance: Mrs Ann Bee (Clerk)", [("in attendance", "Ann Bee")]),
        ("Officers Present: Ann Bee (Head of Law), Cy Dee - Quays", [("officer", "Ann Bee"), ("officer", "Cy Dee")]),
        ("Officers:\nMr A Bee, Chief Executive\nMs C Dee, Quay Clerk", [("officer", "A Bee"), ("officer", "C Dee")]),
        ("Substitutes: Cllr Ann Bee for Cllr Cy Dee", [("substitute", "Ann Bee")]),
        ("PRESENT IN THE CHAIR: Cllr. A. Bee", [("chair", "A. Bee")]),
        ("Present: Mr T A L Wells", [("member", "T A L Wells")]),
        ("Present: Cllr Ann Bee (arrived at 7.01pm)", [("member", "Ann Bee")]),
        ("Present: Cllr Ann Bee, 5 members of the public", [("member", "Ann Bee")]),
        ("Present: Cllr Ann Bee\n\nTwo members of the public were there.", [("member", "Ann Bee")]),
    ],
)
def test_lists_of_others(opening: str, who: list[tuple[str, str]]) -> None:
    assert [(role, name) for role, name, _ in people(opening)] == who


def test_what_is_said_behind_a_name_is_kept_as_a_note() -> None:
    (person,) = read(parish(BODY, people="Present: Cllr Ann Bee (arrived at 7.01pm)")).attendance

    assert (person.printed, person.honorific, person.note) == (
        "Cllr Ann Bee (arrived at 7.01pm)",
        "Cllr",
        "arrived at 7.01pm",
    )


@pytest.mark.parametrize(
    ("people", "who"),
    [
        ("Officers present\nMs L Wick, Committee and Governance Adviser\nMr J Oak, Director of Public Health",
         [("officer", "L Wick"), ("officer", "J Oak")]),
        ("Guests present\nDr N Ash, Marl Hospital", [("in attendance", "N Ash")]),
    ],
)  # fmt: skip
def test_one_person_a_line_with_an_office(people: str, who: list[tuple[str, str]]) -> None:
    body = "1. DUES\nWords.\n\n2. QUAYS\nWords."
    assert [(role, name) for role, name, _ in present(read(parish(body, people=people)))] == who


def test_a_line_of_people_with_their_bodies_is_parted_by_semicolons() -> None:
    people = "Attending: Ann Bee (AB), Chair; Cy Dee (CD), Wildlife Trust; Ed Fox (EF), Parish Forum; Gus Hay, Clerk"
    assert present(read(parish(BODY, people=people))) == [
        ("chair", "Ann Bee", ""),
        ("in attendance", "Cy Dee", "Wildlife Trust"),
        ("in attendance", "Ed Fox", "Parish Forum"),
        ("officer", "Gus Hay", ""),
    ]


def test_the_clerk_behind_a_full_stop_is_listed_with_the_members() -> None:
    people = "Present: Cllrs H. Mott (Chair), L. Penn. Clerk T. Wren. County Cllr J. Yates. 6 residents."
    assert [(role, name) for role, name, _ in present(read(parish(BODY, people=people)))] == [
        ("chair", "H. Mott"),
        ("member", "L. Penn"),
        ("officer", "T. Wren"),
        ("member", "J. Yates"),
    ]
