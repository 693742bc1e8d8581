"""The archive that pages are shown and judged with: every sample note, one of them a draft and one withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from meetings import editing, publication, search
from meetings.ingest import ingest
from meetings.models import Action, AgendaItem, Meeting, Source, State
from tests.here import ROOT

NOTES = ROOT / "fixtures" / "notes"
DRAFT = "peverstone-parish-council-2021-11-08.txt"
"""The note that nobody has published yet."""

OFFERED = "skills-enterprise-board-2016-11-24.txt"
"""The note whose original may be downloaded."""

_SKILLS = "/meetings/skills-and-enterprise-board"
_FLOODING = "/meetings/environment-and-flooding-board"

PAGES = {
    "home": "/",
    "meetings": "/meetings/",
    "meetings-filtered": "/meetings/?board=skills-and-enterprise-board&year=2021&year=2023",
    "meetings-empty": "/meetings/?board=planning-committee&year=2014",
    "decisions": "/decisions/",
    "decisions-later": "/decisions/?page=3",
    "actions": "/actions/",
    "actions-filtered": "/actions/?board=skills-and-enterprise-board&status=open",
    "members": "/members/",
    "authorities": "/authorities/",
    "boards": "/boards/",
    "search": "/search/",
    "search-found": "/search/?q=%22skills%22+OR+flood*+before%3A2022&kind=decisions&kind=discussion",
    "search-nothing": "/search/?q=cemetery+the+after%3Asoon",
    "filtered": "/decisions/?q=report&board=skills-and-enterprise-board&verb=noted",
    "empty": "/decisions/?q=cemetery&year=2019",
    "meeting": f"{_SKILLS}/2021-05-13/",
    "meeting-withheld": f"{_FLOODING}/2022-09-15/",
    "meeting-table": f"{_FLOODING}/2020-02-04/",
    "agenda": f"{_SKILLS}/2017-02-02/",
    "meeting-lit": f"{_SKILLS}/2023-07-06/?q=skills+OR+report*#m-2",
    "meeting-unlit": f"{_FLOODING}/2018-02-27/?q=cemetery",
    "decision-lit": f"{_SKILLS}/2023-07-06/item-4/decision-1/?q=travel+OR+fund#m-2",
    "topic": "/topics/skills-and-enterprise-board--night-bus-pilot/",
    "decision-followed": f"{_SKILLS}/2016-11-24/item-5/decision-1/",
    "decision": f"{_SKILLS}/2023-07-06/item-3/decision-1/",
    "action": f"{_SKILLS}/2021-05-13/item-3/action-1/",
    "member": "/members/colette-brandreth/",
    "authority": "/authorities/carrowshire-county-council/",
    "board": "/boards/environment-and-flooding-board/",
    "source": f"{_SKILLS}/2016-11-24/source-1/?at=decision-2-1",
    "source-withheld": f"{_FLOODING}/2022-09-15/source-1/?at=decision-2-1",
    "source-lit": f"{_SKILLS}/2023-07-06/source-1/?at=decision-3-1&q=results+OR+fund*#lit",
    "about": "/about/",
    "coverage": "/about/coverage/",
    "figures": "/about/figures/",
    "data": "/about/data/",
    "accessibility": "/about/accessibility/",
    "privacy": "/about/privacy/",
    "searching": "/help/searching/",
    "words": "/help/words/",
    "keyboard": "/help/keyboard/",
}
"""Name → address of every kind of public page, and of the states that it may be in."""

FAILURES = {
    "meetings-error": ("/meetings/?year=twenty", 400),
    "error": ("/decisions/?year=twenty&board=council&member=nobody", 400),
    "search-error": ("/search/?q=flood&kind=anything", 400),
    "missing": ("/meetings/skills-and-enterprise-board/1987-06-05/", 404),
    "withdrawn": ("/meetings/lower-sallow-flood-partnership/2022-05-10/", 410),
}
"""Name → address and status of what a page says when it cannot show a record."""


def publish_all(notes: Path) -> None:
    """File every note of a folder and publish all but the draft; clerks have answered every question."""
    for note in sorted(notes.iterdir()):
        ingest(note.read_bytes(), filename=note.name, publish=note.name != DRAFT)
    for item in AgendaItem.objects.filter(sensitivity_answered=False).exclude(sensitive=""):
        publication.lift(item, by=None, because="Read, and nothing in it is confidential.")
    for meeting in Meeting.objects.filter(state=State.DRAFT).exclude(board__slug="peverstone-parish-council"):
        publication.publish(meeting, by=None)


def fill() -> None:
    """File every sample note. Clerks have answered every question, withdrawn one meeting, left one a draft, and said
    where an action was answered. One has put an item of the draft right."""
    publish_all(NOTES)
    gone = Meeting.objects.get(board__slug="lower-sallow-flood-partnership")
    publication.withdraw(gone, by=None, because="The partnership had not approved it.", named=True)
    Source.objects.filter(filename=OFFERED).update(original_public=True)
    asked = Action.objects.get(item__meeting__date="2015-03-12", text__contains="6.15 am")
    asked.reply = AgendaItem.objects.get(meeting__date="2016-11-24", ref="3")
    asked.status, asked.reply_quote = Action.Status.REPORTED, "Three prices had been obtained"
    asked.save()
    search.refresh(asked.item.meeting)
    drafts = AgendaItem.objects.filter(meeting__state=State.DRAFT, all_decisions__isnull=False)
    put_right = drafts.exclude(passages=[]).order_by("position")[0]
    with transaction.atomic():
        edit = editing.Edit(put_right, by=None)
        put_right.title += " (corrected)"
        put_right.passages[-1]["text"] = "Put right by a clerk."
        put_right.save()
        edit.done()


@contextmanager
def filled(sources: Path, notes: Path | None = None) -> Iterator[None]:
    """The archive stands in the database, its originals in the folder `sources`; at the end the database is empty.

    With a folder of `notes` it holds these instead of the samples, all of them published.
    """
    with override_settings(SOURCES_DIR=sources):
        try:
            publish_all(notes) if notes else fill()
            yield
        finally:
            call_command("flush", interactive=False, verbosity=0)
