"""A clerk reviews the longest sample note with the keyboard alone, and where no script runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from meetings.ingest import ingest
from meetings.management.commands.clerk import save_clerk
from meetings.models import AgendaItem, AuditLine, Meeting, State, User
from tests.here import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOTE = ROOT / "fixtures" / "notes" / "skills-enterprise-board-2021-05-13.txt"
MOST = 150
"""Presses of Tab until a clerk has had enough."""


def reach(page: Page, what: str) -> None:
    """Press Tab until the focus is on what a selector names."""
    wanted = page.locator(what).first
    wanted.wait_for()
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{what} was not reached by {MOST} presses of Tab")


def write(page: Page, what: str, text: str) -> None:
    """Reach a field and type behind what stands in it."""
    reach(page, what)
    page.keyboard.press("End")
    page.keyboard.type(text)


def press(page: Page, what: str, key: str = "Enter") -> None:
    """Reach something and press a key on it."""
    reach(page, what)
    page.keyboard.press(key)


def choose(page: Page, act: str) -> None:
    """Choose what is done with the rows that are ticked, and go."""
    reach(page, "select[name=action]")
    page.keyboard.type(act)
    press(page, "button:has-text('Go')")


def test_the_longest_note_is_reviewed_without_mouse_and_script(browser: Browser, live_server: LiveServer) -> None:
    save_clerk(User(username="jo"), "a-long-password-for-tests")
    ingest(NOTE.read_bytes(), filename=NOTE.name)
    asking = AgendaItem.objects.exclude(sensitive="").count()
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{live_server.url}/admin/")
    write(page, "input[name=username]", "jo")
    write(page, "input[name=password]", "a-long-password-for-tests")
    page.keyboard.press("Enter")

    press(page, ".needs a[href*=agendaitem]")
    for row in range(asking):
        press(page, f"tr:nth-child({row + 1}) input.action-select", "Space")
    choose(page, "Keep")
    write(page, "textarea[name=because]", "The chair said that they are public.")
    press(page, "#content [type=submit]")
    page.locator(".messagelist").wait_for()
    assert set(AgendaItem.objects.exclude(sensitive="").values_list("sensitivity_answered", flat=True)) == {True}

    press(page, "a:has-text('Home')")
    press(page, ".needs a[href*='meeting/']")
    press(page, "th a:has-text('Skills')")
    write(page, "input[name=venue]", ", Quillham")
    page.keyboard.press("Enter")
    page.locator(".messagelist").wait_for()
    assert Meeting.objects.get().venue.endswith(", Quillham")

    press(page, "input.action-select", "Space")
    choose(page, "Publish")
    page.locator(".messagelist").wait_for()
    assert Meeting.objects.get().state == State.PUBLISHED
    page.context.close()
    assert {line.by.username for line in AuditLine.objects.exclude(verb="ingest")} == {"jo"}
