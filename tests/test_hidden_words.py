"""A Word file with words that do not print: none of them is public, and the file is not, before a clerk has said so."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.core import serializers
from django.test import Client

from meetings.ingest import ingest
from meetings.models import Meeting, Source, State
from tests.crawl import crawl, every_address
from tests.extraction.built_docx import packed, paragraph, part, run, table

pytestmark = [pytest.mark.django_db, pytest.mark.second]

WORDS = ("quincedeleted", "quincehidden", "quincecomment", "quincewhite")
ADDRESS = "/meetings/harbours-board/2021-05-20/source-1"


def note() -> bytes:
    """Minutes with one item, and in its text a deletion, hidden and white text, and a comment."""
    deleted, hidden, commented, white = WORDS
    gone = f'<w:del w:id="1" w:author="Jo"><w:r><w:delText>{deleted}</w:delText></w:r></w:del>'
    text = paragraph(
        run("Members spoke of the tolls. "),
        gone,
        run(hidden, "<w:vanish/>"),
        run(white, '<w:color w:val="FFFFFF"/>'),
        '<w:r><w:commentReference w:id="0"/></w:r>',
    )
    comment = f'<w:comment w:id="0" w:author="Jo">{paragraph(commented)}</w:comment>'
    head = paragraph("Note of last Harbours Board meeting")
    facts = [("Title:", "Harbours Board"), ("Date:", "Thursday 20 May 2021"), ("Venue:", "The Long Room")]
    items = table(
        ("1", paragraph("Tolls") + text, ""), ("", paragraph("Decision") + paragraph("The Board noted the tolls."), "")
    )
    body = head + table(*facts) + paragraph(run("<AI1>")) + items + paragraph(run("</AI1>"))
    return packed(body, {"word/comments.xml": part("comments", comment)})


def test_words_that_do_not_print_are_nowhere_and_the_file_waits_for_a_clerk(client: Client, sources_dir: Path) -> None:
    report = ingest(note(), filename="note.docx", publish=True)
    assert [meeting.state for meeting in report.meetings] == [State.PUBLISHED]
    assert {finding.code for finding in report.findings} >= {"comments", "hidden-text", "tracked-changes"}
    decisions = Meeting.objects.get().all_items.get().all_decisions
    assert list(decisions.values_list("text", flat=True)) == ["The Board noted the tolls."]

    rows = [row for model in apps.get_models() for row in model._base_manager.all()]
    stored = serializers.serialize("json", rows)
    pages = crawl([*every_address(), *(f"/search/?q={word}" for word in WORDS)])
    for word in WORDS:
        assert word not in stored.lower()
        said = [at for at, answer in pages.items() if word in answer.whole.lower() and word not in at]
        assert said == []
    assert "The Board noted the tolls." in pages[f"{ADDRESS}/"].whole

    assert client.get(f"{ADDRESS}/original/").status_code == 404
    Source.objects.update(original_public=True)
    offered = client.get(f"{ADDRESS}/original/")
    assert offered.status_code == 200
    offered.close()
