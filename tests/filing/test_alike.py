"""Names that a clerk is asked about, and names that nobody is asked about."""

import pytest

from meetings.filing.alike import authorities_alike, members_alike


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        (("billing", "judi"), ("billing", "judy"), "A short form of one given name: judi, judy"),
        (("haines", "mike"), ("haines", "michael"), "A short form of one given name: michael, mike"),
        (("hatter", "bob"), ("hatter", "robert"), "A short form of one given name: bob, robert"),
        (("mcneall", "ian"), ("mcneill", "ian"), "Surnames that differ by a letter: mcneall, mcneill"),
        (("connettlalan", "alan"), ("connett", "alan"), "Words run together: connett, connettlalan"),
        (("bee", "ann"), ("bee", "ann"), "The same name"),
        (("bee", "ann"), ("bee", "ann marie"), "One gives more names than the other: ann, ann marie"),
        (("wells", "t"), ("wells", "thomas"), "An initial for a name: t, thomas"),
        (("fleming", "petre"), ("fleming", "peter"), "Given names that differ by a letter: peter, petre"),
        (("fleming", "peter"), ("fleming", "paul"), ""),
        (("bee", "bo"), ("bee", "joan"), ""),
        (("bee", "ann"), ("beer", "ann"), ""),
        (("stone", "ann"), ("stein", "ann"), ""),
        (("cee", ""), ("cee", "bo"), ""),
    ],
)
def test_people_who_may_be_one(one: tuple[str, str], other: tuple[str, str], because: str) -> None:
    assert (members_alike(one, other), members_alike(other, one)) == (because, because)


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        ("bright and hove council", "brighton and hove council", "Names that differ in one word: bright, brighton"),
        ("london borough of averham", "averham london borough council", "The same place, another form of the name"),
        ("averham council", "averham county council", "The same place, another form of the name"),
        ("north kesteven district council", "south kesteven district council", ""),
        ("worcester city council", "worcestershire county council", ""),
        ("hertfordshire county council", "east hertfordshire district council", ""),
        ("council", "borough council", ""),
    ],
)
def test_authorities_that_may_be_one(one: str, other: str, because: str) -> None:
    assert (authorities_alike(one, other), authorities_alike(other, one)) == (because, because)
