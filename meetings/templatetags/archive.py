"""Small words for templates: dates, counts, roles, markers, and the widths of bars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils import dateformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from meetings.minutes.vocabulary import Role
from meetings.search import marks
from meetings.search.light import Light

if TYPE_CHECKING:
    from meetings.filters import Choice
    from meetings.public import Covered, Spell
    from meetings.search.leads import Lead

register = template.Library()

_ROLES = {
    Role.CHAIR: "Chair",
    Role.VICE_CHAIR: "Vice-chair",
    Role.DEPUTY_CHAIR: "Deputy chair",
    Role.MEMBER: "Member",
    Role.SUBSTITUTE: "Substitute",
    Role.APOLOGIES: "Apologies",
    Role.IN_ATTENDANCE: "In attendance",
    Role.OBSERVER: "Observer",
    Role.OFFICER: "Officer",
}
EXPLAINED = {
    **{word: word for word in ("noted", "agreed", "deferred", "referred", "delegated", "endorsed", "declined")},
    **{word: word for word in ("open", "reported", "done", "superseded")},
    **{word: word for word in ("substitute", "observer", "officer", "apologies")},
    "approved": "agreed",
    "supported": "endorsed",
    "rejected": "outcome",
    "in attendance": "attendance",
    "private item": "private",
}
"""Word of ours → the place on the page of words that says what it means."""

_SEATED = {
    Role.CHAIR: "as chair of",
    Role.VICE_CHAIR: "as vice-chair of",
    Role.DEPUTY_CHAIR: "as deputy chair of",
    Role.MEMBER: "as a member of",
    Role.SUBSTITUTE: "as a substitute on",
    Role.APOLOGIES: "as sending apologies to",
    Role.IN_ATTENDANCE: "as in attendance at",
    Role.OBSERVER: "as an observer at",
    Role.OFFICER: "as an officer at",
}
_GUESTS = {Role.IN_ATTENDANCE, Role.OBSERVER, Role.OFFICER}
_BULLETS = frozenset("·•▪●◦‣§Ø-–—*+o.\uf0b7\uf0a7")


@register.filter
@lru_cache(maxsize=4096)
def day(date: dt.date | None) -> str:
    """`20 May 2021`, blank for None."""
    return dateformat.format(date, "j F Y") if date else ""


@register.filter
def long_day(date: dt.date) -> str:
    """`Thursday 20 May 2021`."""
    return dateformat.format(date, "l j F Y")


@register.simple_tag
def choices(name: str, held: Iterable[Choice]) -> SafeString:
    """A box to tick for each choice of a facet: of hundreds, a template would take most of the time of a page."""
    return SafeString("".join(_choice(escape(name), escape(each.value), each) for each in held))


@register.simple_tag
def result(lead: Lead, light: Light | None) -> SafeString:
    """One result of a search, as a row of the list: in a template, twenty took a tenth of the time of the page."""
    hit, label = lead.hit, escape(lead.hit.label)
    when = (
        f'<time datetime="{hit.meeting.date.isoformat()}">{day(hit.meeting.date)}</time>'
        if hit.meeting
        else "<span></span>"
    )
    text = f'<p class="says">{_lit(hit.text, light)}</p>\n' if hit.text else ""
    told, ways = [label], []
    if hit.meeting:
        told.append(f'<a href="{escape(lead.board)}">{escape(str(hit.meeting.board))}</a>')
    if hit.number:
        told.append(f"item {escape(hit.number)}")
    if lead.note:
        of = f'<span class="hidden">, {label.lower()}: {escape(hit.title)}</span>'
        ways.append(f'<a href="{escape(lead.note)}">See it in the note{of}</a>')
    if lead.count and lead.mentions:
        ways.append(f'<a href="{escape(lead.mentions)}">{counted(lead.count, "mention")} in this meeting</a>')
    return SafeString(
        f'<li class="row">\n{when}\n<div>\n<h3><a href="{escape(lead.passage)}">{_lit(hit.title, light)}</a></h3>\n'
        f"{text}{_meta(told)}{_meta(ways)}</div>\n</li>"
    )


@register.simple_tag
def years(covered: Covered, address: str) -> SafeString:
    """The cells of one board in the table of what is on file; `address` is that of the list of meetings."""
    link = f"{address}?board={escape(covered.board.slug)}&amp;year="
    return SafeString("\n".join(f'<td role="cell" {_told_of(spell, link)}</td>' for spell in covered.spells))


def _told_of(spell: Spell, link: str) -> str:
    wide = f' colspan="{spell.columns}" aria-colspan="{spell.columns}"' if spell.columns > 1 else ""
    said = f'data-l="{spell}"{wide}>'
    if not spell.meetings:
        return f'{said}<span class="quiet">none on file</span>'
    alone = spell.agendas == spell.meetings
    count = counted(spell.meetings, "agenda" if alone else "meeting")
    rest = f' <span class="quiet">{spell.agendas} with an agenda only</span>' if spell.agendas and not alone else ""
    return f'{said}<a href="{link}{spell.first}">{count}</a>{rest}'


def _meta(parts: list[str]) -> str:
    spans = "\n".join(f"<span>{part}</span>" for part in parts)
    return f'<p class="meta">{spans}</p>\n' if spans else ""


def _choice(name: str, value: str, choice: Choice) -> str:
    return (
        f'<div class="choice"><input type="checkbox" id="f-{name}-{value}" name="{name}" value="{value}"'
        f'{" checked" if choice.chosen else ""}><label for="f-{name}-{value}">{escape(choice.label)} '
        f'<span class="n">{choice.count:,}</span></label></div>\n'
    )


@register.filter
def lit(text: str, light: Light | marks.Marks | None) -> str:
    """The text, escaped, with what the light falls on in `<mark>`; without a light the text as it is.

    Marks have numbers: each is the `m-1`, `m-2` … of the page, with the way to its neighbours behind it.
    """
    if light is None:
        return text
    if isinstance(light, marks.Marks):
        return format_html_join("", "{}", ((_marked(run, light),) for run in light.runs(text)))
    return SafeString(_lit(text, light))


@register.filter
def told(passage: Any, among: marks.Marks | None) -> str:
    """A passage as `lit` writes it, with links to people who are mentioned; what is lit has none inside."""
    if not passage.mentioned:
        return lit(passage.text, among)
    made, at = [], 0
    for run in among.runs(passage.text) if among else [marks.Run(passage.text)]:
        end = at + len(run.text)
        made.append(_marked(run, among) if among and run.lit else _linked(passage, at, end))
        at = end
    return format_html_join("", "{}", ((each,) for each in made))


def _linked(passage: Any, start: int, end: int) -> str:
    """A part of a passage, with a link for everybody whose name stands in it whole."""
    made, at = [], start
    for each in passage.mentioned:
        if start <= each.start and each.end <= end:
            name = passage.text[each.start : each.end]
            made.append(format_html('{}<a href="{}">{}</a>', passage.text[at : each.start], each.address, name))
            at = each.end
    return format_html_join("", "{}", ((each,) for each in [*made, passage.text[at:end]]))


def _lit(text: str, light: Light | None) -> str:
    runs = ((escape(run), shines) for run, shines in light.pieces(text)) if light else [(escape(text), False)]
    return "".join(f"<mark>{run}</mark>" if shines else run for run, shines in runs)


def _marked(run: marks.Run, among: marks.Marks) -> str | SafeString:
    if not run.lit:
        return run.text
    if not run.number:
        return format_html("<mark>{}</mark>", run.text)
    first = "".join(f" first-in-{each}" for each in run.first)
    mark = format_html('<mark class="m{}" id="m-{}" tabindex="-1">{}</mark>', first, run.number, run.text)
    back = _step(run.number - 1, "Previous") if run.number > 1 else ""
    on = _step(run.number + 1, "Next") if run.number < among.numbered else ""
    said = f"Mention {run.number:,} of {among.count:,}"
    return format_html('{}<span class="steps"><b>{}</b>{}{}</span>', mark, said, back, on)


def _step(number: int, word: str) -> SafeString:
    return format_html(' <a href="#m-{}">{}</a>', number, word)


@register.filter
def lit_in(paper: Any, light: marks.Marks) -> bool:
    """Whether anything of a meeting's paper is lit."""
    return light.stand_in(marks.of_paper(paper))


@register.filter
def counted(number: int, words: str) -> str:
    """`3|counted:"decision"` → `3 decisions`; `"person,people"` gives both forms."""
    one, _, many = words.partition(",")
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@register.filter
def role_name(role: str) -> str:
    """The role in the archive's own words."""
    return _ROLES.get(Role(role), role)


@register.simple_tag
def term(word: str) -> str:
    """A word in the archive's own voice, with the way to what it means, when it is explained."""
    place = EXPLAINED.get(word.lower())
    return format_html('<a class="term" href="{}#{}">{}</a>', reverse("words"), place, word) if place else word


@register.filter
def seated(role: str) -> str:
    """The role in a sentence, up to the name of the board: `as a member of`."""
    return _SEATED[Role(role)]


@register.filter
def sits(role: str) -> bool:
    """Whether people of this role belong to the board."""
    return Role(role) not in _GUESTS


@register.filter
def marker(printed: str) -> str:
    """A list marker as it is shown: one bullet for every bullet, numbers and letters as printed."""
    return "•" if printed in _BULLETS else printed


@register.filter
def is_bullet(printed: str) -> bool:
    """Whether the marker is a bullet."""
    return printed in _BULLETS


@register.filter
def times(level: int) -> range:
    """For looping `level` times."""
    return range(level)


@register.filter
def words_of(outcomes: Iterable[Any]) -> str:
    """The verbs of a decision: `noted, agreed`."""
    return ", ".join(str(outcome) for outcome in outcomes)


@register.filter
def names_of(owners: Iterable[Any]) -> str:
    """Owners as printed: `Chair and Clerk`."""
    names = [str(owner) for owner in owners]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


@register.filter
def most(rows: Iterable[Any], field: str) -> int:
    """The largest sum of the named fields over rows, at least 1: the full width of a bar."""
    names = field.split("+")
    return max((sum(getattr(row, name) for name in names) for row in rows), default=1) or 1


@register.filter
def verb_count(counts: dict[str, int], verb: str) -> int:
    """How often a verb stands in the counts of a year; `other` sums what is not noted or agreed."""
    if verb == "other":
        return sum(number for name, number in counts.items() if name not in ("noted", "agreed"))
    return counts.get(verb, 0)


@register.filter
def starts_late(items: Iterable[Any]) -> str:
    """The first item's number when it says that an earlier part is missing, else blank."""
    first = next(iter(items), None)
    number = getattr(first, "number", "")
    return number if number.isdigit() and int(number) > 1 else ""
