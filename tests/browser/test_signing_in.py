"""A clerk signs in with a browser, as it stands in the README."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_password_that_is_printed_opens_the_admin_and_nothing_in_it_is_blocked(
    page: Page, live_server: LiveServer
) -> None:
    out = StringIO()
    call_command("clerk", "jo", stdout=out)
    password = out.getvalue().split("Password: ")[1].split()[0]
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("jo")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{live_server.url}/admin/")

    assert page.get_by_text("jo", exact=True).first.is_visible()
    assert [line for line in said if "Content Security Policy" in line] == []
