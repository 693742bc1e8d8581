"""What a reader's browser waits for: pages of a large archive, served as they are in earnest, opened in Chromium."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import urlopen

from tests.benchmarks.addresses import addresses
from tests.here import CHROMIUM, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROUNDS = 5
WIDTHS = (390, 1280)
PATIENCE = 120.0
"""Seconds until the server has to answer."""

WATCH = """
window.seen = { first: 0, paint: 0, shift: 0, tasks: [] };
const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
watch("paint", (entry) => { if (entry.name === "first-contentful-paint") seen.first = entry.startTime; });
watch("largest-contentful-paint", (entry) => { seen.paint = entry.startTime; });
watch("layout-shift", (entry) => { seen.shift += entry.value; });
watch("longtask", (entry) => { seen.tasks.push([entry.startTime, entry.startTime + entry.duration]); });
"""
"""Notes when something was first painted, and the largest thing, how much moved, and every task over 50 ms."""

SUM = """() => {
    const sent = ["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type));
    const lasted = ([start, end]) => end - Math.max(start, seen.first);
    return {
        paint: seen.paint,
        shift: seen.shift,
        blocked: seen.tasks.reduce((sum, task) => sum + Math.max(0, lasted(task) - 50), 0),
        longest: Math.max(0, ...seen.tasks.map(([start, end]) => end - start)),
        bytes: sent.reduce((sum, entry) => sum + entry.transferSize, 0),
    };
}"""
"""Total blocking time as https://web.dev/articles/tbt has it: what tasks take over 50 ms once something is painted.
The longest task is of the whole view, before that too."""


def looking() -> Iterator[str]:
    """The lines of a table: each kind of page, first view, in a browser that has kept nothing."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    times = f"{'painted':>8} {'at most':>8} {'blocked':>8} {'at most':>8} {'longest':>8}"
    yield f"{'page, milliseconds':26} {'width':>5} {times} {'shift':>6} {'kB':>6}"
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, address in every_page(site):
            for width in WIDTHS:
                seen = [first_view(browser, site + address, width) for _ in range(ROUNDS)]
                paints = [each["paint"] for each in seen]
                blocked = [each["blocked"] for each in seen]
                longest, shift, size = (max(each[name] for each in seen) for name in ("longest", "shift", "bytes"))
                yield (
                    f"{name:26} {width:5} {statistics.median(paints):8.0f} {max(paints):8.0f}"
                    f" {statistics.median(blocked):8.0f} {max(blocked):8.0f} {longest:8.0f} {shift:6.3f}"
                    f" {size / 1000:6.1f}"
                )
        browser.close()


def first_view(browser: Browser, address: str, width: int) -> dict[str, Any]:
    """What was noted of a page in a window of its own."""
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(address, wait_until="networkidle")
        page.wait_for_timeout(100)
        found: dict[str, Any] = page.evaluate(SUM)
        return found


@contextmanager
def served() -> Iterator[str]:
    """The address of a server as `manage.py serve` makes it, over the database of the environment."""
    with socket.socket() as probe, tempfile.TemporaryDirectory() as static:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
        probe.close()
        site = f"http://127.0.0.1:{port}"
        env = {**os.environ, "PORT": port, "STATIC_ROOT": static, "ALLOWED_HOSTS": "127.0.0.1"}
        words = [sys.executable, "manage.py", "serve"]
        with subprocess.Popen(words, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            try:
                wait_for(site)
                yield site
            finally:
                server.terminate()


def wait_for(site: str) -> None:
    """Return when the server answers. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            urlopen(f"{site}/healthz").close()  # noqa: S310 - our own server
            return
        except URLError:
            time.sleep(0.2)
    raise TimeoutError(f"Nothing answers at {site}.")


def every_page(site: str) -> Iterator[tuple[str, str]]:
    """Name and address of every public page, and of a search that finds much."""

    def fetch(address: str) -> str:
        with urlopen(site + address) as page:  # noqa: S310 - our own server
            return str(page.read().decode())

    yield from addresses(fetch).items()
    yield "search, best match first", "/search/?q=ferry"
