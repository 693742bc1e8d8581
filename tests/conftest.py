"""What every test stands on: one environment, one temporary folder for sources, Chromium when it is there."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.here import CHROMIUM, CORPUS, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django import DjangoDbBlocker, Settings

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# Whatever a developer keeps in .env, tests see these. DATABASE_URL decides which database they run on.
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
os.environ.update(
    DJANGO_SETTINGS_MODULE="boardarchive.settings",
    SECRET_KEY="for-tests-only",
    DEBUG="false",
    HTTPS="false",
    HSTS_PRELOAD="false",
    ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
    ARCHIVE_ORGANISATION="",
    CONTACT_EMAIL="",
    DATA_LICENCE="",
    DATA_LICENCE_URL="",
    STATIC_ROOT=str(ROOT / "var" / "nothing-collected"),
)

# A busy machine is no fault of the code: no example is held to a clock.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

FILLED = {"filled", "filled_with_real_notes"}
"""Fixtures that stand for as long as the tests of one module last."""


def pytest_configure() -> None:
    """Settings that only tests want, before Django reads any of them."""
    from django.conf import settings  # noqa: PLC0415 - the environment above comes first

    # The manifest knows no file before collectstatic has run, and a live server has none.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with the reason, what cannot run here; keep together what looks at one filled archive.

    The pages of `test_axe` are shared out all the same: looking at them takes longer than filling an archive twice.
    """
    missing = {
        "real_notes": None if CORPUS.is_dir() else "the real notes are not here (../shared/corpus)",
        "browser": None if CHROMIUM else "Chromium is not installed",
    }
    for item in items:
        shared_out = item.path.name == "test_axe.py"
        if isinstance(item, pytest.Function) and FILLED & {*item.fixturenames} and not shared_out:
            item.add_marker(pytest.mark.xdist_group(item.module.__name__))
        for mark, reason in missing.items():
            if reason and item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(autouse=True)
def sources_dir(request: pytest.FixtureRequest, settings: "Settings", tmp_path: Path) -> Path:
    """An empty folder of this test's own for kept originals; the filled archive has its own."""
    if not FILLED & {*request.fixturenames}:
        settings.SOURCES_DIR = tmp_path / "sources"
    return settings.SOURCES_DIR


@pytest.fixture(scope="module")
def filled(
    django_db_setup: None, django_db_blocker: "DjangoDbBlocker", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The archive of `tests.archive`, once for all tests of a module; they may not change it."""
    from tests.archive import filled  # noqa: PLC0415 - it imports models, which want settings

    with django_db_blocker.unblock(), filled(tmp_path_factory.mktemp("filled")):
        yield


@pytest.fixture(scope="module")
def filled_with_real_notes(
    corpus: Path, django_db_setup: None, django_db_blocker: "DjangoDbBlocker", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The real notes, all published, once for all tests of a module; for tests marked `real_notes`."""
    from tests.archive import filled  # noqa: PLC0415 - it imports models, which want settings

    with django_db_blocker.unblock(), filled(tmp_path_factory.mktemp("filled"), corpus / "notes"):
        yield


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the real notes and their gold readings; for tests marked `real_notes`."""
    return CORPUS


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One headless Chromium for the session; for tests marked `browser`."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only a browser test pays for it

    # Playwright keeps an event loop running in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A page of its own context: no cookies, no cache, no viewport of another test."""
    with browser.new_context() as context:
        yield context.new_page()
