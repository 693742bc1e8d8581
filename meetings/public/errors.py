"""Why an address shows no record."""

from __future__ import annotations

import datetime as dt


class NotThere(Exception):  # noqa: N818 - said as the reader would say it
    """Nothing public is at this address: a draft, a restricted record and a never-was are the same."""


class Gone(Exception):  # noqa: N818 - HTTP's own word for 410
    """The record was withdrawn. `name` is blank unless the clerk chose to name the meeting."""

    def __init__(self, *, on: dt.date, reason: str, name: str = "") -> None:
        super().__init__("withdrawn")
        self.on = on
        self.reason = reason
        self.name = name
