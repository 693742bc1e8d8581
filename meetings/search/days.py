"""A year, a month or a day as somebody types it → its first and its last day. No Django."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_NAMES = "january february march april may june july august september october november december".split()
_WELSH = "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr".split()
_MONTHS = {
    name[:size]: number
    for names in (_NAMES, _WELSH)
    for number, name in enumerate(names, 1)
    for size in (3, 4, len(name))
}
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})",
        r"(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})",
        r"(?P<day>[0-9]{1,2})[/.](?P<month>[0-9]{1,2})[/.](?P<year>[0-9]{4})",
        r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\s+)?(?P<month>[A-Za-z]{3,10})\.?,?\s+(?P<year>[0-9]{4})",
    )
)


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day of one year, month or day."""

    first: dt.date
    last: dt.date

    @property
    def iso(self) -> str:
        """As an address has it: `2021`, `2021-05` or `2021-05-20`."""
        return self.first.isoformat()[: 4 if self._is_year else 10 if self._is_day else 7]

    @property
    def _is_year(self) -> bool:
        return self.first.month != self.last.month

    @property
    def _is_day(self) -> bool:
        return self.first == self.last


def days(text: str) -> Days | None:
    """What `2021`, `2021-05`, `5/2021`, `May 2021`, `2021-05-20`, `20/5/2021` or `20 May 2021` says; else None.

    Names of months are English or Welsh, whole or their first three or four letters.
    """
    plain = text.strip(" .,;")
    match = next((found for form in _FORMS if (found := form.fullmatch(plain))), None)
    if match is None:
        return None
    given = match.groupdict()
    month, day = given.get("month"), given.get("day")
    number = int(month) if month and month.isdigit() else _MONTHS.get((month or "").lower(), 0)
    try:
        first = dt.date(int(given["year"]), number if month else 1, int(day or 1))
    except ValueError:
        return None
    if day:
        return Days(first, first)
    months = first.month if month else 12
    return Days(first, dt.date(first.year, months, calendar.monthrange(first.year, months)[1]))
