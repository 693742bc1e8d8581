"""The note as filed shows what stands in public records, and one box for neighbouring withheld parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetings import public
from meetings.ingest import ingest
from meetings.models import AgendaItem, Attendance, Decision, Meeting, Source, State
from meetings.public.sources import SourcePage
from tests.here import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.second]

NOTES = ROOT / "fixtures" / "notes"
COMMITTEE = NOTES / "planning-committee-2018-06-13.txt"
PACK = NOTES / "skills-enterprise-board-2017-02-02-agenda-pack.md"
NOTE = NOTES / "skills-enterprise-board-2016-11-24.txt"
FORUM = NOTES / "youth-forum-2024-02-21.txt"
PLANNED, MINUTED = "2017-02-02", "2016-11-24"


def filed(*paths: Path) -> None:
    for path in paths:
        ingest(path.read_bytes(), filename=path.name)
    Meeting.objects.update(state=State.PUBLISHED)


def page(day: str = "", n: int = 1) -> SourcePage:
    held = Meeting.objects.filter(date=day) if day else Meeting.objects.all()
    return public.source(held.get().board.slug, held.get().day, n)


def told(found: SourcePage) -> list[str]:
    """The blocks in order: a box is `[withheld]`, cells stand between bars."""
    return [
        "[withheld]"
        if block.kind == "withheld"
        else "".join(piece.text for piece in block.pieces)
        + "\n".join("|".join("".join(piece.text for piece in cell) for cell in row) for row in block.rows)
        for block in found.blocks
    ]


def record(found: SourcePage, at: str) -> str:
    return "".join(piece.text for piece in found.pieces if at in piece.within)


def test_a_source_with_nothing_withheld_is_shown_whole_with_its_name() -> None:
    filed(FORUM)
    found = page()
    assert (found.whole, found.filename, found.n, found.of) == (True, FORUM.name, 1, 1)
    assert "[withheld]" not in told(found)
    assert "".join("".join(told(found)).split()) == "".join(FORUM.read_text().split())


def test_restricted_items_at_the_end_become_one_box_between_their_neighbours() -> None:
    filed(COMMITTEE)
    found = page()
    assert told(found)[-7:] == [
        "Members had visited the tree, which was sound but leaned over the school.",
        "RESOLVED – That the order be confirmed.",
        "6. EXCLUSION OF THE PRESS AND PUBLIC",
        record(found, "decision-6-1"),
        "[withheld]",
        "The meeting closed at 8.52 pm.",
        "Signed ............................ Chairman",
    ]
    assert (found.whole, found.filename) == (False, "")


def test_passages_are_walked_in_the_order_of_the_text() -> None:
    filed(COMMITTEE)
    assert page().passages[8:13] == (
        ("person-9", "Attendance of Mr F Quill (Solicitor)"),
        ("item-1", "Item 1"),
        ("decision-1-1", "Decision on item 1"),
        ("item-2", "Item 2"),
        ("declaration-2-1", "Declaration of interest on item 2"),
    )
    assert record(page(), "decision-5-1") == "RESOLVED – That the order be confirmed."


def test_a_clerks_restriction_withholds_the_item_at_once() -> None:
    filed(COMMITTEE)
    AgendaItem.objects.filter(ref="5").update(restricted=True)
    found = "\n".join(told(page()))
    assert "walnut" not in found.lower()
    assert found.count("[withheld]") == 2
    assert "decision-5-1" not in dict(page().passages)


def test_lifting_a_restriction_shows_the_item() -> None:
    filed(COMMITTEE)
    AgendaItem.objects.filter(ref="7").update(restricted=False)
    assert record(page(), "decision-7-1") == "RESOLVED – That a notice be served within 28 days."


def test_a_decision_moved_into_a_restricted_item_is_withheld_where_it_stands() -> None:
    filed(COMMITTEE)
    Decision.objects.filter(item__ref="5").update(item=AgendaItem.objects.get(ref="8"), position=2)
    found = "\n".join(told(page()))
    assert "order be confirmed" not in found
    assert "Members had visited the tree" in found


def test_an_item_taken_off_the_record_is_withheld() -> None:
    filed(COMMITTEE)
    AgendaItem.objects.get(ref="5").delete()
    assert "WALNUT" not in "\n".join(told(page()))


def test_a_passage_or_a_person_taken_off_the_record_is_withheld() -> None:
    filed(COMMITTEE)
    item = AgendaItem.objects.get(ref="5")
    item.passages = []
    item.save()
    Attendance.objects.get(printed="Cllr K Moss").delete()
    found = "\n".join(told(page()))
    assert "Members had visited" not in found
    assert "Moss" not in found
    assert "RESOLVED – That the order be confirmed." in found


@pytest.mark.parametrize("read", [True, False])
def test_restricted_text_is_withheld_even_where_another_span_covers_it(read: bool) -> None:
    filed(COMMITTEE)
    telling = Meeting.objects.get().all_sources.get()
    minutes = telling.reading.minutes
    items = minutes[0]["items"] if read else []
    minutes[0].update(own=[[0, len(telling.reading.text)]], items=items)
    telling.reading.minutes = minutes
    telling.reading.save()
    found = "\n".join(told(page()))
    assert "ROPEWALK" not in found
    assert "28 days" not in found


def test_an_agenda_pack_shows_the_papers_of_public_items_only() -> None:
    filed(PACK)
    found = page(PLANNED)
    shown = told(found)
    text = "\n".join(shown)
    assert record(found, "paper-4-1").startswith("## **Night bus pilot**")
    broken = next(at for at, block in enumerate(shown) if block.startswith("horticulture, the second"))
    assert shown[broken - 1] == "[withheld]", "a running header is left over"
    assert "slipway" not in text
    assert "Document is Restricted" not in text
    assert "Thorle" in text, "a word that public papers hold as well is no secret"
    assert shown[shown.index("<b><u>PART 2: PRIVATE</u></b>") + 1] == "[withheld]"


def test_each_meeting_of_a_pack_shows_its_own_part() -> None:
    filed(PACK)
    planned, minuted = ("\n".join(told(page(day))) for day in (PLANNED, MINUTED))
    assert "Note of last Skills" in minuted
    assert "Note of last Skills" not in planned
    assert "PART 1: PUBLIC" in planned
    assert "PART 1: PUBLIC" not in minuted


def test_both_sources_of_one_meeting_show_the_words_that_are_on_file() -> None:
    filed(PACK, NOTE)
    pages = [page(MINUTED, n) for n in (1, 2)]
    assert all("Three prices had been obtained" in "\n".join(told(each)) for each in pages)
    assert [bool(record(each, "decision-3-1")) for each in pages] in ([True, False], [False, True])


def test_what_only_a_superseded_source_says_is_withheld() -> None:
    filed(PACK, NOTE)
    for item in AgendaItem.objects.filter(ref="3", meeting__date=MINUTED):
        item.passages = [passage for passage in item.passages if "Three prices" not in passage["text"]]
        item.save()
    assert all("Three prices" not in "\n".join(told(page(MINUTED, n))) for n in (1, 2))


def test_a_title_shared_with_a_restricted_item_is_withheld_in_the_other_source() -> None:
    filed(PACK, NOTE)
    AgendaItem.objects.filter(ref="3", meeting__date=MINUTED).update(restricted=True)
    for n in (1, 2):
        text = "\n".join(told(page(MINUTED, n)))
        assert "Passenger ferry" not in text
        assert "Three prices" not in text


def test_a_number_beyond_the_sources_is_not_there() -> None:
    filed(FORUM)
    for n in (0, 2, -1, 10**30):
        with pytest.raises(public.NotThere):
            page(n=n)


def test_a_reading_of_another_shape_shows_nothing() -> None:
    filed(FORUM)
    telling = Meeting.objects.get().all_sources.get()
    telling.reading.minutes = ["nothing"]
    telling.reading.save()
    assert told(page()) == ["[withheld]"]


def test_the_original_is_offered_only_by_a_clerk_and_only_when_all_of_it_is_public() -> None:
    filed(FORUM)
    slug, day = Meeting.objects.get().board.slug, Meeting.objects.get().day
    with pytest.raises(public.NotThere):
        public.original(slug, day)
    Source.objects.update(original_public=True)
    path, name = public.original(slug, day)
    assert (path.read_bytes(), name, page().original_offered) == (FORUM.read_bytes(), FORUM.name, True)
    AgendaItem.objects.filter(ref="2").update(restricted=True)
    assert page().original_offered is False
    with pytest.raises(public.NotThere):
        public.original(slug, day)


def test_a_pack_is_not_offered_while_one_of_its_meetings_is_a_draft() -> None:
    filed(PACK)
    AgendaItem.objects.update(restricted=False)
    Source.objects.update(original_public=True)
    assert page(MINUTED).original_offered is True
    Meeting.objects.filter(date=PLANNED).update(state=State.DRAFT)
    assert page(MINUTED).original_offered is False
