"""Numbers of items in every form that clerks print them, and titles with no number at all."""

from __future__ import annotations

import pytest

from tests.minutes.written import listed, markdown, parish, read

pytestmark = pytest.mark.once
TITLES = ("Apologies for Absence", "Declarations of Interest", "Harbour dues", "Quay works", "Date of Next Meeting")
BODIES = (
    "Apologies were received from Cllr Fox.",
    "None.",
    "The Clerk reported:\n\n1. Dues were high.\n2. Boats were few.\n\nRESOLVED that the dues be approved.",
    "a) The quay was inspected.\n\nb) RESOLVED to accept the quotation of £200.",
    "Monday 6th December 2021 at 7.30pm.",
)


def titles(form: str) -> list[str]:
    """The titles read from formal minutes whose items are set in this form, in lower case."""
    rows = []
    for n, (title, body) in enumerate(zip(TITLES, BODIES, strict=True), 1):
        signs = {
            "n": n,
            "t": title,
            "T": title.upper(),
            "letter": "abcde"[n - 1],
            "roman": "I II III IV V".split()[n - 1],
        }
        rows.append(f"{form.format(**signs)}\n\n{body}\n")
    return [title.lower() for _, title in listed(read(parish("\n".join(rows))))]


@pytest.mark.parametrize(
    "form",
    [
        "{n}. {t}",
        "{n}) {t}",
        "({n}) {t}",
        "{n} - {t}",
        "Item {n}: {t}",
        "{n}\n\n{t}",
        "{roman}. {T}",
        "{letter}. {t}",
        "21.4{n} {t}",
        "4{n}.21 {t}",
        "21/4/{n} {t}",
        "21-4{n} {t}",
        "4{n}/21-22 {t}",
        "C.4{n} {T}",
        "P.4{n}/21 {T}",
        "PC.21.4{n} {T}",
        "Minute No. 4{n} – {t}",
        "{n}/21\t{T}",
        "| 4{n}/21 | {t} |",
        "4{n}/21 {T} [Item {n}]",
        "## {t}",
        "**{t}**",
        "{T}",
        "{T}:",
    ],
)
def test_every_form_of_number_starts_an_item(form: str) -> None:
    assert titles(form) == [title.lower() for title in TITLES]


@pytest.mark.parametrize("form", ["## {}", "**{}**", "Item {n}: {}", "{n} - {}"])
def test_a_list_of_decisions_is_not_the_list_of_items(form: str) -> None:
    decision = "**Decision**\n\n1. The Board noted the report.\n2. The Board agreed the dues."
    bodies = ("The Chair spoke.", f"Jane spoke.\n\n{decision}", "None.")
    rows = [
        f"{form.format(title, n=n)}\n\n{body}"
        for n, (title, body) in enumerate(zip(TITLES[1:4], bodies, strict=True), 1)
    ]
    minutes = read(markdown("\n\n".join(rows)))
    assert [title for _, title in listed(minutes)] == list(TITLES[1:4])
    assert [len(item.decisions) for item in minutes.items] == [0, 2, 0]


def test_a_number_glued_to_a_letter_is_no_head() -> None:
    minutes = read(markdown("1 Welcome\n\nAt SW1P\n\n3HZ the boat lay.\n\n2 Dues\n\nWords."))
    assert listed(minutes) == [("1", "Welcome"), ("2", "Dues")]


def test_the_note_of_the_last_meeting_is_an_item_and_no_second_record() -> None:
    minutes = read(markdown("1\nWelcome\n\nThe Chair spoke.\n\n2\nNote of the last meeting\n\nThe note was agreed.\n"))
    assert listed(minutes) == [("1", "Welcome"), ("2", "Note of the last meeting")]


@pytest.mark.parametrize("form", ["{n}. {t}", "{n}.\t{t}", "Item {n}: {t}", "21.4{n} {t}", "## {t}", "{T}"])
@pytest.mark.parametrize(
    "inner",
    [
        "A34 Wick to Quay\n\nA35 Quay to Mill\n\nA36 Mill to Ash",
        "FP 12 Mill Lane\n\nFP 13 High Street",
        "Minute 12 Church Lane\n\nMinute 13 Mill Lane\n\nMinute 14 The Green",
        "2019/20 Precept raised\n\n2020/21 Precept held",
        "1. Church Lane\n\n2. High Street\n\n3. Mill Road",
        "1001 T Garland £412.60\n\n1002 HMRC £103.00\n\n1003 Water £12.00",
    ],
)
def test_a_run_of_numbers_inside_one_item_is_a_list(form: str, inner: str) -> None:
    rows = []
    for n, title in enumerate(TITLES, 1):
        body = f"The Clerk spoke.\n\n{inner}\n\nMore was said." if n == 3 else "Words were said."
        rows.append(f"{form.format(n=n, t=title, T=title.upper())}\n\n{body}\n")
    assert [title.lower() for _, title in listed(read(parish("\n".join(rows))))] == [title.lower() for title in TITLES]


@pytest.mark.parametrize("table", ["\tService\n\tBudget\n\n\tAdults\n\t£120m\n"])
def test_a_table_in_cells_swallows_no_items(table: str) -> None:
    rows = [f"21/{n} {title}\n\n{table if n == 2 else ''}Words.\n" for n, title in enumerate(TITLES, 1)]
    assert [title for _, title in listed(read(parish("\n".join(rows))))] == list(TITLES)


@pytest.mark.parametrize("form", ["{n}. {t}", "4{n}. {T}", "Item {n}: {t}", "21.4{n} {t}", "## {t}"])
@pytest.mark.parametrize(
    "above",
    ["Residents raised:\n\n1. Dog fouling\n\n2. Potholes\n\n3. The bus", "12 May Fair\n\n13 May Band\n\n14 May Show"],
)
def test_a_list_above_the_first_item_holds_no_items(form: str, above: str) -> None:
    rows = [f"{form.format(n=n, t=title, T=title.upper())}\n\nWords.\n" for n, title in enumerate(TITLES, 1)]
    source = parish(f"{above}\n\n" + "\n".join(rows))
    assert [title.lower() for _, title in listed(read(source))][-5:] == [title.lower() for title in TITLES]
