"""An archive whose every text has a word of its own, and all that is done to it, as a clerk does it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from meetings import publication
from meetings.filing.reading import Told, read
from meetings.ingest import ingest
from meetings.minutes.structure import Minutes
from meetings.models import (
    Action,
    AgendaItem,
    Authority,
    Conflict,
    Decision,
    Meeting,
    Member,
    MergeSuggestion,
    State,
    User,
)
from tests.here import ROOT
from tests.minutes_factory import minutes, seat

NOTES = ROOT / "fixtures" / "notes"
OPEN, SHOWN = "skills-enterprise-board-2016-11-24.txt", "harbour-ferries-committee-2018-10-02.txt"
"""Two notes that are published."""

DRAFT, GONE = "youth-forum-2024-02-21.txt", "lower-sallow-flood-partnership-2022-05-10.txt"
"""A note that is a draft, and one that is withdrawn."""

NEW, AGAIN = "skills-enterprise-board-2015-03-12.txt", "skills-enterprise-board-2017-02-02-agenda-pack.md"
"""A note that nobody filed yet, and a pack that tells of the first once more."""

LATER = dt.date(2023, 5, 20)
KENT, ESSEX = "Averham Council", "Brindle Council"

_OWN = re.compile(r"qzx[b-z]+")
_TEXTS: tuple[tuple[type[Any], tuple[str, ...]], ...] = (
    (AgendaItem, ("title", "passages")),
    (Decision, ("lead_in", "text")),
    (Action, ("lead_in", "text")),
)


def stand() -> None:
    """File the notes; give each item, decision and action a word that stands nowhere else; publish some."""
    for name in (OPEN, SHOWN, DRAFT, GONE):
        ingest((NOTES / name).read_bytes(), filename=name, told=told_by(name))
    ingest_told("later", minutes(board="Quays Board", date=LATER, attendance=(seat("Bee, Ann", KENT),)))
    ingest_told("pair", minutes(board="Slips Board", attendance=(seat("Bo Dee", KENT), seat("Bo Dee", ESSEX))))
    ingest_told("alone", minutes(board="Slips Board", date=LATER, attendance=(seat("Bo Dee", KENT),)))
    ingest_told("one", minutes(attendance=(seat("Ann Bee", KENT),)))
    one, other = Member.objects.order_by("pk")[:2]
    MergeSuggestion.objects.get_or_create(member=one, other_member=other, because="A name like it")
    _mark()
    for meeting in Meeting.objects.exclude(pk=of(DRAFT).pk):
        publication.publish(meeting, by=None)
    publication.withdraw(of(GONE), by=None, because="Published too early.")
    publication.restrict(item("3"), by=None, because="It names a tender.")
    Conflict.objects.create(meeting=of(OPEN), path="venue")
    Conflict.objects.create(meeting=of(SHOWN), path="venue")
    ingest_told("drafts", minutes(board="Weirs Board"), minutes(board="Tides Board"))


@cache
def told_by(name: str) -> Told:
    """A sample note, read once."""
    return read((NOTES / name).read_bytes(), filename=name)


def ingest_told(named: str, *told: Minutes) -> None:
    """Ingest a source that says just this."""
    ingest(named.encode(), filename=f"{named}.txt", told=Told(minutes=told))


def read_anew(named: str, *told: Minutes) -> None:
    """Ingest the same source when a newer parser says this of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("meetings.filing.reading.PARSER_VERSION", "next")
        ingest_told(named, *told)


def own_words(text: str) -> set[str]:
    """The words in it that `stand` gave."""
    return set(_OWN.findall(text))


def public_words() -> set[str]:
    """The words, of those that `stand` gave, that the public may read."""
    rows = (row for model, fields in _TEXTS for row in model.objects.public().values_list(*fields))
    return own_words(str(list(rows)))


def of(name: str) -> Meeting:
    """The meeting of a note."""
    held: Meeting = Meeting.objects.filter(all_sources__reading__source__filename=name).order_by("date").first()
    return held


def item(number: str) -> AgendaItem:
    """An item of the first note."""
    return of(OPEN).all_items.get(number=number)


def _mark() -> None:
    letters = ("".join(each) for each in product("bcdfgjkmnpqrtvw", repeat=3))
    for model, _ in _TEXTS:
        for row in model.objects.order_by("pk"):
            word = f"qzx{next(letters)}"
            if isinstance(row, AgendaItem):
                row.title = f"{row.title} and {word}"
            else:
                row.text = f"{row.text} And {word}."
            row.save()


def _page(record: Any) -> str:
    return reverse(f"admin:meetings_{type(record)._meta.model_name}_change", args=[record.pk])


def _filled_in(clerk: Client, address: str) -> dict[str, Any]:
    """The fields of a page of the desk as it comes."""
    context = clerk.get(address).context
    sets = [each.formset for each in context["inline_admin_formsets"]]
    forms = [context["adminform"].form, *(form for each in sets for form in (each.management_form, *each.forms))]
    fields = {field.html_name: field.value() for form in forms for field in form}
    return {
        name: "on" if value is True else value
        for name, value in fields.items()
        if value is not None and value is not False
    }


def _edit(clerk: Client, record: Any, **changed: Any) -> None:
    """Post the page of a record with these fields changed."""
    answer = clerk.post(_page(record), {**_filled_in(clerk, _page(record)), **changed})
    assert answer.status_code == 302, answer.context["errors"]


def _act(clerk: Client, verb: str, records: QuerySet[Any], **more: str) -> None:
    """Do one act to many records of a list."""
    data = {"action": verb, "_selected_action": list(records.values_list("pk", flat=True)), **more}
    answer = clerk.post(reverse(f"admin:meetings_{records.model._meta.model_name}_changelist"), data)
    assert answer.status_code == 302


def _file(path: Path) -> None:
    call_command("ingest", str(path), publish=True)


def _newer(name: str, folder: Path) -> Path:
    """A later copy of a note, with one word for another."""
    path = folder / "later.txt"
    path.write_text((NOTES / name).read_text(encoding="utf-8").replace("Members", "Quincemembers"), encoding="utf-8")
    return path


def _hidden() -> QuerySet[Any]:
    return Meeting.objects.exclude(state=State.PUBLISHED)


def _decided() -> Decision:
    return item("2").all_decisions.get(position=1)


def _ann() -> Member:
    return Member.objects.get(key="bee ann")


def _both() -> Minutes:
    """A meeting with two people of one name, who were taken for one until now."""
    return minutes(board="Locks Board", attendance=(seat("Ann Bee", KENT), seat("Ann Bee", ESSEX)))


def _alone() -> Minutes:
    """The meeting with one of two people of one name, who are one again."""
    return minutes(board="Slips Board", attendance=(seat("Bo Dee", ESSEX),))


def _without_ann() -> Minutes:
    """The later meeting, without Ann Bee."""
    return minutes(board="Quays Board", date=LATER, attendance=(seat("Tam Arkle", ""),))


def _suggested() -> MergeSuggestion:
    return MergeSuggestion.objects.get()


BECAUSE = {"because": "The chair asked for it."}
ADDED = {"all_decisions-TOTAL_FORMS": "4", "all_decisions-3-text": "Noted the quinceword."}

OPERATIONS: dict[str, Callable[[Client, Path], None]] = {
    "ingest": lambda *_: _file(NOTES / NEW),
    "ingest of a pack that tells of a meeting once more": lambda *_: _file(NOTES / AGAIN),
    "re-ingest": lambda _, folder: _file(_newer(OPEN, folder)),
    "edit of a decision": lambda clerk, _: _edit(clerk, _decided(), text="Noted the quinceword."),
    "edit of its outcome": lambda clerk, _: _edit(clerk, _decided(), **{"outcomes-0-verb": "approved"}),
    "edit of an item": lambda clerk, _: _edit(clerk, item("2"), title="Quinceword"),
    "edit of a member": lambda clerk, _: _edit(clerk, _ann(), name="Ann Quince", sort_name="Quince, Ann"),
    "edit of a council": lambda clerk, _: _edit(clerk, Authority.objects.get(name=KENT), name="Quince Council"),
    "inline addition": lambda clerk, _: _edit(clerk, item("2"), **ADDED),
    "inline deletion": lambda clerk, _: _edit(clerk, item("2"), **{"all_decisions-0-DELETE": "on"}),
    "bulk publishing": lambda clerk, _: _act(clerk, "publish", _hidden()),
    "bulk withdrawal": lambda clerk, _: _act(clerk, "withdraw", Meeting.objects.public(), **BECAUSE),
    "bulk withholding": lambda clerk, _: _act(clerk, "withhold", of(SHOWN).all_items.all(), **BECAUSE),
    "bulk showing": lambda clerk, _: _act(clerk, "show", of(OPEN).all_items.all(), **BECAUSE),
    "bulk deletion": lambda clerk, _: _act(clerk, "delete_selected", of(DRAFT).all_items.all(), post="yes"),
    "bulk settling": lambda clerk, _: _act(clerk, "keep", Conflict.objects.all()),
    "publish": lambda *_: publication.publish(of(DRAFT), by=None),
    "publish again": lambda *_: publication.publish(of(GONE), by=None),
    "withdraw": lambda *_: publication.withdraw(of(SHOWN), by=None, **BECAUSE),
    "restrict": lambda *_: publication.restrict(item("2"), by=None, **BECAUSE),
    "lift": lambda *_: publication.lift(item("3"), by=None, **BECAUSE),
    "reading anew without a person": lambda *_: read_anew("later", _without_ann()),
    "reading anew without a draft": lambda *_: read_anew("drafts", minutes(board="Weirs Board")),
    "parting of two people of one name": lambda *_: ingest_told("both", _both()),
    "merge of two people of one name": lambda *_: read_anew("pair", _alone()),
    "answer that two are one": lambda clerk, _: _edit(clerk, _suggested(), answer=MergeSuggestion.Answer.SAME),
}
"""What changes what can be found, by name: each takes a clerk's browser and a folder for files."""


def clerk() -> Client:
    """A browser in which a clerk who may do everything is signed in."""
    client = Client()
    client.force_login(User.objects.create_superuser("jo", password="a-long-password-for-tests"))
    return client
