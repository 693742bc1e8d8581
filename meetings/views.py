"""Public pages: each is what the door gives, and a template."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings import public
from meetings.answers import View, addresses, one_address, only_read, public_page, twins
from meetings.citing import FORMATS, citation
from meetings.filters import Searching, asked
from meetings.filters.listing import KINDS
from meetings.kept import kept, kept_always, kept_when_known
from meetings.search import examples, marks, related
from meetings.search.marks import Marks
from meetings.search.query import LIMITS
from meetings.voice import day as day_of

Crumbs = list[tuple[str, str]]
_PAGE = re.compile("[1-9][0-9]{0,3}")
LATEST = 10
"""How many rows a person's or a board's page shows before it leads on to the whole list."""


@kept
@public_page
def home(request: HttpRequest) -> HttpResponse:
    """The front page."""
    return render(request, "meetings/home.html", {"home": public.home(latest=5)})


def listed(kind: str) -> View:
    """The view of one list: `kind` is a key of the filters, and names the template."""

    @kept
    @public_page
    def view(request: HttpRequest) -> HttpResponse:
        listing = asked(kind, request.GET)
        if elsewhere := one_address(request, listing):
            return elsewhere
        context = {"listing": listing, "section": kind, "crumbs": []}
        if not listing.valid:
            return render(request, f"meetings/{kind}.html", context, status=400)
        return render(request, f"meetings/{kind}.html", {**context, "rows": listing.page, "twins": twins(listing)})

    return view


@kept_when_known
@public_page
def search(request: HttpRequest) -> HttpResponseBase:
    """What was found in the whole archive; without words, how to search."""
    listing = Searching(request.GET)
    if elsewhere := one_address(request, listing):
        return elsewhere
    context = {"listing": listing, "section": "search", "crumbs": [], "typed": listing.typed}
    if not listing.valid:
        return render(request, "meetings/search.html", context, status=400)
    if not listing.typed:
        return kept_always(render(request, "meetings/search.html", context))
    found = {"rows": listing.page, "leads": listing.leads, "twins": twins(listing)}
    return render(request, "meetings/search.html", {**context, **found})


@kept
@public_page
def meeting(request: HttpRequest, board: str, day: str) -> HttpResponse:
    """One meeting, as one reads the printed note."""
    found = public.meeting(board, day)
    crumbs = [*_crumbs(found.board), (str(found.date.year), _meetings_of(found))]
    context = {
        "meeting": found,
        "crumbs": crumbs,
        "section": "meetings",
        "marks": Marks(request.GET.get("q", ""), marks.of_meeting(found)),
    }
    return render(request, "meetings/meeting.html", context)


@kept
@public_page
def decision(request: HttpRequest, board: str, day: str, ref: str, position: int) -> HttpResponse:
    """One decision, to cite."""
    return _record(request, "decision", public.decision(board, day, ref, position))


@kept
@public_page
def action(request: HttpRequest, board: str, day: str, ref: str, position: int) -> HttpResponse:
    """One action, and what became of it."""
    return _record(request, "action", public.action(board, day, ref, position))


def _record(request: HttpRequest, kind: str, record: Any) -> HttpResponse:
    held = record.item.meeting
    at = f"{kind}-{record.item.ref}-{record.position}"
    crumbs = [*_crumbs(held.board), (day_of(held.date), held.get_absolute_url())]
    context = {
        "record": record,
        "meeting": held,
        "crumbs": crumbs,
        "section": f"{kind}s",
        "at": at,
        "passage": _passage(held, record.source_n, at),
        "marks": Marks(request.GET.get("q", ""), marks.of_record(record)),
        "around": public.around(record.item),
        "related": related(record) if kind == "decision" else [],
        **_citing(request, kind, record),
    }
    return render(request, f"meetings/{kind}.html", context)


def _citing(request: HttpRequest, kind: str, record: Any) -> dict[str, Any]:
    """The citation of a record, and the ways to it in other formats: label, address, media type."""
    address, item = record.get_absolute_url(), record.item
    at = [item.meeting.board.slug, item.meeting.day, item.ref, record.position]
    return {
        "citation": citation(record, kind, request.build_absolute_uri(address)),
        "citations": [
            (label, reverse(f"{kind}-{form}", args=at), media) for form, (label, media, _write) in FORMATS.items()
        ],
    }


def cited(kind: str, form: str) -> View:
    """The view of the citation of one decision or action as a file."""
    find = {"decision": public.decision, "action": public.action}[kind]
    _label, media, write = FORMATS[form]

    @public_page
    def view(request: HttpRequest, board: str, day: str, ref: str, position: int) -> HttpResponse:
        record = find(board, day, ref, position)
        told = citation(record, kind, request.build_absolute_uri(record.get_absolute_url()))
        name = f'attachment; filename="{told.name}.{form}"'
        return HttpResponse(write(told), content_type=f"{media}; charset=utf-8", headers={"Content-Disposition": name})

    return view


def _passage(held: Any, n: int, at: str) -> public.Excerpt | None:
    """Where the `n`-th source says so; None when it no longer does, or when there is none."""
    return public.excerpt(public.text_of(held, n), at) if n else None


@kept
@public_page
def source(request: HttpRequest, board: str, day: str, n: int) -> HttpResponse:
    """The text of a source, as far as it is public, with one passage lit."""
    page = public.source(board, day, n)
    held = page.meeting
    crumbs = [*_crumbs(held.board), (day_of(held.date), held.get_absolute_url())]
    passage = lit(page.passages, request.GET.get("at", ""))
    context = {
        "page": page,
        "meeting": held,
        "lit": passage,
        "marks": Marks(request.GET.get("q", ""), marks.of_source(page)),
        "plain": f"{request.path}?at={passage.at}#lit" if passage.at else request.path,
        "crumbs": crumbs,
    }
    return render(request, "meetings/source.html", context)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lit:
    """The passage that is lit: which it is, of how many, and its neighbours (pairs of an anchor and a label)."""

    at: str
    label: str = ""
    place: int = 0
    of: int = 0
    previous: tuple[str, str] | None = None
    next: tuple[str, str] | None = None

    @property
    def back(self) -> str:
        """Where the meeting's own page has it: a declaration of interest stands in the words of its item."""
        kind, _, place = self.at.partition("-")
        return f"item-{place.rpartition('-')[0]}" if kind == "declaration" else self.at


def lit(passages: Sequence[tuple[str, str]], at: str) -> Lit:
    """The passage called `at` among the public ones; none is lit when it is not there."""
    places = [place for place, (name, _) in enumerate(passages) if name == at]
    if not places:
        return Lit(at="")
    place = places[0]
    return Lit(
        at=at,
        label=passages[place][1],
        place=place + 1,
        of=len(passages),
        previous=passages[place - 1] if place else None,
        next=passages[place + 1] if place + 1 < len(passages) else None,
    )


@public_page
def original(request: HttpRequest, board: str, day: str, n: int) -> FileResponse:
    """The kept file itself, when a clerk has allowed it; never shown inside the browser."""
    path, filename = public.original(board, day, n)
    response = FileResponse(path.open("rb"), as_attachment=True, filename=filename, content_type="text/plain")
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@kept
@public_page
def member(request: HttpRequest, slug: str) -> HttpResponse:
    """One member: offices, attendance, meetings, decisions, interests."""
    found = public.member(slug)
    context = {
        "member": found,
        "meetings": list(found.meetings[:LATEST]),
        "decisions": list(found.decisions[:LATEST]),
        "decision_count": found.decisions.count(),
        "crumbs": [(_("Members"), reverse("members"))],
        "section": "members",
    }
    return render(request, "meetings/member.html", context)


@kept
@public_page
def authority(request: HttpRequest, slug: str) -> HttpResponse:
    """One council or other body that people come from."""
    found = public.authority(slug)
    context = {
        "authority": found,
        "meetings": list(found.meetings[:LATEST]),
        "crumbs": [(_("Authorities"), reverse("authorities"))],
        "section": "authorities",
    }
    return render(request, "meetings/authority.html", context)


@kept
@public_page
def boards(request: HttpRequest) -> HttpResponse:
    """Every board with a meeting on file."""
    return render(request, "meetings/boards.html", {"boards": list(public.boards()), "section": "boards", "crumbs": []})


@kept
@public_page
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """One board: its years, meetings and members."""
    found = public.board(slug)
    context = {
        "board": found,
        "meetings": list(found.meetings[:LATEST]),
        "width": max((sum(year.verbs.values()) for year in found.years), default=1) or 1,
        "crumbs": [(_("Boards"), reverse("boards"))],
        "section": "boards",
    }
    return render(request, "meetings/board.html", context)


@kept
@public_page
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """One item of a board, followed through the years by its title."""
    found = public.topic(topic)
    return render(request, "meetings/topic.html", {"topic": found, "crumbs": _crumbs(found.board), "section": "boards"})


def written(template: str, *, about: bool = False) -> View:
    """The view of a page that is only words; `about` says that it stands under the page about the archive."""

    @public_page
    def view(request: HttpRequest) -> HttpResponseBase:
        crumbs = [(_("About"), reverse("about"))] if about else []
        return kept_always(render(request, template, {"crumbs": crumbs, "contact": settings.CONTACT_EMAIL}))

    return view


@kept
@public_page
def coverage(request: HttpRequest) -> HttpResponse:
    """How many meetings of each board are on file, year by year."""
    page = request.GET.get("page") or "1"
    if not _PAGE.fullmatch(page):
        raise public.NotThere
    context = {"covered": public.coverage(int(page)), "crumbs": [(_("About"), reverse("about"))]}
    return render(request, "meetings/coverage.html", context)


@kept
@public_page
def figures(request: HttpRequest) -> HttpResponse:
    """What is on file by year, and how old what is open is."""
    context = {"figures": public.figures(), "crumbs": [(_("About"), reverse("about"))]}
    return render(request, "meetings/figures.html", context)


@kept
@public_page
def searching(request: HttpRequest) -> HttpResponse:
    """How to search, with an example for each way that finds something in this archive."""
    return render(request, "meetings/searching.html", {"ways": examples(), "limits": LIMITS, "crumbs": []})


@kept
@public_page
def data(request: HttpRequest) -> HttpResponse:
    """How to take the data away, and what may be done with it."""
    context = {
        "kinds": [(kind, addresses(kind)) for kind in KINDS if kind != "search"],
        "found": addresses("search"),
        "last": public.span(),
        "licence": settings.DATA_LICENCE,
        "licence_address": settings.DATA_LICENCE_URL,
        "crumbs": [(_("About"), reverse("about"))],
    }
    return render(request, "meetings/data.html", context)


@only_read
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the process answers; it asks no database."""
    return HttpResponse("ok\n", content_type="text/plain")


@only_read
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may fetch."""
    return HttpResponse("User-agent: *\nDisallow: /admin/\n", content_type="text/plain")


def _crumbs(of: Any) -> Crumbs:
    return [(of.name, of.get_absolute_url())]


def _meetings_of(held: Any) -> str:
    return f"{reverse('meetings')}?board={held.board.slug}&year={held.date.year}"
