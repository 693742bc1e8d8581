"""Names folded to keys, index names and addresses."""

import pytest

from meetings.filing.folding import fold, person_key, slug, sort_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Improvement & Innovation", "improvement  and innovation"),
        ("Teresa O'Neill", "TERESA O’NEILL"),
        ("Zoë Ångström", "Zoe Angstrom"),
        ("Smith-Jones", "Smith Jones"),
        ("Fle\u200bming", "Fleming"),
        ("Łukasz Sørensen", "Lukasz Sorensen"),
        ("\ufb01eld", "field"),
    ],
)
def test_spellings_that_differ_only_in_signs_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("name", "key", "indexed"),
    [
        ("Peter Fleming", "fleming peter", "Fleming, Peter"),
        ("Linda van den Hende", "van den hende linda", "van den Hende, Linda"),
        ("Linda Van Den Hende", "van den hende linda", "Van Den Hende, Linda"),
        ("T A L Wells", "wells t a l", "Wells, T A L"),
        ("Teresa O’Neill", "oneill teresa", "O’Neill, Teresa"),
        ("Ann Smith-Jones", "smith jones ann", "Smith-Jones, Ann"),
        ("Van Morrison", "morrison van", "Morrison, Van"),
        ("Hende, Linda van den", "hende linda van den", "Hende, Linda van den"),
        ("Mia", "mia", "Mia"),
        ("李 小龍", "小龍 李", "小龍, 李"),
        ("???", "", "???"),
        ("", "", ""),
    ],
)
def test_a_person_is_known_by_surname_and_given_names(name: str, key: str, indexed: str) -> None:
    assert (person_key(name), sort_name(name)) == (key, indexed)


@pytest.mark.parametrize(
    ("parts", "address"),
    [
        (("", "Skills & Enterprise Board"), "skills-and-enterprise-board"),
        (("Averham Council", "Planning Committee"), "averham-council-planning-committee"),
        (("", "x" * 300), "x" * 180),
        (("", "李小龍"), "n778d0e777952"),
    ],
)
def test_an_address_is_made_of_plain_letters(parts: tuple[str, ...], address: str) -> None:
    assert slug(*parts) == address
