"""Every page that is pictured and judged, and how a browser comes to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from meetings.models import AgendaItem, AuditLine, Meeting, MergeSuggestion, Source, State
from tests.archive import FAILURES, PAGES
from tests.here import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[["Page", str], None]
"""Opens a page of the site at the address given."""

RECORDS = "/admin/meetings"


def at(address: str) -> Open:
    """Go to an address. A word in braces is the number of a record that shows much."""

    def go(page: Page, site: str) -> None:
        page.goto(site + (address.format(**telling()) if "{" in address else address))

    return go


def telling() -> dict[str, object]:
    """The numbers of records of the filled archive that show much."""
    item = AgendaItem.objects.exclude(sensitive="")[0]
    source = Source.objects.get(filename__startswith="environment-flooding-board-2018")
    start, end = next(each["span"] for each in source.readings.get().minutes[0]["findings"] if each["span"])[:2]
    return {
        "item": item.pk,
        "meeting": item.meeting_id,
        "draft": Meeting.objects.get(state=State.DRAFT).pk,
        "source": source.pk,
        "waiting": Source.objects.filter(status=Source.Status.WAITING)[0].pk,
        "start": start,
        "end": end,
        "suggestion": MergeSuggestion.objects.all()[0].pk,
        "line": AuditLine.objects.filter(verb="edit")[0].pk,
        "edited": AuditLine.objects.filter(verb="edit", table="agendaitem")[0].key,
    }


def forbidden(page: Page, site: str) -> None:
    """Send a form without its token."""
    address = f"{site}/admin/login/?next=/"
    page.route(address, lambda route: route.continue_(method="POST"))
    page.goto(address)
    page.unroute(address)


def too_large(page: Page, site: str) -> None:
    """Send a form with more text than one takes, from the page of the form: without its cookie it is not even read."""
    address = f"{site}/admin/login/?next=/"
    page.goto(address)
    text = {"headers": {"content-type": "application/x-www-form-urlencoded"}, "post_data": "a" * 3_000_000}
    page.route(address, lambda route: route.continue_(method="POST", **text))
    page.goto(address)
    page.unroute(address)
    assert page.locator("h1").inner_text() == "What was sent is too large"


def instead(name: str) -> Open:
    """The front page, when all that is left of the archive is a file."""

    def show(page: Page, site: str) -> None:
        address = f"{site}/?{name}"
        page.route(address, lambda route: route.fulfill(path=ROOT / "templates" / f"{name}.html"))
        page.goto(address)
        page.unroute(address)

    return show


def nothing_chosen(page: Page, site: str) -> None:
    """Upload, with no file chosen."""
    page.goto(f"{site}{RECORDS}/source/upload/")
    page.get_by_role("button", name="Upload and read").click()


def overtaken(page: Page, site: str) -> None:
    """Save a record that somebody changed after the page was opened."""
    at(f"{RECORDS}/agendaitem/{{edited}}/change/")(page, site)
    page.locator("#id_as_of").evaluate("field => field.value = 0")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.locator(".errornote").wait_for()
    page.wait_for_load_state()


def withdrawing(page: Page, site: str) -> None:
    """Withdraw the first meeting of the list, and be asked why."""
    page.goto(f"{site}{RECORDS}/meeting/?state__exact=published")
    page.locator("input.action-select").first.check()
    page.locator("select[name=action]").first.select_option("withdraw")
    page.locator("button[name=index]").first.click()
    page.wait_for_load_state()


PUBLIC: dict[str, Open] = {
    **{name: at(address) for name, address in PAGES.items()},
    **{name: at(address) for name, (address, _) in FAILURES.items()},
    "bad-request": at(f"/decisions/?{'&'.join(['q'] * 1001)}"),
    "forbidden": forbidden,
    "too-large": too_large,
    "broken": instead("500"),
    "unavailable": instead("503"),
    "sign-in": at("/admin/login/"),
    **{f"welsh-{name}": at(f"/cy{PAGES[name]}") for name in ("home", "meeting", "search-found", "member", "searching")},
}
"""Name → what anybody sees."""

DESK: dict[str, Open] = {
    "index": at("/admin/"),
    "meetings": at(f"{RECORDS}/meeting/"),
    "meeting": at(f"{RECORDS}/meeting/{{meeting}}/change/"),
    "draft": at(f"{RECORDS}/meeting/{{draft}}/change/"),
    "item": at(f"{RECORDS}/agendaitem/{{item}}/change/"),
    "edited": at(f"{RECORDS}/agendaitem/{{edited}}/change/"),
    "history": at(f"{RECORDS}/agendaitem/{{edited}}/history/"),
    "overtaken": overtaken,
    "sources": at(f"{RECORDS}/source/"),
    "source": at(f"{RECORDS}/source/{{source}}/change/"),
    "waiting": at(f"{RECORDS}/source/{{waiting}}/change/"),
    "text": at(f"{RECORDS}/source/{{source}}/text/?start={{start}}&end={{end}}"),
    "upload": at(f"{RECORDS}/source/upload/"),
    "upload-error": nothing_chosen,
    "uploaded": at(f"{RECORDS}/source/uploaded/?id={{source}}&id={{waiting}}"),
    "suggestions": at(f"{RECORDS}/mergesuggestion/"),
    "suggestion": at(f"{RECORDS}/mergesuggestion/{{suggestion}}/change/"),
    "withdraw": withdrawing,
    "log": at(f"{RECORDS}/auditline/"),
    "log-line": at(f"{RECORDS}/auditline/{{line}}/change/"),
    "nothing": at(f"{RECORDS}/conflict/"),
}
"""Name → what a clerk who is signed in sees most."""
