"""Whose name is this? Members, authorities and boards, whatever the order of the notes."""

from __future__ import annotations

import datetime as dt

import pytest
from pytest_django import Settings

from meetings.filing import file
from meetings.filing.identity import declaring
from meetings.models import (
    Attendance,
    Authority,
    AuthorityName,
    Board,
    Declaration,
    Meeting,
    Member,
    MemberName,
    MergeSuggestion,
    State,
)
from tests.minutes_factory import DAY, agenda, declaration, item, minutes, reading, seat

pytestmark = pytest.mark.django_db
LATER = DAY + dt.timedelta(30)
KENT, ESSEX = "Kent Council", "Essex Council"


def present(*seats: object, **fields: object) -> None:
    """File minutes of a meeting where these people sat."""
    organisation = fields.pop("organisation", "")
    file(reading(minutes(attendance=seats, **fields), organisation=str(organisation)), by=None)


def suggested() -> list[tuple[str, str]]:
    """Who may be whom, by name."""
    return sorted((each.member.name, each.other_member.name) for each in MergeSuggestion.objects.filter(authority=None))


def test_one_person_is_one_member_whatever_stands_around_the_name() -> None:
    present(seat("Peter Fleming", printed="Cllr Peter Fleming OBE"))
    present(seat("Peter  FLEMING", printed="Fleming, OBE"), date=LATER)
    member = Member.objects.get()
    assert (member.name, member.sort_name, member.slug) == ("Peter  FLEMING", "FLEMING, Peter", "peter-fleming")
    assert list(member.names.values_list("text", flat=True)) == ["Cllr Peter Fleming OBE", "Fleming, OBE"]


def test_a_member_may_change_council_and_each_meeting_keeps_its_own() -> None:
    present(seat("Ann Bee", KENT))
    present(seat("Ann Bee", ESSEX), date=LATER)
    seats = Attendance.objects.order_by("meeting__date").values_list("member__name", "authority__name")
    assert (list(seats), Member.objects.count()) == ([("Ann Bee", KENT), ("Ann Bee", ESSEX)], 1)


def test_the_same_name_twice_in_one_meeting_is_two_people_in_every_meeting() -> None:
    present(seat("Ann Bee", KENT))
    present(seat("Ann Bee", ESSEX), seat("Ann Bee", KENT), date=LATER)
    seats = Attendance.objects.order_by("meeting__date", "position")
    assert list(seats.values_list("member__slug", flat=True)) == [
        "ann-bee-kent-council",
        "ann-bee-essex-council",
        "ann-bee-kent-council",
    ]
    assert set(MemberName.objects.values_list("member__twin", "text")) == {
        ("kent council", "Cllr Ann Bee"),
        ("essex council", "Cllr Ann Bee"),
    }


def test_a_person_listed_twice_for_one_authority_is_one_person() -> None:
    present(seat("Ann Bee", KENT, role_printed="Chair"), seat("Ann Bee", KENT), seat("Ann Bee", ""))
    assert Member.objects.count() == 1


def test_twins_become_one_again_when_no_meeting_holds_both_any_more() -> None:
    both = reading(minutes(attendance=(seat("Ann Bee", KENT), seat("Ann Bee", ESSEX))))
    file(both, by=None)
    file(reading(minutes(attendance=(seat("Ann Bee", KENT),)), source=both.source), by=None)
    assert list(Member.objects.values_list("key", "twin")) == [("bee ann", "")]


def test_a_declaration_of_a_twin_belongs_to_nobody_until_only_one_of_them_sat_there() -> None:
    declared = item("1", declarations=(declaration("Cllr Ann Bee"),))
    file(reading(minutes(declared, attendance=(seat("Ann Bee", KENT),))), by=None)
    present(seat("Ann Bee", ESSEX), seat("Ann Bee", KENT), date=LATER)
    assert Declaration.objects.get().member == Member.objects.get(twin="kent council")


def test_the_same_name_in_two_organisations_is_two_members_and_one_suggestion() -> None:
    present(seat("Ann Bee"), organisation="Averham")
    present(seat("Ann Bee"), organisation="Brindle")
    assert list(Member.objects.order_by("slug").values_list("slug", flat=True)) == [
        "averham-ann-bee",
        "brindle-ann-bee",
    ]
    assert MergeSuggestion.objects.get().because == "The same name, in two organisations"


def test_names_that_may_be_one_are_suggested_and_never_merged() -> None:
    present(seat("Judi Billing"), seat("Alan Connett"), seat("Ian McNeill"))
    present(seat("Judy Billing"), seat("Alan ConnettlAlan"), seat("Ian McNeall"), date=LATER)
    assert Member.objects.count() == 6
    assert suggested() == [
        ("Alan Connett", "Alan ConnettlAlan"),
        ("Ian McNeall", "Ian McNeill"),
        ("Judi Billing", "Judy Billing"),
    ]


def test_people_who_sat_in_one_meeting_are_not_suggested_before_or_after() -> None:
    present(seat("Mike Haines"))
    present(seat("Michael Haines"), date=LATER)
    assert suggested() == [("Michael Haines", "Mike Haines")]
    present(seat("Michael Haines"), seat("Mike Haines"), date=LATER + dt.timedelta(1))
    present(seat("Bob Cee"), seat("Robert Cee"))
    assert suggested() == []


def test_a_clerks_answer_that_two_are_different_is_remembered() -> None:
    present(seat("Mike Haines"))
    present(seat("Michael Haines"), date=LATER)
    MergeSuggestion.objects.update(answer=MergeSuggestion.Answer.DIFFERENT)
    present(seat("Michael Haines"), seat("Mike Haines"), date=LATER + dt.timedelta(1))
    assert MergeSuggestion.objects.get().answer == MergeSuggestion.Answer.DIFFERENT


def test_authorities_alike_are_suggested_and_spellings_that_fold_alike_are_one() -> None:
    present(seat("Ann Bee", "Bright & Hove Council"), seat("Bo Cee", "Brighton & Hove Council"))
    present(seat("Ann Bee", "Bright and Hove Council"), date=LATER)
    assert list(AuthorityName.objects.values_list("text", "authority__name")) == [
        ("Bright & Hove Council", "Bright and Hove Council"),
        ("Bright and Hove Council", "Bright and Hove Council"),
        ("Brighton & Hove Council", "Brighton & Hove Council"),
    ]
    suggestion = MergeSuggestion.objects.get()
    assert str(suggestion) == "Bright and Hove Council and Brighton & Hove Council"


def test_a_spelling_that_a_clerk_gave_to_another_authority_stays_there() -> None:
    present(seat("Ann Bee", KENT), seat("Bo Cee", "Kent County Council"))
    kent = Authority.objects.get(name=KENT)
    AuthorityName.objects.update(authority=kent)
    present(seat("Ann Bee", "Kent County Council"), date=LATER)
    assert Attendance.objects.get(meeting__date=LATER).authority == kent


def test_what_is_shown_is_the_latest_print_and_a_published_meeting_goes_before_a_draft() -> None:
    for day, name, board in ((LATER, "Ánn Bee", "Ferries & Docks"), (DAY, "Ann Bee", "Ferries and Docks")):
        present(seat(name), date=day, board=board)
    assert (Member.objects.get().name, Board.objects.get().name) == ("Ánn Bee", "Ferries & Docks")
    Meeting.objects.filter(date=DAY).update(state=State.PUBLISHED)
    present(seat("ANN Bee"), date=LATER + dt.timedelta(1), board="FERRIES & Docks")
    assert (Member.objects.get().name, Board.objects.get().name) == ("Ann Bee", "Ferries and Docks")


def test_a_name_that_a_clerk_corrected_stands() -> None:
    present(seat("Ann Bee"))
    Member.objects.update(name="Ann B. Bee")
    Board.objects.update(name="The Ferries Board")
    present(seat("ANN BEE"), date=LATER, board="FERRIES BOARD")
    member, board = Member.objects.get(), Board.objects.get()
    assert (member.name, member.printed, board.name, board.printed) == (
        "Ann B. Bee",
        "ANN BEE",
        "The Ferries Board",
        "FERRIES BOARD",
    )


def test_who_is_named_no_more_is_forgotten_unless_a_clerk_touched_the_name() -> None:
    once = reading(minutes(attendance=(seat("Ann Bee", KENT), seat("Bo Cee", ESSEX), seat("Di Eff", ""))))
    file(once, by=None)
    Member.objects.filter(name="Di Eff").update(name="Diana Eff")
    file(reading(minutes(attendance=(seat("Ann Bee", KENT),)), source=once.source), by=None)
    assert set(Member.objects.values_list("name", flat=True)) == {"Ann Bee", "Diana Eff"}
    assert list(Authority.objects.values_list("name", flat=True)) == [KENT]


def test_an_attendance_that_a_clerk_gave_to_another_member_stays_theirs() -> None:
    once = reading(minutes(attendance=(seat("Ann Bee"), seat("Anne Bee"))))
    file(once, by=None)
    ann = Member.objects.get(name="Ann Bee")
    Attendance.objects.filter(name="Anne Bee").update(member=ann)
    file(reading(minutes(attendance=(seat("Ann Bee"), seat("Anne Bee")), venue="Quay"), source=once.source), by=None)
    assert Attendance.objects.filter(member=ann).count() == 2


def test_a_name_of_which_nothing_is_left_belongs_to_nobody() -> None:
    present(seat("???", "!!"))
    seated = Attendance.objects.get()
    assert (seated.printed, seated.member, seated.authority) == ("Cllr ???", None, None)


def test_a_board_of_the_archives_own_organisation_has_the_short_address(settings: Settings) -> None:
    settings.ARCHIVE_ORGANISATION = "Averham"
    for organisation in ("Averham", "Brindle"):
        present(organisation=organisation, board="Planning Committee")
    assert list(Board.objects.order_by("organisation").values_list("slug", flat=True)) == [
        "planning-committee",
        "brindle-planning-committee",
    ]


def test_an_address_that_is_taken_gets_a_number() -> None:
    for n, slug in enumerate(("ann-bee", "ann-bee-2")):
        Member.objects.create(name=slug, key=f"taken {n}", slug=slug)
    present(seat("Ann Bee"))
    assert Member.objects.get(key="bee ann").slug == "ann-bee-3"


def test_membership_of_an_agenda_names_people_too() -> None:
    file(reading(agenda(membership=(seat("Bo Cee", KENT),))), by=None)
    assert list(Member.objects.values_list("name", flat=True)) == ["Bo Cee"]


@pytest.mark.parametrize(
    ("printed", "who"),
    [
        ("Cllr Ann Bee", "Ann Bee"),
        ("Councillor Ann Bee OBE", "Ann Bee"),
        ("Cllr Cee", "Bo Cee"),
        ("Cllr Dee", None),
        ("Cllr Zed", None),
        ("", None),
    ],
)
def test_a_declaration_names_someone_by_full_name_or_by_a_surname_nobody_else_bears(
    printed: str, who: str | None
) -> None:
    seats = [seat("Ann Bee"), seat("Bo Cee"), seat("Jo Dee"), seat("Flo Dee")]
    found = declaring(printed, seats)
    assert (found and found.name) == who
