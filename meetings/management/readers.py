"""Files read by several processes at once, each a fresh one that holds no connection to the database."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

import django

from meetings.filing.reading import Told, read
from meetings.management.files import Unreadable


class Readers:
    """At most `jobs` processes that turn bytes into what they say; none at all for one job."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def start(self, data: bytes, filename: str) -> Callable[[], Told]:
        """Begin to read; what comes back waits for the answer. It raises Unreadable when the reader died."""
        if self.jobs == 1:
            return lambda: read(data, filename=filename)
        pool = self._pool = self._pool or self._new_pool()
        future = pool.submit(read, data, filename=filename)

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
