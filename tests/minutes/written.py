"""Notes written for one test: plain functions that set words in the shapes notes come in, and read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from meetings.extraction import Extract, extract
from meetings.minutes import Minutes, parse
from meetings.minutes.structure import Item

PEOPLE = (
    ("Chairman", " Cllr Ann Bee OBE", "Averham Council"),
    ("Vice-Chair", "Cllr Cy Dee", "Brackenby Borough Council"),
    ("Members", "Cllr Ed Fox", "Quillham City Council"),
)
"""Three people for an attendance table: role, name, council."""


def export(
    *items: tuple[str, str, str],
    board: str = "Harbours Board",
    date: str = "Thursday 20 May 2021",
    venue: str = "The Long Room, Quay House",
    people: Iterable[Sequence[str]] = PEOPLE,
) -> str:
    """A note as the export of a Word file prints it: cells on lines of their own, items in wrappers."""
    head = f" Note of last {board} meeting\nTitle:\n\n\n\t{board}\n\n"
    head += f"Date:\n\n\n\t{date}\n\nVenue:\n\t{venue}\n\n\t\n\t\n\n\n"
    head += "Attendance\nAn attendance list is attached as Appendix A to this note\n"
    head += "\tItem\n\tDecisions and actions\n\tAction\n\n\n"
    body = "".join(
        f"<AI{at}>\n\n\t{number}  \n\t{title}\n \n\t\n\n\t\n\t{text}\n\n\t\n\n\n</AI{at}>\n\n"
        for at, (number, title, text) in enumerate(items, start=1)
    )
    table = "\tPosition/Role\n\tCouncillor\n\tAuthority\n\n\t\n\t\n\t\n\n"
    table += "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in people)
    return f"{head}{body}<TRAILER_SECTION>\n\nAppendix A -Attendance \n\n{table}"


def markdown(
    body: str,
    *,
    board: str = "Harbours Board",
    date: str = "Tuesday 30 January 2018",
    people: Iterable[Sequence[str]] = PEOPLE,
) -> str:
    """A note turned to Markdown: labels beside their values, `3 Title` heads, attendance in rows."""
    head = f"Note of last {board} meeting\n\nTitle:\t{board}\nDate:\t{date}\nVenue:\tThe Long Room\n\nAttendance\n\n"
    head += "An attendance list is attached as **Appendix A** to this note\n\nItem\tDecisions and actions\tAction\n"
    table = "".join("\t".join(row) + "\n" for row in people)
    return f"{head}{body}\n\nAppendix A - Attendance\n\nPosition/Role\tCouncillor\tAuthority\n{table}"


def parish(body: str, *, people: str = "Present: Cllr A Bee (Chair), Cllr C Dee") -> str:
    """Formal minutes of a small council."""
    opening = "MINUTES OF THE MEETING OF PEVERSTONE PARISH COUNCIL\n\n"
    return f"{opening}Held on Monday 8 November 2021 at 7.30pm in the Village Hall\n\n{people}\n\n{body}\n"


def page(body: str, *, head: str = "Agenda and minutes") -> str:
    """The page of a meeting on a council's web site."""
    return (
        f"{head}\nHarbours Committee - Tuesday, 2nd October, 2018 2.00 pm\nVenue: Town Hall. View directions\n{body}\n"
    )


def found(source: str) -> Extract:
    """What the reader finds in a text."""
    return extract(source.encode())


def read(source: str) -> Minutes:
    """The one record that a text holds."""
    (minutes,) = parse(found(source))
    return minutes


def one_item(text: str, *, title: str = "Harbour dues") -> Item:
    """How the text of one item reads, with cells and wrappers round it as in an export."""
    (item,) = read(export(("7", title, text))).items
    return item


def decided(item: Item) -> list[tuple[str, str, tuple[str, ...]]]:
    """(lead-in, text, outcomes) of each decision."""
    return [(decision.lead_in, decision.text, decision.outcomes) for decision in item.decisions]


def to_do(item: Item) -> list[tuple[tuple[str, ...], str]]:
    """(owners, text) of each action."""
    return [(action.owners, action.text) for action in item.actions]


def said(item: Item) -> list[str]:
    """The discussion, marker and text."""
    return [f"{passage.marker} {passage.text}".strip() for passage in item.passages]


def listed(minutes: Minutes) -> list[tuple[str, str]]:
    """(number, title) of each item."""
    return [(item.number, item.title) for item in minutes.items]


def present(minutes: Minutes) -> list[tuple[str, str, str]]:
    """(role, name, authority) of each person in the list of attendance."""
    return [(person.role.value, person.name, person.authority) for person in minutes.attendance]
