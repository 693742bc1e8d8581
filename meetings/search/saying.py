"""What was understood of a question, in words: said back on every page that took one."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from meetings.search.query import KINDS, LONGEST, MOST_TERMS, Field, Note, Query, Words
from meetings.voice import day, either, word


def sought(query: Query) -> str:
    """What must be found; blank when nothing must."""
    return _(" and ").join(_(" or ").join(map(_quoted, group)) for group in query.every)


def words(query: Query) -> str:
    """What was understood; as it was typed when nothing was."""
    typed = _("“{words}”").format(words=query.typed)
    if not query.asks:
        return typed
    parts = [sought(query), *(_("without {words}").format(words=_quoted(each)) for each in query.none)]
    parts += map(_narrowed, query.fields)
    if query.kinds:
        parts.append(_("in {kinds}").format(kinds=either([_kind(kind) for kind in KINDS if kind in query.kinds])))
    if query.first:
        parts.append(_("on or after {day}").format(day=day(query.first)))
    if query.last:
        parts.append(_("before {day}").format(day=day(query.last + dt.timedelta(days=1))))
    return ", ".join(filter(None, parts)) or typed


def notes(query: Query) -> tuple[str, ...]:
    """A sentence on everything that was not taken as it was typed."""
    return tuple(_told(note) for note in query.notes)


def _told(note: Note) -> str:
    left = either([_quoted(each) for each in note.words]) if note.words else ""
    return {
        "cut": _("Only the first {most} characters were read."),
        "many": _("Only the first {terms} terms were looked for."),
        "common": _("{words} is too common to narrow the search, and was left out."),
        "no kind left": _("No kind of record is left to look in."),
        "no such kind": _("“{typed}” names no kind of record: they are {kinds}."),
        "no date": _("“{typed}” is not a date such as 2020, 2020-06 or 2020-06-15."),
        "short": _("“{typed}” is too short: give three letters before the *."),
        "no day before": _("No day comes before the first of the calendar."),
    }[note.why].format(most=f"{LONGEST:,}", terms=MOST_TERMS, words=left, typed=note.typed, kinds=either(list(KINDS)))


def _quoted(each: Words) -> str:
    said = _("words that begin with “{words}”") if each.prefix else _("“{words}”")
    return said.format(words=each.typed)


def _narrowed(field: Field) -> str:
    values = either([_quoted(value) for value in field.values])
    plain = either([f"{word(value.typed)}…" if value.prefix else word(value.typed) for value in field.values])
    positive, negative = {
        "board": (_("by the board {names}"), _("not by the board {names}")),
        "member": (_("with {names} present"), _("not with {names} present")),
        "authority": (_("with somebody from {names} present"), _("not with somebody from {names} present")),
        "verb": (_("that were {outcomes}"), _("not that were {outcomes}")),
        "owner": (_("for {names} to do"), _("not for {names} to do")),
    }[field.name]
    return (negative if field.without else positive).format(names=values, outcomes=plain)


def _kind(kind: str) -> str:
    return {
        "items": _("items"),
        "discussion": _("discussion"),
        "decisions": _("decisions"),
        "actions": _("actions"),
        "members": _("members"),
        "authorities": _("authorities"),
    }[kind]
