"""Declarations of interest: who declared what, and where nobody did."""

from __future__ import annotations

import pytest

from tests.minutes.written import one_item

pytestmark = pytest.mark.once


def declared(text: str, title: str = "Declarations of interest") -> list[tuple[str, str]]:
    return [(each.name, each.text) for each in one_item(text, title=title).declarations]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Cllr Ann Bee declared an interest as a ferry owner.", ["Cllr Ann Bee"]),
        ("Cllr Bee declared a pecuniary interest in item 6.", ["Cllr Bee"]),
        ("Cllr Ann Bee and Cllr Cy Dee declared an interest as trainers.", ["Cllr Ann Bee", "Cllr Cy Dee"]),
        ("Councillor Mrs Dee declared a personal interest.", ["Councillor Mrs Dee"]),
        ("There was a declaration of interest from Cllr Ann Bee, who owns a ferry.", ["Cllr Ann Bee"]),
        ("An interest was declared by Mr van den Berg.", ["Mr van den Berg"]),
    ],
)
def test_whoever_declares_an_interest_is_named_with_the_sentence(sentence: str, names: list[str]) -> None:
    assert declared(f"Apologies were noted. {sentence} The Chair went on.") == [(name, sentence) for name in names]


@pytest.mark.parametrize(
    "sentence",
    [
        "No declarations of interest were made.",
        "There were no declarations.",
        "None.",
        "Members were invited to declare any interests.",
        "Cllr Bee reminded members that interests, if any, must be declared.",
        "Members declared that they were pleased.",
    ],
)
def test_where_nobody_declares_there_is_no_declaration(sentence: str) -> None:
    assert declared(sentence) == []


def test_under_a_title_of_interests_a_line_with_a_name_and_an_item_declares() -> None:
    assert declared("· Cllr Bee – item 6, a ferry owner\n\n· Cllr Dee – item 7, a quay owner") == [
        ("Cllr Bee", "Cllr Bee – item 6, a ferry owner"),
        ("Cllr Dee", "Cllr Dee – item 7, a quay owner"),
    ]


def test_an_interest_declared_under_any_title_counts() -> None:
    sentence = "Cllr Ann Bee declared an interest and left the room."

    assert declared(sentence, title="Ferries") == [("Cllr Ann Bee", sentence)]
