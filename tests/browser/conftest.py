"""The filled archive, served for as long as the tests of one module last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django.live_server_helper import LiveServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext


@pytest.fixture(scope="module")
def site(filled: None) -> Iterator[str]:
    """The address of the filled archive. It stays as it is: no test may change a record."""
    server = LiveServer("localhost")
    yield server.url
    server.thread.terminate()  # not `stop`: a browser's last connection may end after it, and still shares the database


@pytest.fixture(scope="module")
def desk(site: str, browser: Browser) -> Iterator[BrowserContext]:
    """A browser in which a clerk is signed in."""
    from django.conf import settings  # noqa: PLC0415 - only once the environment of the tests is set
    from django.test import Client  # noqa: PLC0415

    from meetings.management.commands.clerk import save_clerk  # noqa: PLC0415
    from meetings.models import User  # noqa: PLC0415

    clerk, client = User(username="jo"), Client()
    save_clerk(clerk, "a-long-password-for-tests")
    client.force_login(clerk)
    name = settings.SESSION_COOKIE_NAME
    with browser.new_context() as context:
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
        yield context
