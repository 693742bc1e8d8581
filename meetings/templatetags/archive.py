"""Small words for templates: dates, counts, roles, markers, and the widths of bars."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meetings.minutes.vocabulary import Role
from meetings.search import marks
from meetings.search.light import Light
from meetings.voice import ROLES, SEATED, STATUSES, aged, both, counted, day, long_day, word

if TYPE_CHECKING:
    from meetings.filters import Choice
    from meetings.public import Age, Covered, Spell
    from meetings.search.leads import Lead

register = template.Library()

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

NOTE_LANGUAGE = "en-GB"
_GUESTS = {Role.IN_ATTENDANCE, Role.OBSERVER, Role.OFFICER}
_BULLETS = frozenset("·•▪●◦‣§Ø-–—*+o.\uf0b7\uf0a7")


register.filter(day)
register.filter(long_day)
register.filter(counted)


@register.filter(name="aged")
def aged_in_words(age: Age) -> str:
    """How old the actions of one row are."""
    return aged(age.months, age.until)


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
    lang = note_lang()
    text = f'<p class="says"{lang}>{_lit(hit.text, light)}</p>\n' if hit.text else ""
    told, ways = [label], []
    if hit.meeting:
        told.append(f'<a href="{escape(lead.board)}">{escape(str(hit.meeting.board))}</a>')
    if hit.number:
        told.append(_("item {number}").format(number=escape(hit.number)))
    if lead.note:
        of = f'<span class="hidden">, {label.lower()}: <span{lang}>{escape(hit.title)}</span></span>'
        ways.append(f'<a href="{escape(lead.note)}">{_("See it in the note")}{of}</a>')
    if lead.count and lead.mentions:
        many = ngettext("{many} mention in this meeting", "{many} mentions in this meeting", lead.count)
        ways.append(f'<a href="{escape(lead.mentions)}">{many.format(many=f"{lead.count:,}")}</a>')
    title = f'<a href="{escape(lead.passage)}"{lang if hit.meeting else ""}>{_lit(hit.title, light)}</a>'
    return SafeString(
        f'<li class="row">\n{when}\n<div>\n<h3>{title}</h3>\n{text}{_meta(told)}{_meta(ways)}</div>\n</li>'
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
        return f'{said}<span class="quiet">{_("none on file")}</span>'
    alone = spell.agendas == spell.meetings
    count = counted(spell.meetings, "agenda" if alone else "meeting")
    agendas = ngettext("{many} with an agenda only", "{many} with an agenda only", spell.agendas)
    rest = f' <span class="quiet">{agendas.format(many=spell.agendas)}</span>' if spell.agendas and not alone else ""
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
    back = _step(run.number - 1, _("Previous")) if run.number > 1 else ""
    on = _step(run.number + 1, _("Next")) if run.number < among.numbered else ""
    said = _("Mention {n} of {many}").format(n=f"{run.number:,}", many=f"{among.count:,}")
    return format_html('{}<span class="steps"{}><b>{}</b>{}{}</span>', mark, _page_lang(), said, back, on)


def _page_lang() -> SafeString:
    """For a start tag inside the words of a note: the language of the page, when it is another."""
    return SafeString(f' lang="{get_language()}"' if note_lang() else "")


def _step(number: int, word: str) -> SafeString:
    return format_html(' <a href="#m-{}">{}</a>', number, word)


@register.filter
def lit_in(paper: Any, light: marks.Marks) -> bool:
    """Whether anything of a meeting's paper is lit."""
    return light.stand_in(marks.of_paper(paper))


@register.filter
def role_name(role: str) -> str:
    """The role in the archive's own words."""
    return str(ROLES[Role(role)])


@register.simple_tag
def term(said: str, shown: str = "") -> str:
    """A word in the archive's own voice, with the way to what it means, when it is explained.

    `said` is the word in English, as EXPLAINED has it; `shown` what stands on the page, where that is another.
    """
    place, text = EXPLAINED.get(said.lower()), shown or word(said)
    return format_html('<a class="term" href="{}#{}">{}</a>', reverse("words"), place, text) if place else text


@register.filter
def status_name(status: str) -> str:
    """What became of an action, as a label."""
    return str(STATUSES[status])


@register.simple_tag
def note_lang() -> SafeString:
    """For a start tag: the language of the notes, on a page that is in another."""
    return SafeString("" if get_language() == settings.LANGUAGE_CODE else f' lang="{NOTE_LANGUAGE}"')


@register.filter
def seated(role: str) -> str:
    """The role in a sentence, up to the name of the board: `as a member of`."""
    return str(SEATED[Role(role)])


@register.filter
def sits(role: str) -> bool:
    """Whether people of this role belong to the board."""
    return Role(role) not in _GUESTS


@register.filter
def marker(printed: str) -> str:
    """A list marker as it is shown: one bullet for every bullet, numbers and letters as printed."""
    return "•" if printed in _BULLETS else printed


@register.filter
def words_of(outcomes: Iterable[Any]) -> str:
    """The verbs of a decision: `noted, agreed`."""
    return ", ".join(word(str(outcome)) for outcome in outcomes)


@register.filter
def names_of(owners: Iterable[Any]) -> str:
    """Owners as printed: `Chair and Clerk`."""
    return both([str(owner) for owner in owners])


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
