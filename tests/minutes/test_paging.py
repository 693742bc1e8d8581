"""What a source with pages tells of stands on one of them."""

from __future__ import annotations

import pytest

from meetings.extraction import Limits, extract
from meetings.extraction.blocks import Span
from meetings.extraction.composing import Composer, Words
from meetings.minutes import parse
from meetings.minutes.paging import with_pages
from tests.extraction import built_pdf
from tests.minutes.written import parish

pytestmark = pytest.mark.once


@pytest.mark.parametrize(("start", "page"), [(0, 1), (9, 1), (10, 2), (24, 2), (25, 4), (99, 4)])
def test_a_span_has_the_page_on_which_it_begins(start: int, page: int) -> None:
    assert with_pages((Span(start, 100),), (0, 10, 25, 25)) == (Span(start, 100, page),)


def test_every_record_of_a_source_with_pages_says_on_which_it_stands() -> None:
    composer = Composer(Limits())
    for line in parish("1. Welcome\n\nAll were welcome.\n\n2. Tolls\n\nRESOLVED: to raise the tolls.").split("\n\n"):
        composer.write(Words(text=line, page=2 if line.startswith(("2.", "RES")) else 1))
    (told,) = parse(composer.extract("application/pdf"))
    assert [(item.number, item.span.page) for item in told.items] == [("1", 1), ("2", 2)]
    assert [decision.span.page for decision in told.items[1].decisions] == [2]
    assert told.header.date_span is not None
    assert told.header.date_span.page == 1


def test_a_note_of_many_pages_says_on_which_its_decisions_stand() -> None:
    items = "\n\n".join(
        f"{n}. Toll {n}\n\n{'Members spoke of it. ' * 60}\n\nRESOLVED: to raise toll {n}." for n in range(1, 12)
    )
    (told,) = parse(extract(built_pdf.pdf_of(extract(parish(items).encode()))))
    on = [decision.span.page for item in told.items for decision in item.decisions]
    assert on == sorted(page for page in on if page)
    assert (len(on), on[0], (on[-1] or 0) > 2) == (11, 1, True)


def test_a_source_without_pages_says_nothing_of_them() -> None:
    (told,) = parse(extract(parish("1. Welcome\n\nAll were welcome.").encode()))
    assert {item.span.page for item in told.items} == {None}
