"""The archive's own words, in the language of the page: days, counts, roles, outcomes, lists of names.

The words of the notes are never translated. What is translated is written as whole labels or sentences; a value in
braces stands where `str.format` puts it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from django.utils import dateformat
from django.utils.translation import get_language, gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from meetings.minutes.vocabulary import Role

ROLES = {
    Role.CHAIR: _("Chair"),
    Role.VICE_CHAIR: _("Vice-chair"),
    Role.DEPUTY_CHAIR: _("Deputy chair"),
    Role.MEMBER: _("Member"),
    Role.SUBSTITUTE: _("Substitute"),
    Role.APOLOGIES: _("Apologies"),
    Role.IN_ATTENDANCE: _("In attendance"),
    Role.OBSERVER: _("Observer"),
    Role.OFFICER: _("Officer"),
}
SEATED = {
    Role.CHAIR: _("as chair of"),
    Role.VICE_CHAIR: _("as vice-chair of"),
    Role.DEPUTY_CHAIR: _("as deputy chair of"),
    Role.MEMBER: _("as a member of"),
    Role.SUBSTITUTE: _("as a substitute on"),
    Role.APOLOGIES: _("as sending apologies to"),
    Role.IN_ATTENDANCE: _("as in attendance at"),
    Role.OBSERVER: _("as an observer at"),
    Role.OFFICER: _("as an officer at"),
}
"""Role → how it stands in a sentence, before the name of a board."""

MENDED = (_("July"),)
"""What Django translates too, and not as it is spelt."""

STATUSES = {"open": _("Open"), "reported": _("Reported"), "done": _("Done"), "superseded": _("Superseded")}
"""What became of an action."""

_WORDS = {
    "open": _("open"),
    "reported": _("reported"),
    "done": _("done"),
    "superseded": _("superseded"),
    "accepted": _("accepted"),
    "adopted": _("adopted"),
    "agreed": _("agreed"),
    "appointed": _("appointed"),
    "approved": _("approved"),
    "authorised": _("authorised"),
    "commissioned": _("commissioned"),
    "confirmed": _("confirmed"),
    "deferred": _("deferred"),
    "delegated": _("delegated"),
    "directed": _("directed"),
    "elected": _("elected"),
    "endorsed": _("endorsed"),
    "granted": _("granted"),
    "identified": _("identified"),
    "instructed": _("instructed"),
    "nominated": _("nominated"),
    "noted": _("noted"),
    "offered": _("offered"),
    "ratified": _("ratified"),
    "received": _("received"),
    "recommended": _("recommended"),
    "referred": _("referred"),
    "rejected": _("rejected"),
    "requested": _("requested"),
    "resolved": _("resolved"),
    "supported": _("supported"),
}
_COUNTED = {
    "action": ngettext_lazy("{many} action", "{many} actions", "n"),
    "agenda": ngettext_lazy("{many} agenda", "{many} agendas", "n"),
    "apology,apologies": ngettext_lazy("{many} apology", "{many} apologies", "n"),
    "authority,authorities": ngettext_lazy("{many} authority", "{many} authorities", "n"),
    "board": ngettext_lazy("{many} board", "{many} boards", "n"),
    "decision": ngettext_lazy("{many} decision", "{many} decisions", "n"),
    "item": ngettext_lazy("{many} item", "{many} items", "n"),
    "meeting": ngettext_lazy("{many} meeting", "{many} meetings", "n"),
    "member": ngettext_lazy("{many} member", "{many} members", "n"),
    "mention": ngettext_lazy("{many} mention", "{many} mentions", "n"),
    "person,people": ngettext_lazy("{many} person", "{many} people", "n"),
    "result": ngettext_lazy("{many} result", "{many} results", "n"),
    "time": ngettext_lazy("{many} time", "{many} times", "n"),
}
"""What a template counts by this name → the count in words."""


def day(date: dt.date | None) -> str:
    """`20 May 2021`, blank for None."""
    return _formatted(date, "j F Y", get_language()) if date else ""


def long_day(date: dt.date) -> str:
    """`Thursday 20 May 2021`."""
    return _formatted(date, "l j F Y", get_language())


def days(first: dt.date, last: dt.date) -> str:
    """The year, the month or the day that goes from one day to the other: `2021`, `May 2021`, `20 May 2021`."""
    form = "j F Y" if first == last else "F Y" if first.month == last.month else "Y"
    return _formatted(first, form, get_language())


@lru_cache(maxsize=4096)
def _formatted(date: dt.date, form: str, language: str | None) -> str:  # the language is only to tell them apart
    return dateformat.format(date, form)


def counted(number: int, words: str) -> str:
    """`3, "decision"` → `3 decisions`. Raises KeyError for what is never counted."""
    return _counted(number, words, get_language())


@lru_cache(maxsize=4096)
def _counted(number: int, words: str, language: str | None) -> str:  # the language is only to tell them apart
    return str(_COUNTED[words].format(n=number, many=f"{number:,}"))


def aged(months: int, until: int | None) -> str:
    """A span of ages: `less than 3 months`, `3 to 6 months`, `1 to 2 years`, `5 years and more`."""
    if until is None:
        return gettext("{years} years and more").format(years=months // 12)
    if not months:
        return gettext("less than {months} months").format(months=until)
    if months < 12:
        return gettext("{first} to {last} months").format(first=months, last=until)
    return gettext("{first} to {last} years").format(first=months // 12, last=until // 12)


def word(said: str) -> str:
    """An outcome or a status inside a sentence; one that is not among the archive's words stays as it is."""
    return str(_WORDS.get(said, said))


def either(names: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`; blank for none."""
    if len(names) < 2:
        return "".join(names)
    return gettext("{names} or {last}").format(names=", ".join(names[:-1]), last=names[-1])


def both(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`; blank for none."""
    if len(names) < 2:
        return "".join(names)
    return gettext("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
