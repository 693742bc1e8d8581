"""Files read one after another, or by several processes at once that hold no connection to the database.

Each process keeps one sandbox for all the files that it reads.
"""

from __future__ import annotations

import atexit
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from types import TracebackType

import django

from meetings.extraction.sandbox import Sandbox
from meetings.filing.reading import Told, limits, read
from meetings.management.files import Unreadable


class Readers:
    """At most `jobs` processes that turn bytes into what they say; none at all for one job."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._sandbox = Sandbox(limits())
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._sandbox.close()
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def start(self, data: bytes, filename: str) -> Callable[[], Told]:
        """Begin to read; what comes back waits for the answer. It raises Unreadable when the reader died."""
        if self.jobs == 1:
            return lambda: read(data, filename=filename, sandbox=self._sandbox)
        pool = self._pool = self._pool or self._new_pool()
        future = pool.submit(_read, data, filename)

        def answer() -> Told:
            try:
                return future.result()
            except BrokenProcessPool:
                if self._pool is pool:
                    self._pool = None
                raise Unreadable("The process that read it ended without an answer. Try it again, alone.") from None

        return answer

    def _new_pool(self) -> ProcessPoolExecutor:
        fresh = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.jobs, mp_context=fresh, initializer=django.setup)


@cache
def _kept() -> Sandbox:
    """The sandbox of this process, for as long as the process lasts."""
    sandbox = Sandbox(limits())
    atexit.register(sandbox.close)
    return sandbox


def _read(data: bytes, filename: str) -> Told:
    return read(data, filename=filename, sandbox=_kept())
